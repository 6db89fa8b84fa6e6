"""Work in the background (Procrastinate): a job is its address and opaque ids, queued in the transaction that wants it."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as django_app

from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone

DELIVER: str = settings.VIKTIG_DELIVER
MOST_TRIES = 5


def enqueue(address: str, **ids: str) -> None:
    """Queue a job by its address, on Django's own connection: it is queued if and only if the transaction commits.

    ids: opaque ids only, never a voice together with a `who` (design.md 4).
    """
    django_app.configure_task(address).defer(**ids)


def job(app: App, address: str, function: Callable[..., None], *, cron: str | None = None) -> None:
    """Register a function as the job of this address; with `cron`, it also runs by itself at these times (UTC)."""

    def run(timestamp: int | None = None, **ids: Any) -> None:
        close_old_connections()
        function(**ids)

    task = app.task(name=address, retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=4))(run)
    if cron:
        app.periodic(cron=cron)(task)


def each_apart(rows: Iterable[tuple[Any, ...]], *, because: str, act: Callable[..., object]) -> None:
    """Do something for each person, in a transaction of their own: what goes wrong for one stops nobody else's.

    rows: each with the `who` to act for first, as a `due_…` function gives them; act takes the whole row. Who has erased
    themselves meanwhile is left out. Raises the first mistake when all others are done, so that the job is seen to fail.
    """
    wrong: list[Exception] = []
    for row in rows:
        try:
            with acting_as(row[0], because=because):
                act(*row)
        except KeyGone:
            continue
        except Exception as mistake:
            wrong.append(mistake)
    if wrong:
        raise wrong[0]


def run_worker() -> None:
    """Work until told to stop. Finished jobs are deleted at once."""
    asyncio.run(_work())


async def _work() -> None:
    # A second app for the loop: jobs that queue further jobs still do so on Django's connection, in their transaction.
    app = django_app.with_connector(django_app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with app.open_async():
        for stalled in await app.job_manager.get_stalled_jobs():  # of a worker that was killed
            await app.job_manager.retry_job(stalled)
        await app.run_worker_async(delete_jobs="always", concurrency=1, shutdown_graceful_timeout=5)
