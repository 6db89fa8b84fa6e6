"""What was written down from day to day, as a line and one sentence. It judges nothing: no goal, no row of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from viktig.person.well.models import DayMark, Scale, Tracker

WIDTH, HEIGHT, LEFT, EDGE = 320, 130, 44, 12


@dataclass(frozen=True)
class Chart:
    """A drawing.

    dots: (x, y) of each day. lines: days that follow each other, as SVG points. edges: lines at the ends, as an SVG path;
    top, bottom: what they stand for.
    """

    width: int
    height: int
    left: int
    dots: list[tuple[str, str]]
    lines: list[str]
    edges: str
    top: str
    bottom: str


def chart_of(tracker: Tracker, marks: Sequence[DayMark]) -> Chart | None:
    """Return the line of some days, newest first; nothing when there are fewer than two."""
    known = [(mark, value) for mark in reversed(marks) if (value := _number(mark)) is not None]
    if len(known) < 2:
        return None
    days, values = [mark for mark, _value in known], [value for _mark, value in known]
    low, high = _ends(tracker, values)
    length = (days[-1].day - days[0].day).days
    places = [
        (
            f"{LEFT + EDGE + (WIDTH - LEFT - 2 * EDGE) * ((mark.day - days[0].day).days / length):.1f}",
            f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float((value - low) / (high - low)):.1f}",
        )
        for mark, value in zip(days, values, strict=True)
    ]
    ends = [in_words(tracker, "yes"), in_words(tracker, "no")] if tracker.scale == Scale.YES_NO else []
    top, bottom = ends or [formats.localize(high), formats.localize(low)]
    edges = "".join(f"M{LEFT + EDGE} {y}H{WIDTH - EDGE}" for y in (EDGE, HEIGHT - EDGE))
    return Chart(WIDTH, HEIGHT, LEFT, places, _lines(tracker, days, places), edges, str(top), str(bottom))


def sentence_of(tracker: Tracker, marks: Sequence[DayMark]) -> str:
    """Return in one sentence or two what the days show, newest first; empty when there are none. It says no more."""
    if not marks:
        return ""
    first, last = (formats.date_format(mark.day, "DATE_FORMAT") for mark in (marks[-1], marks[0]))
    if len(marks) == 1:
        return _("Written down on one day, %(day)s.") % {"day": last}
    days: dict[str, Any] = {"number": len(marks), "first": first, "last": last}
    if tracker.scale == Scale.YES_NO:
        days["yes"] = sum(mark.value == "yes" for mark in marks)
        return _("Written down on %(number)s days, from %(first)s to %(last)s. Yes on %(yes)s of them.") % days
    values = [value for mark in marks if (value := _number(mark)) is not None] or [Decimal(0)]
    days |= {"low": formats.localize(min(values)), "high": formats.localize(max(values))}
    return (
        _("Written down on %(number)s days, from %(first)s to %(last)s. The lowest is %(low)s, the highest %(high)s.")
        % days
    )


def in_words(tracker: Tracker, value: str) -> str:
    """Return what was written down for a day, as people read it."""
    if tracker.scale == Scale.YES_NO:
        return _("Yes") if value == "yes" else _("No")
    number = str(formats.localize(known)) if (known := _decimal(value)) is not None else value
    return f"{number} {tracker.unit}" if tracker.scale == Scale.NUMBER and tracker.unit else number


def _number(mark: DayMark) -> Decimal | None:
    return _decimal({"yes": "1", "no": "0"}.get(mark.value, mark.value))


def _decimal(text: str) -> Decimal | None:
    """Return a number, or nothing for what is none: a file that somebody moved in with may hold anything."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _ends(tracker: Tracker, values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest number of the drawing, which are never the same."""
    if tracker.scale == Scale.NUMBER:
        low, high = min(values), max(values)
        return (low, high) if low < high else (low - 1, high + 1)
    return Decimal(0), Decimal(10 if tracker.scale == Scale.TEN else 1)


def _lines(tracker: Tracker, days: Sequence[DayMark], places: Sequence[tuple[str, str]]) -> list[str]:
    """Join days that follow each other: a day on which nothing was written is a gap, and no fall."""
    if tracker.scale == Scale.YES_NO:
        return []
    runs: list[list[str]] = []
    for index, (mark, (x, y)) in enumerate(zip(days, places, strict=True)):
        if index and mark.day - days[index - 1].day == timedelta(days=1):
            runs[-1].append(f"{x},{y}")
        else:
            runs.append([f"{x},{y}"])
    return [" ".join(run) for run in runs if len(run) > 1]
