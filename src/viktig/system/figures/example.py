"""The worked example of how numbers are protected: invented counts, and all else worked out by the program itself."""

from dataclasses import dataclass
from functools import cache

from viktig.ground.facts.attack import bounds
from viktig.ground.facts.decide import release
from viktig.ground.facts.equations import CellRef
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.protect import SMALLEST, TOTAL, Cell, Counts, protect, with_totals
from viktig.ground.facts.quarters import Quarter

QUARTER = Quarter(2026, 2)
ROWS, COLUMNS = ("housing", "money"), ("changes", "not")
TOWN, VILLAGE, COUNTY = 75_000, 9_000, 90_000  # inhabitants
COUNTS = ((12, 21), (2, 11))
IN_THE_VILLAGE = ((1, 0), (1, 1))
BEFORE = 44  # answers in the quarter before, in a place where two more come in this one

Lines = list[list[Cell]]


@dataclass(frozen=True)
class Example:
    """One table: as it is, with only the small number hidden, as it is shown, and two tables that fit what is shown.

    limit: the smallest number that is shown. small: the number too small to show. low, high: what it could be.
    row, column: the total and the shown neighbour from which it could be worked out, were it the only one hidden.
    """

    true: Lines
    alone: Lines
    shown: Lines
    fitting: list[Lines]
    limit: int
    small: int
    low: int
    high: int
    row: tuple[int, int]
    column: tuple[int, int]


@dataclass(frozen=True)
class Around:
    """A small place, the town beside it and the county that both lie in. shown: what comes out of town and county."""

    county: int
    town: int
    village: int
    shown_of_county: Cell
    shown_of_town: Cell
    low: int
    high: int


@dataclass(frozen=True)
class Later:
    """Two quarters. shown: what comes out of the second one. both: what a running total would have said."""

    before: int
    after: int
    shown: Cell

    @property
    def both(self) -> int:
        """Return the running total."""
        return self.before + self.after


@cache
def town() -> Example:
    """Return the example of one table."""
    true = with_totals(COUNTS)
    small = COUNTS[1][0]
    published = protect(_counts("town", COUNTS))
    alone = Places([Place("town", TOWN)])
    low, high = bounds([published], alone)[CellRef(QUARTER, "example", "town", "money", "changes")]
    assert high is not None
    return Example(
        true=[list(row) for row in true],
        alone=[[None if number < SMALLEST else number for number in row] for row in true],
        shown=[list(row) for row in published.cells],
        fitting=[_with(number) for number in (low, high)],
        limit=SMALLEST,
        small=small,
        low=low,
        high=high,
        row=(true[1][-1], true[1][1]),
        column=(true[-1][0], true[0][0]),
    )


@cache
def around() -> Around:
    """Return the example of a small place."""
    places = Places(
        [Place("county", COUNTY, whole=True), Place("town", TOWN, "county"), Place("village", VILLAGE, "county")]
    )
    counts = [_counts("town", COUNTS), _counts("village", IN_THE_VILLAGE)]
    out = [decision.release for decision in release(counts, [], places) if decision.release]
    shown = {one.place: one.cells[-1][-1] for one in out}
    low, high = bounds(out, places)[CellRef(QUARTER, "example", "county", TOTAL, TOTAL, rest=True)]
    in_town, in_village = (sum(map(sum, cells)) for cells in (COUNTS, IN_THE_VILLAGE))
    assert high is not None
    return Around(in_town + in_village, in_town, in_village, shown["county"], shown["town"], low, high)


@cache
def later() -> Later:
    """Return the example of two quarters."""
    second = ((COUNTS[1][0], 0), (0, 0))
    return Later(BEFORE, COUNTS[1][0], protect(_counts("town", second)).cells[-1][-1])


def _counts(place: str, cells: tuple[tuple[int, ...], ...]) -> Counts:
    return Counts("example", QUARTER, place, ROWS, COLUMNS, cells)


def _with(number: int) -> Lines:
    """Return the table with the same totals in which the small number is another."""
    moved = COUNTS[1][0] - number
    (a, b), (c, d) = COUNTS
    return [list(row) for row in with_totals(((a + moved, b - moved), (c - moved, d + moved)))]
