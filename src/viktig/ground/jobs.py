"""Work in the background: a job is its address and opaque ids, queued in the transaction that wants it (Procrastinate)."""

from typing import Any

from django.conf import settings
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as django_app


def enqueue(address: str, **ids: str) -> None:
    """Queue a job by its address. ids: opaque ids only, never a voice together with a `who` (design.md 4)."""
    django_app.configure_task(address).defer(**ids)


def job(app: App, address: str, function: Any, *, cron: str | None = None) -> None:
    """Register a function as the job of this address; with `cron`, run by itself at these times (UTC)."""

    def run(**arguments: Any) -> None:
        arguments.pop("timestamp", None)
        function(**arguments)

    task = app.task(run, name=address, retry=RetryStrategy(max_attempts=5, exponential_wait=4), queue="viktig")
    if cron:
        app.periodic(cron=cron)(task)


def run_worker() -> None:
    """Work until told to stop. Finished jobs are deleted at once."""
    app = django_app.with_connector(django_app.connector.get_worker_connector())  # type: ignore[attr-defined]
    with app.replace_connector(app.connector) as running:
        running.run_worker(
            delete_jobs="always", wait=True, concurrency=1, shutdown_graceful_timeout=5, install_signal_handlers=True
        )


DELIVER = settings.VIKTIG_DELIVER
