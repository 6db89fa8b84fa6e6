"""Which hidden cells are plainly wide enough, without asking the linear programme.

Plain words: nearly every hidden cell is safe for a simple reason. Take something from one count and give it to another,
do the same the other way around in what is left of the place above, and nothing shown has changed. Each such move that a
fitting table allows often enough proves a cell at once, exactly. (Moves that leave all margins alone: Diaconis and
Sturmfels, Algebraic algorithms for sampling from conditional distributions, Annals of Statistics 26:1, 1998; how far one
ring of cells can be moved is a largest flow: see protect.py.)
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from viktig.ground.facts.equations import CellRef, Component, Ints, Link
from viktig.ground.facts.hierarchy import SMALL_PLACE, Places
from viktig.ground.facts.programme import evenest, solve
from viktig.ground.facts.protect import TOTAL, Spot, reach

_TABLES = 5  # fitting tables whose moves are looked at
Frame = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]  # each table's rows and columns, in one quarter
_Key = tuple[str, str]  # table, place
_Room = tuple[dict[Spot, int], dict[Spot, int]]  # how far each spot can go down, and up
_Block = tuple[str, str, bool]  # table, place, and whether it is the place's rest


class Moves:
    """Changes of a fitting table that leave everything shown as it is: no solver, no doubt."""

    def __init__(
        self,
        part: Component,
        places: Places,
        links: Sequence[Link],
        frame: Frame,
        table: Ints,
    ) -> None:
        self.places, self.links = places, links
        self.lines = {table: ((*rows, TOTAL), (*columns, TOTAL)) for table, (rows, columns) in frame.items()}
        self.hidden: dict[_Block, dict[Spot, int]] = defaultdict(dict)
        for cell, number in zip(part.cells, table.tolist(), strict=True):
            self.hidden[cell.table, cell.place, cell.rest][self.spot(cell)] = number
        self._free: dict[tuple[_Key, int], _Room] = {}

    def spot(self, cell: CellRef) -> Spot:
        """Return where a cell stands in its table."""
        rows, columns = self.lines[cell.table]
        return rows.index(cell.row), columns.index(cell.column)

    def show_wide(self, cell: CellRef, k: int) -> bool:
        """Return whether moves prove that the cell has k values or more. False: they do not say."""
        heights = range(len(list(self.places.up(cell.place))))
        ways = [(cell.place, height) for height in heights]
        for part in self.places.parts[cell.place]:  # what is left changes against each part, the place itself along
            ways += [(part, 0)] if cell.rest else [(part, height + 1) for height in heights]
        return any(self._reached(cell, place, height, k - 1) >= k - 1 for place, height in ways)

    def _reached(self, cell: CellRef, place: str, height: int, enough: int) -> int:
        """Return how many more values moves show for a cell: those at a place and as many places above it as `height`."""
        if (cell.row, cell.column) == (TOTAL, TOTAL):
            rooms = [self._one_more(table, place, height) for table in self._same_total(cell.table)]
            return sum(map(min, zip(*rooms, strict=True)))  # all of them change at once: as far as the tightest lets
        down, up = self._room(cell.table, place, height)
        rows, columns = self.lines[cell.table]
        spot = self.spot(cell)
        return reach((len(rows), len(columns)), down, up, spot, enough) if spot in down else 0

    def _room(self, table: str, place: str, height: int) -> _Room:
        """Return how far each hidden spot at a place can go down and up.

        The grand total stays, and so does what links tie: other cells may share it.
        """
        key = (table, place), height
        if key not in self._free:
            rows, columns = self.lines[table]
            ends = [end[1:] for link in self.links for end in (link.one, link.other) if end[0] == table]
            tied = {(rows.index(row), columns.index(column)) for row, column in [(TOTAL, TOTAL), *ends]}
            with_it, against_it = self._blocks(table, place, height)
            spots = set.intersection(*map(set, [*with_it, *against_it])) - tied
            down, up = (
                {spot: min((block[spot] for block in blocks), default=SMALL_PLACE) for spot in spots}
                for blocks in (with_it, against_it)
            )
            self._free[key] = down, up
        return self._free[key]

    def _blocks(self, table: str, place: str, height: int) -> tuple[list[dict[Spot, int]], list[dict[Spot, int]]]:
        """Return the hidden counts that change along with those at a place, and those that change against them: what is
        left of the place itself and so many places above change along, and what is left of the next makes it good.
        """
        above = list(self.places.up(place))[1:]
        along = [(name, False) for name in above[:height]] + ([(place, True)] if self.places.parts[place] else [])
        against = [(name, True) for name in above[height : height + 1]]
        return (
            [self.hidden[table, name, rest] for name, rest in [(place, False), *along]],
            [self.hidden[table, name, rest] for name, rest in against],
        )

    def _same_total(self, table: str) -> set[str]:
        """Return the tables with a release that share the grand total; none if something else shares it too."""
        tables, corner = {table}, (TOTAL, TOTAL)
        for _ in self.links:
            for link in self.links:
                if link.one[1:] == link.other[1:] == corner and {link.one[0], link.other[0]} & tables:
                    tables |= {link.one[0], link.other[0]}
        for link in self.links:
            corners = [end[0] for end in (link.one, link.other) if end[1:] == corner]
            if len(corners) == 1 and corners[0] in tables:
                return set()
        return tables & self.lines.keys()

    def _one_more(self, table: str, place: str, height: int) -> tuple[int, int]:
        """Return how often one less of something can be counted, and how often one more."""
        rows, columns = self.lines[table]
        last = len(rows) - 1, len(columns) - 1
        down, up = self._room(table, place, height)
        with_it, against_it = self._blocks(table, place, height)
        if not all(last in block for block in [*with_it, *against_it]):
            return 0, 0
        spots = [
            [(i, j), (i, last[1]), (last[0], j)]
            for i, j in product(range(last[0]), range(last[1]))
            if {(i, j), (i, last[1]), (last[0], j)} <= down.keys()
        ]
        less, more = (max((min(room[s] for s in three) for three in spots), default=0) for room in (down, up))
        return less, more


def surely_wide(part: Component, wanted: Sequence[int], wide: set[int], moves_of: Callable[[Ints], Moves]) -> set[int]:
    """Return the cells of a component, besides the wide ones, that moves prove to have as many values as wanted.

    wide: cells known to have enough. moves_of: makes the moves of a table. Even tables prove the cells of large numbers,
    uneven ones those of small.
    """
    unproved = set(range(len(part.cells))) - wide
    left = set(unproved)
    chance = np.random.default_rng(0)  # the same each time: only to make the tables differ
    for turn in range(_TABLES):
        if not left or len(part.cells) == 1:
            break
        uneven = chance.integers(0, 10, len(part.cells)) * np.isin(np.arange(len(part.cells)), list(left))
        table = solve(part, uneven.astype(np.float64)).table if turn else evenest(part)
        if table is not None:
            moves = moves_of(table)
            left = {i for i in left if not moves.show_wide(part.cells[i], wanted[i])}
    return unproved - left
