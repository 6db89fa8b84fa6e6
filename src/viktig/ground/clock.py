"""The house's clock. It shows the real time, except where the demo replays the past."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import MAXYEAR, date, datetime, timedelta

from django.utils import timezone

_behind: ContextVar[timedelta] = ContextVar("behind", default=timedelta())


def now() -> datetime:
    """Return the time now, in UTC."""
    return timezone.now() - _behind.get()


def today() -> date:
    """Return the local date of the places we serve."""
    return timezone.localdate(now())


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of the month where there is no such day, and the last of all days
    where there is no such year.
    """
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > MAXYEAR:
        return date.max
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


@contextmanager
def moved_back(days: int) -> Iterator[None]:
    """Live some days ago: for the demo's past, and for tests of dates. days: 0 or more."""
    token = _behind.set(timedelta(days=days))
    try:
        yield
    finally:
        _behind.reset(token)
