"""Facts for tests, written as the worker writes them; counts and releases that no database holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from viktig.ground.facts import hierarchy
from viktig.ground.facts.models import Fact
from viktig.ground.facts.protect import Counts, Release, withhold
from viktig.ground.facts.quarters import Quarter, week_of
from viktig.ground.people.models import Place

SPRING = Quarter(2026, 1)
NATION = [
    hierarchy.Place("nation", 900_000),
    hierarchy.Place("county", 90_000, "nation"),
    hierarchy.Place("big town", 40_000, "county"),
    hierarchy.Place("town", 30_000, "county"),
    hierarchy.Place("village", 20_000, "county"),
]
ALONE = hierarchy.Places([hierarchy.Place("town", 30_000)])


def make_answers(
    place: Place,
    number: int,
    *,
    quarter: Quarter,
    kind: str = "barrier",
    outcome: str = "will_change",
    days: str = "8_30",
    week_on: date | None = None,
    late_in: str = "",
) -> Fact:
    """Count answers in a place, in the first week of a quarter."""
    fact = Fact(
        kind="ground.voice.answered",
        week=week_of(week_on or quarter.first_monday),
        place=place,
        attributes={"kind": kind, "outcome": outcome, "days": days},
        number=number,
        late_in=late_in,
    )
    fact.save(force_insert=True)
    return fact


def make_counts(*cells: Sequence[int], place: str = "town", table: str = "kinds", quarter: Quarter = SPRING) -> Counts:
    """Return the counts of a table, one line of cells for each row."""
    rows = tuple(f"row {i}" for i in range(len(cells)))
    columns = tuple(f"column {j}" for j in range(len(cells[0])))
    return Counts(table, quarter, place, rows, columns, tuple(map(tuple, cells)))


def make_release(*cells: Sequence[int | None], place: str = "town", table: str = "kinds") -> Release:
    """Return a release with these cells, None hidden; the last row and column are totals."""
    blank = make_counts(*[[0] * (len(cells[0]) - 1)] * (len(cells) - 1), place=place, table=table)
    return replace(withhold(blank), cells=tuple(map(tuple, cells)))
