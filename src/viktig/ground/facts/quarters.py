"""Quarters made of ISO weeks: the only time a published figure has."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

IsoWeek = str  # "2026-W14", as ISO 8601 writes it

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_LABEL = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_WEEKS = 13


@dataclass(frozen=True, order=True)
class Quarter:
    """Thirteen ISO weeks: 1-13, 14-26, 27-39 or 40 to the end of the ISO year (52 or 53). They never overlap.

    year: ISO year, 1-9998, which around New Year is not always the calendar's. number: 1-4. Older sorts first.
    Raises ValueError for anything else.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9998 and 1 <= self.number <= 4):
            raise ValueError(f"There is no quarter {self.number} of {self.year}.")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the name in figures and addresses: "2026-Q2"."""
        return f"{self.year:04d}-Q{self.number}"

    @property
    def next(self) -> "Quarter":
        """Return the quarter after this one."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def previous(self) -> "Quarter":
        """Return the quarter before this one."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def first_monday(self) -> date:
        """Return the Monday on which the first week begins: the quarter's first day."""
        return date.fromisocalendar(self.year, (self.number - 1) * _WEEKS + 1, 1)

    @property
    def last_monday(self) -> date:
        """Return the Monday on which the last week begins."""
        return self.next.first_monday - timedelta(weeks=1)

    @property
    def last_day(self) -> date:
        """Return the Sunday on which the last week ends."""
        return self.last_monday + timedelta(days=6)


def quarter_on(day: date) -> Quarter:
    """Return the quarter that a day lies in, by its ISO week."""
    year, week, _ = day.isocalendar()
    return Quarter(year, min((week - 1) // _WEEKS, 3) + 1)


def quarter_of(week: IsoWeek) -> Quarter:
    """Return the quarter that a week lies in.

    week: "2026-W14". Raises ValueError for another form, and for a week 53 in a year that has 52.
    Source: ISO 8601-1:2019, 4.3.5 and 5.2.3 (week dates).
    """
    found = _WEEK.fullmatch(week)
    if not found:
        raise ValueError(f"A week is written like 2026-W14, not {week!r}.")
    return quarter_on(date.fromisocalendar(int(found[1]), int(found[2]), 1))


def quarter_named(label: str) -> Quarter:
    """Return the quarter with this label. Raises ValueError for anything that is not like "2026-Q2"."""
    found = _LABEL.fullmatch(label)
    if not found:
        raise ValueError(f"A quarter is written like 2026-Q2, not {label!r}.")
    return Quarter(int(found[1]), int(found[2]))


def ended(quarter: Quarter, on: date) -> bool:
    """Return whether the quarter is over on a day; nothing is released before. Its last Sunday is still in it."""
    return on > quarter.last_day


def counted_in(week: IsoWeek, last_released: Quarter | None) -> Quarter:
    """Return the quarter in which a fact of this week is counted.

    last_released: the newest quarter already released, or None. A quarter is released once, so a fact that comes late
    falls into the first quarter not yet released. Raises ValueError for a week that is not one.
    """
    own = quarter_of(week)
    return own if last_released is None else max(own, last_released.next)


def week_of(day: date) -> IsoWeek:
    """Return the ISO week that a day lies in: "2026-W14"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
