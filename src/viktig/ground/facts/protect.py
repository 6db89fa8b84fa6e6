"""Which counts of one table may be shown, so that no figure points at somebody.

Plain words: a number below five is never shown, nor any number that would let somebody work it out.
The method is cell suppression: Hundepool et al., Statistical Disclosure Control (Wiley, 2012), chapter 4.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from viktig.ground.facts.quarters import Quarter

SMALLEST = 5  # k may be raised, never lowered
TOTAL = "total"  # the name of the row and of the column that hold the totals

Cell = int | None  # shown, or hidden
Spot = tuple[int, int]  # row and column in a grid, from 0; the totals come last
Grid = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Counts:
    """True counts of one table, for one place and one quarter: never published as they are.

    cells: one tuple of whole numbers >= 0 for each row, without totals. Raises ValueError for anything else.
    """

    table: str
    quarter: Quarter
    place: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Grid

    def __post_init__(self) -> None:
        if not (self.rows and self.columns):
            raise ValueError("A table needs a row and a column.")
        for names in (self.rows, self.columns):
            if len(set(names)) < len(names) or TOTAL in names:
                raise ValueError(f"Rows and columns need names of their own, and none is {TOTAL!r}.")
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("A table needs one count for each row and column.")
        if any(count < 0 for row in self.cells for count in row):
            raise ValueError("A count is never below 0.")


@dataclass(frozen=True)
class Release:
    """One table as published: stored once, never changed, read by page, chart, CSV, API and print alike.

    cells: one tuple for each row and then one for the column totals; in each, the row total comes last. None is
    hidden: a small count and one hidden to protect it look the same. All None: the table is not shown.
    k: the smallest count that could be shown, and how many values each hidden cell must keep possible.
    """

    table: str
    quarter: Quarter
    place: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    k: int = SMALLEST

    @property
    def is_shown(self) -> bool:
        """Return whether anything at all is shown. The grand total is the last to go."""
        return self.cells[-1][-1] is not None


def protect(counts: Counts, k: int = SMALLEST, also: frozenset[Spot] = frozenset()) -> Release:
    """Return the table with every count hidden that is small, or that would give a small one away.

    k: smallest count that may be shown. also: spots to hide besides (decide.py asks for them).
    0 to k-1 are hidden alike, totals too. Of every hidden cell, the shown ones leave k values possible or more. A table
    that cannot be protected comes back all None. Raises ValueError for k below 5.

    Which spot is hidden to protect another depends on where spots are hidden, not on how large the count is: had we
    taken the smallest, whoever knows this program could turn that around. Not covered: such a reader still learns that
    hiding less did not do. Measured by trying every number in 390 small random tables, 2 of 2,014 hidden cells kept 4
    values for such a reader, all others 5 or more (test_protect.py repeats a part of it). It is no proof.
    """
    if k < SMALLEST:
        raise ValueError(f"The smallest group may be raised, never lowered below {SMALLEST}.")
    grid = with_totals(counts.cells)
    hidden = set(also) | {spot for spot in _spots(grid) if _at(grid, spot) < k}
    last = (len(grid) - 1, len(grid[0]) - 1)
    while last not in hidden and (thin := next(chain(_alone(hidden), _thin(grid, hidden, k)), None)):
        hidden.add(_cover(grid, hidden, thin))
    shown = () if last in hidden else [spot for spot in _spots(grid) if spot not in hidden]
    return _release(counts, grid, frozenset(shown), k)


def withhold(counts: Counts, k: int = SMALLEST) -> Release:
    """Return the table with nothing shown at all."""
    return _release(counts, with_totals(counts.cells), frozenset(), k)


def with_totals(cells: Grid) -> Grid:
    """Return the counts with a total at the end of each row, and a last row of column totals."""
    rows = [(*row, sum(row)) for row in cells]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))


def _release(counts: Counts, grid: Grid, shown: frozenset[Spot], k: int) -> Release:
    cells = tuple(tuple(n if (i, j) in shown else None for j, n in enumerate(row)) for i, row in enumerate(grid))
    return Release(counts.table, counts.quarter, counts.place, counts.rows, counts.columns, cells, k)


def _spots(grid: Grid) -> Iterator[Spot]:
    return ((i, j) for i in range(len(grid)) for j in range(len(grid[0])))


def _at(grid: Grid, spot: Spot) -> int:
    return grid[spot[0]][spot[1]]


# Plain words: every row and column, the totals' too, is a sum that must come out. Each spot lies in one row and one
# column. So the table is a network: rows and columns are its knots, spots its threads, and a count can change only
# together with others, around a ring of hidden spots. How far it can go up and down is a largest flow, and since flows
# of whole numbers stay whole, every number between is possible too. (Hundepool et al. 2012, 4.4; Ahuja, Magnanti and
# Orlin, Network Flows, 1993, 6.)

Knot = tuple[str, int]


def _ends(size: Spot, spot: Spot) -> tuple[Knot, Knot]:
    """Return the knots a spot's thread leaves and enters: totals run against the counts they sum."""
    row, column = ("row", spot[0]), ("column", spot[1])
    is_total = (spot[0] == size[0] - 1) != (spot[1] == size[1] - 1)
    return (column, row) if is_total else (row, column)


def _alone(hidden: set[Spot]) -> Iterator[Spot]:
    """Yield the spots that are the only hidden one of their row or column, in reading order: plainly too few values."""
    rows, columns = Counter(i for i, _ in hidden), Counter(j for _, j in hidden)
    return (spot for spot in sorted(hidden) if rows[spot[0]] == 1 or columns[spot[1]] == 1)


def _thin(grid: Grid, hidden: set[Spot], k: int) -> Iterator[Spot]:
    """Yield the hidden spots that have fewer than k possible values, in reading order."""
    down = {spot: _at(grid, spot) for spot in hidden}
    up = dict.fromkeys(hidden, k)  # nothing limits a count upward
    return (spot for spot in sorted(hidden) if reach((len(grid), len(grid[0])), down, up, spot, k - 1) < k - 1)


def reach(size: Spot, down: Mapping[Spot, int], up: Mapping[Spot, int], spot: Spot, enough: int) -> int:
    """Return how many values besides its own a hidden spot can have, each with a table of whole numbers that fits.

    size: rows and columns, with totals. down, up: how far each hidden spot may go by itself. Stops at `enough`.
    """
    here, there = _ends(size, spot)
    more = _flow(size, down, up, spot, (there, here), min(enough, up[spot]))
    less = _flow(size, down, up, spot, (here, there), min(enough - more, down[spot])) if more < enough else 0
    return more + less


def _flow(
    size: Spot,
    down: Mapping[Spot, int],
    up: Mapping[Spot, int],
    without: Spot,
    way: tuple[Knot, Knot],
    enough: int,
) -> int:
    """Return how many units can be moved from one knot to another along all hidden spots but one; stops at `enough`."""
    left = {(spot, rises): n for rises, most in ((True, up), (False, down)) for spot, n in most.items()}
    del left[without, True], left[without, False]
    moved = 0
    while moved < enough and (path := _path(size, left, *way)):
        step = min(enough - moved, *(left[thread] for thread in path))
        for spot, rises in path:
            left[spot, rises] -= step
            left[spot, not rises] += step
        moved += step
    return moved


def _path(size: Spot, left: Mapping[tuple[Spot, bool], int], source: Knot, sink: Knot) -> list[tuple[Spot, bool]]:
    """Return the spots on a shortest way between two knots, and whether each goes up; empty if there is none."""
    ways: dict[Knot, list[tuple[Knot, tuple[Spot, bool]]]] = {}
    for thread in sorted(left):
        if left[thread]:
            here, there = _ends(size, thread[0]) if thread[1] else _ends(size, thread[0])[::-1]
            ways.setdefault(here, []).append((there, thread))
    came: dict[Knot, list[tuple[Spot, bool]]] = {source: []}
    queue = [source]
    for knot in queue:
        for after, thread in ways.get(knot, []):
            if after not in came:
                came[after] = [*came[knot], thread]
                queue.append(after)
    return came.get(sink, [])


def _cover(grid: Grid, hidden: set[Spot], thin: Spot) -> Spot:
    """Return the next spot to hide for one that is not yet protected. Looks at places only, never at counts.

    Takes a line of the thin spot where it is alone, else any; in it, an ordinary count before a total, one that
    crosses a line with hidden spots before one that does not, and the nearest to the right or below.
    """
    rows, columns = Counter(i for i, _ in hidden), Counter(j for _, j in hidden)
    height, width = len(grid), len(grid[0])

    def rank(spot: Spot) -> tuple[bool, bool, int, bool, int]:
        i, j = spot
        same_row, same_column = i == thin[0], j == thin[1]
        beside, across = (rows[i], columns[j]) if same_row else (columns[j], rows[i])
        totals = (i == height - 1) + (j == width - 1)
        distance = (j - thin[1]) % width + (i - thin[0]) % height
        return not (same_row or same_column), beside > 1, totals, across == 0, distance

    return min((spot for spot in _spots(grid) if spot not in hidden), key=rank)
