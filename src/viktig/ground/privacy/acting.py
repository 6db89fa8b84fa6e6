"""Who is acting. The one place that tells the database for whom we work now (design.md 4)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction


@dataclass(frozen=True)
class Acting:
    """For whom this transaction works, and why.

    keys: those it has opened. found: what it has looked up and needs again (`ground.access.queries`). Both are forgotten
    when it ends.
    """

    who: UUID | None = None
    receipts: tuple[str, ...] = ()
    organisation: UUID | None = None
    because: str = "nobody"
    keys: dict[UUID, bytes] = field(default_factory=dict, repr=False)
    found: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)


_now: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting:
    """Return for whom we act; nobody, outside `acting_as`."""
    return _now.get() or Acting()


@contextmanager
def acting_as(
    who: UUID | None, *, because: str, receipts: Sequence[str] = (), organisation: UUID | None = None
) -> Iterator[Acting]:
    """Run one transaction for somebody: the database shows it what this `who` may see, and nothing else.

    who: a person's `who`, or None for a visitor or for work that starts from nobody.
    because: the address of the action, as in `person.ombud.tell`. receipts: digests of voices that the speaker holds.
    organisation: for work that a date starts for an organisation, never for a request.
    Inside another `acting_as` the former is back afterwards, also when this one fails.
    """
    before, now = acting(), Acting(who, tuple(receipts), organisation, because)
    is_inside = connection.in_atomic_block
    token = _now.set(now)
    try:
        with transaction.atomic():
            _tell_database(now)
            yield now
            if is_inside:  # else the end of the transaction is the end of what the database was told
                _tell_database(before)
    finally:
        _now.reset(token)


def _tell_database(acting: Acting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('viktig.who', %s, true), set_config('viktig.receipts', %s, true),"
            " set_config('viktig.organisation', %s, true)",
            [str(acting.who or ""), ",".join(acting.receipts), str(acting.organisation or "")],
        )
