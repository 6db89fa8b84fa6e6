"""What somebody with everything ever published could work out, and what is therefore not published.

Plain words: before a table is released we try to break it, together with all that is out already.
The attacker's problem is a linear programme: Hundepool et al., Statistical Disclosure Control (Wiley, 2012), 4.3-4.4;
Fischetti and Salazar, Solving the cell suppression problem, Management Science 47:7 (2001).

The attacker knows every release of the quarter (quarters share no fact and releases no equation: other quarters say
nothing); that counts are whole and never below 0; that rows and columns sum; that a place holds its parts and perhaps
more; and the links. Not covered: what people inside know of their own counts; numbers published by others; and what the
*choice* of hidden cells says to whoever knows this program (see `protect` and `release`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, identity

from viktig.ground.facts.protect import SMALLEST, TOTAL, Counts, Release, Spot, protect, reach, withhold
from viktig.ground.facts.quarters import Quarter

SMALL_PLACE = 20_000  # inhabitants; a place with more may have a table of its own
_ROUNDS = 6  # how often more is hidden before tables are withheld
_GLANCES = 12  # solutions looked at before cells are taken one by one
_TABLES = 5  # tables whose moves are looked at before that

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_Key = tuple[str, str]  # table, place
_Room = tuple[dict[Spot, int], dict[Spot, int]]  # how far each spot can go down, and up
_Frame = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]  # each table's rows and columns
_Block = tuple[str, str, bool]  # table, place, and whether it is the place's rest


@dataclass(frozen=True)
class Place:
    """A place and the place it lies in.

    inhabitants: a whole number. within: the name of the place one level up, None at the top. whole: nothing is counted
    at the place itself, so its parts make up all of it.
    """

    name: str
    inhabitants: int
    within: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Link:
    """Two cells of different tables that are the same number at every place and quarter: (table, row, column) each.

    Of three that are the same, link each pair: a table without a release that quarter passes nothing on.
    """

    one: tuple[str, str, str]
    other: tuple[str, str, str]


@dataclass(frozen=True, order=True)
class CellRef:
    """One cell anywhere. rest: not the place's own cell, but what is left of it outside its parts with tables."""

    quarter: Quarter
    table: str
    place: str
    row: str
    column: str
    rest: bool = False


@dataclass(frozen=True)
class Decision:
    """What becomes of one table at one place.

    release: to be stored, also when it is not shown; None for a small place. counted_in: the nearest place, itself or
    above, whose shown table has these counts in it; None if there is none.
    """

    table: str
    place: str
    release: Release | None
    counted_in: str | None


class AlreadyReleased(ValueError):
    """The quarter's table is out: a quarter is released once, and late facts fall into the next."""


class Places:
    """The hierarchy. Raises ValueError for a place twice, one inside a place that is missing, smaller or itself, and
    one that is whole but has no parts.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_name: dict[str, Place] = {}
        for place in places:
            if place.name in self.by_name:
                raise ValueError(f"{place.name} is there twice.")
            self.by_name[place.name] = place
        self._within: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_name.values():
            self._check(place)
            if place.within is not None:
                self._within[place.within].append(place)
        if bare := [place.name for place in self.by_name.values() if place.whole and not self._within[place.name]]:
            raise ValueError(f"{bare[0]} has no parts, so it cannot be whole.")
        self.with_table = sorted(p.name for p in self.by_name.values() if p.inhabitants > SMALL_PLACE)
        self.parts: dict[str, list[str]] = defaultdict(list)
        for name in self.with_table:
            if (above := self.by_name[name].within) is not None:
                self.parts[above].append(name)

    def _check(self, place: Place) -> None:
        seen = {place.name}
        while place.within is not None:
            above = self.by_name.get(place.within)
            if above is None or above.name in seen or above.inhabitants < place.inhabitants:
                raise ValueError(f"{place.name} cannot lie in {place.within}: missing, smaller or inside itself.")
            seen.add(above.name)
            place = above

    def up(self, name: str) -> Iterator[str]:
        """Yield the place and all places it lies in, nearest first."""
        at: str | None = name
        while at is not None:
            yield at
            at = self.by_name[at].within

    def rest_inhabitants(self, name: str) -> int:
        """Return how many live in the place, outside its parts with tables, where something can be counted."""
        if self.by_name[name].whole:
            return sum(map(self._counted_inhabitants, self._small_parts(name)))
        return self.by_name[name].inhabitants - sum(self.by_name[part].inhabitants for part in self.parts[name])

    def has_rest(self, name: str) -> bool:
        """Return whether something can be counted in the place but in none of its parts with tables."""
        return bool(self.parts[name]) and (bool(self._small_parts(name)) or not self.by_name[name].whole)

    def _small_parts(self, name: str) -> list[Place]:
        return [part for part in self._within[name] if part.inhabitants <= SMALL_PLACE]

    def _counted_inhabitants(self, place: Place) -> int:
        return sum(map(self._counted_inhabitants, self._within[place.name])) if place.whole else place.inhabitants


@dataclass(frozen=True)
class _Component:
    """Hidden cells that hang together. Whole numbers x >= 0 with matrix @ x == sums."""

    cells: tuple[CellRef, ...]
    matrix: csr_array
    sums: Ints


def bounds(
    releases: Sequence[Release], places: Places, links: Sequence[Link] = ()
) -> dict[CellRef, tuple[int, int | None]]:
    """Return the smallest and largest value each hidden cell can have, for somebody who has all the releases.

    Also for places that have no release, and for the rests. None: no upper end. Whole numbers, exact: each end is a
    table of whole numbers that fits all that is shown. Raises ValueError if the releases contradict each other.
    """
    found: dict[CellRef, tuple[int, int | None]] = {}
    for part in _components(releases, places, links):
        for i, cell in enumerate(part.cells):
            low, high = _whole(part, _toward(part, i, 1)), _whole(part, _toward(part, i, -1))
            found[cell] = (round(low.value), None if high.value == -inf else round(-high.value))
    return found


def unsafe(releases: Sequence[Release], places: Places, links: Sequence[Link] = ()) -> list[CellRef]:
    """Return the hidden cells that have too few possible values: an empty list means it may be published.

    A cell needs as many values as its release's k, else 5; each is shown possible by a table of whole numbers that fits
    everything published, checked in whole numbers, so that no rounding decides. A rest also passes when it is surely k
    or more and more than 20,000 people live there: it could have been a table of its own. Raises ValueError if the
    releases contradict each other.
    """
    return _unsafe(releases, places, links, set())


def _unsafe(releases: Sequence[Release], places: Places, links: Sequence[Link], proved: set[CellRef]) -> list[CellRef]:
    """Return what `unsafe` returns, faster after a time when less was hidden.

    proved: cells that had enough values when no more was hidden than now, and so have them still; grows.
    """
    need = {(r.quarter, r.table, r.place): r.k for r in releases}
    frames: dict[Quarter, _Frame] = defaultdict(dict)
    for r in releases:
        frames[r.quarter][r.table] = r.rows, r.columns
    parts = _components(releases, places, links)
    narrow: list[CellRef] = []
    for part in parts:
        wide = {i for i, cell in enumerate(part.cells) if cell in proved}
        if len(wide) < len(part.cells):
            wide |= _surely_wide(part, need, wide, partial(_Moves, part, places, links, frames[part.cells[0].quarter]))
            thin, large = _thin(part, need, places, wide)
            proved |= set(part.cells) - thin - large
            narrow += thin
    return sorted(narrow)


def release(
    counts: Sequence[Counts],
    stored: Sequence[Release],
    places: Places,
    links: Sequence[Link] = (),
    k: int = SMALLEST,
) -> list[Decision]:
    """Decide what of a quarter may be published, and what goes one place level up. Changes no stored release.

    counts: one quarter, every fact once, at its own place (a place's parts are added here). stored: all releases so
    far, shown or not. Returns one decision for each table and place, by table, then place: the same in, the same out.
    Raises AlreadyReleased if a table is stored for the quarter; ValueError for k below 5, more than one quarter, tables
    of one name with different rows, an unknown place, or counts at a place that is whole.

    Each table is protected; then all is attacked together. For a cell too narrow, one cell beside it is hidden in the
    smallest new place, at most 6 times over; then whole tables are withheld, the deepest places first, until nothing is
    too narrow. Their counts stay in the parent's. Which cells and tables go depends on where, not on how many; but
    *that* more had to go says a little about how narrow it was, to whoever knows this program. That is not covered.
    """
    summed = _rolled_up(counts, places)
    beside = _beside(summed, stored, links)
    also: dict[_Key, frozenset[Spot]] = defaultdict(frozenset)
    new = {key: protect(table, k) for key, table in summed.items()}
    proved: set[CellRef] = set()
    for turn in range(_ROUNDS + len(new)):
        narrow = _unsafe([*beside, *new.values()], places, links, proved)
        if not narrow:
            break
        more = _to_hide(narrow, new, places, links) if turn < _ROUNDS else set()
        for key, spot in more:  # what is hidden stays hidden: what is proved stays proved
            also[key] |= {spot} | _hidden(new[key])
            new[key] = protect(summed[key], k, also[key])
        if not more:
            new |= {key: withhold(summed[key], k) for key in _to_withhold(narrow, new, places, links)}
    return _decisions(counts, new, places)


# ---- what to take away -----------------------------------------------------------------------------------------------


def _rolled_up(counts: Sequence[Counts], places: Places) -> dict[_Key, Counts]:
    """Return one table for each table name and place with one, the counts of the places inside it added."""
    if len({table.quarter for table in counts}) > 1 or len({(c.table, c.place) for c in counts}) < len(counts):
        raise ValueError("One quarter at a time, and each table once for each place.")
    summed: dict[_Key, Counts] = {}
    for table in counts:
        place = places.by_name.get(table.place)
        if place is None or (place.whole and any(map(any, table.cells))):
            raise ValueError(f"Nothing is counted at {table.place} itself.")
        blank = tuple((0,) * len(table.columns) for _ in table.rows)
        for name in places.with_table:
            old = summed.setdefault((table.table, name), replace(table, place=name, cells=blank))
            if (old.rows, old.columns) != (table.rows, table.columns):
                raise ValueError(f"{table.table} has different rows or columns in different places.")
        for name in set(places.up(table.place)) & set(places.with_table):
            old = summed[table.table, name]
            cells = tuple(tuple(map(sum, zip(*pair, strict=True))) for pair in zip(old.cells, table.cells, strict=True))
            summed[table.table, name] = replace(old, cells=cells)
    return summed


def _beside(summed: Mapping[_Key, Counts], stored: Sequence[Release], links: Sequence[Link]) -> list[Release]:
    """Return the stored releases that touch the new ones: the same quarter, tables that links join, over any number."""
    quarters = {table.quarter for table in summed.values()}
    tables = {name for name, _ in summed}
    if any(r.quarter in quarters and r.table in tables for r in stored):
        raise AlreadyReleased("This quarter is released already. What comes late is counted in the next.")
    for _ in links:
        for link in links:
            pair = {link.one[0], link.other[0]}
            tables |= pair if pair & tables else set()
    return [r for r in stored if r.quarter in quarters and r.table in tables]


def _beside_cell(cell: CellRef, places: Places, links: Sequence[Link]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (table, place, row, column) of the cells that share an equation with this one across tables."""
    above = places.by_name[cell.place].within
    family = [cell.place, *places.parts[cell.place]]
    if above is not None and not cell.rest:
        family += [above, *places.parts[above]]
    for name in family:
        if cell.rest or name != cell.place:
            yield cell.table, name, cell.row, cell.column
    for link in links:
        for one, other in ((link.one, link.other), (link.other, link.one)):
            if one == (cell.table, cell.row, cell.column):
                yield other[0], cell.place, other[1], other[2]


def _hidden(table: Release) -> set[Spot]:
    return {(i, j) for i, row in enumerate(table.cells) for j, cell in enumerate(row) if cell is None}


def _spot(table: Release, row: str, column: str) -> Spot:
    return (*table.rows, TOTAL).index(row), (*table.columns, TOTAL).index(column)


def _to_hide(
    narrow: Sequence[CellRef], new: Mapping[_Key, Release], places: Places, links: Sequence[Link]
) -> set[tuple[_Key, Spot]]:
    """Return one shown cell to hide for each narrow one, in the smallest new place that shows one beside it."""
    chosen = set()
    for cell in narrow:
        shown = []
        for table, place, row, column in _beside_cell(cell, places, links):
            other = new.get((table, place))
            if other is not None and other.cells[(spot := _spot(other, row, column))[0]][spot[1]] is not None:
                shown.append((places.by_name[place].inhabitants, place, table, spot))
        if shown:
            _, place, table, spot = min(shown)
            chosen.add(((table, place), spot))
    return chosen


def _to_withhold(
    narrow: Sequence[CellRef], new: Mapping[_Key, Release], places: Places, links: Sequence[Link]
) -> set[_Key]:
    """Return the tables to withhold: for each narrow cell its own, else the smallest beside it; the deepest of these.

    If nothing beside a narrow cell is new and shown, all new tables: never wrong, and seldom needed.
    """
    shown = {key for key, table in new.items() if table.is_shown}
    chosen = set()
    for cell in narrow:
        beside = {(table, place) for table, place, _, _ in _beside_cell(cell, places, links)} & shown
        own = {(cell.table, cell.place)} & shown if not cell.rest else set()
        if own or beside:
            chosen.add(min(own or beside, key=lambda key: (places.by_name[key[1]].inhabitants, key)))
    depth = {key: len(list(places.up(key[1]))) for key in chosen}
    return {key for key in chosen if depth[key] == max(depth.values())} or shown


def _decisions(counts: Sequence[Counts], new: Mapping[_Key, Release], places: Places) -> list[Decision]:
    decisions = []
    for table in sorted({c.table for c in counts}):
        shown = {name for name in places.with_table if new[table, name].is_shown}
        for name in sorted(places.by_name):
            counted_in = next((at for at in places.up(name) if at in shown), None)
            decisions.append(Decision(table, name, new.get((table, name)), counted_in))
    return decisions


# ---- the equations ---------------------------------------------------------------------------------------------------

_Equation = dict[CellRef, int]  # cells and their signs; they sum to 0
_Need = Mapping[tuple[Quarter, str, str], int]  # how many values a cell of this table and place must keep


def _known(releases: Sequence[Release], places: Places) -> dict[CellRef, int | None]:
    """Return every cell there is, of every place with a table and of the rests: its number, or None if hidden."""
    tables: dict[tuple[Quarter, str], dict[str, Release]] = defaultdict(dict)
    for r in releases:
        if r.place not in places.with_table:
            raise ValueError(f"{r.place} is no place with tables of its own.")
        if r.place in tables[r.quarter, r.table]:
            raise ValueError(f"{r.table} is released twice for {r.place}.")
        tables[r.quarter, r.table][r.place] = r
    cells: dict[CellRef, int | None] = {}
    for (quarter, table), by_place in tables.items():
        if len({(r.rows, r.columns) for r in by_place.values()}) > 1:
            raise ValueError(f"{table} has different rows or columns in different places.")
        any_one = next(iter(by_place.values()))
        spots = list(product((*any_one.rows, TOTAL), (*any_one.columns, TOTAL)))
        for name in places.with_table:
            shown = [cell for row in by_place[name].cells for cell in row] if name in by_place else [None] * len(spots)
            for (row, column), number in zip(spots, shown, strict=True):
                cells[CellRef(quarter, table, name, row, column)] = number
                if places.has_rest(name):
                    cells[CellRef(quarter, table, name, row, column, rest=True)] = None
    return cells


def _equations(cells: Mapping[CellRef, int | None], places: Places, links: Sequence[Link]) -> Iterator[_Equation]:
    """Yield what the attacker knows must come out: sums of rows, columns and places, and links."""
    lines: dict[CellRef, _Equation] = defaultdict(dict)
    for cell in cells:
        by_row, by_column = replace(cell, column=""), replace(cell, row="")
        lines[by_row][cell] = -1 if cell.column == TOTAL else 1
        lines[by_column][cell] = -1 if cell.row == TOTAL else 1
        if places.parts[cell.place] and not cell.rest:
            parts = [replace(cell, place=name) for name in places.parts[cell.place]]
            rest = [replace(cell, rest=True)] if places.has_rest(cell.place) else []
            yield {cell: -1} | dict.fromkeys([*parts, *rest], 1)
        for link in links:
            other = replace(cell, table=link.other[0], row=link.other[1], column=link.other[2])
            if (cell.table, cell.row, cell.column) == link.one and other in cells:
                yield {cell: -1, other: 1}
    yield from lines.values()


def _components(releases: Sequence[Release], places: Places, links: Sequence[Link]) -> list[_Component]:
    """Return the hidden cells as independent systems of equations: what is shown is put in and falls out."""
    cells = _known(releases, places)
    root = {cell: cell for cell, number in cells.items() if number is None}

    def find(cell: CellRef) -> CellRef:
        while root[cell] != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    open_equations: list[tuple[_Equation, int]] = []
    for equation in _equations(cells, places, links):
        hidden = {cell: sign for cell, sign in equation.items() if cell in root}
        known = sum(sign * (cells[cell] or 0) for cell, sign in equation.items())
        if hidden:
            open_equations.append((hidden, -known))
            first, *others = map(find, hidden)
            root.update(dict.fromkeys(others, first))
        elif known:
            raise ValueError("The releases contradict each other.")
    groups: dict[CellRef, list[CellRef]] = defaultdict(list)
    sums: dict[CellRef, list[tuple[_Equation, int]]] = defaultdict(list)
    for cell in sorted(root):
        groups[find(cell)].append(cell)
    for equation, number in open_equations:
        sums[find(next(iter(equation)))].append((equation, number))
    return [_component(group, sums[top]) for top, group in groups.items()]


def _component(cells: Sequence[CellRef], equations: Sequence[tuple[_Equation, int]]) -> _Component:
    at = {cell: i for i, cell in enumerate(cells)}
    entries = [(row, at[cell], sign) for row, (signs, _) in enumerate(equations) for cell, sign in signs.items()]
    rows, columns, signs = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    matrix = csr_array((signs, (rows, columns)), shape=(len(equations), len(cells)))
    return _Component(tuple(cells), matrix, np.array([number for _, number in equations], dtype=np.int64))


# ---- what is plainly wide enough ---------------------------------------------------------------------------------------

# Plain words: nearly every hidden cell is safe for a simple reason. Take something from one count and give it to
# another, do the same the other way around in what is left of the place above, and nothing shown has changed. Each such
# move that a fitting table allows often enough proves a cell at once, exactly. The programme is asked for a few such
# tables, and then only for the cells that no move proves.


class _Moves:
    """Changes of a fitting table that leave everything shown as it is: no solver, no doubt."""

    def __init__(
        self,
        part: _Component,
        places: Places,
        links: Sequence[Link],
        frame: _Frame,
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


def _surely_wide(part: _Component, need: _Need, wide: set[int], moves_of: Callable[[Ints], _Moves]) -> set[int]:
    """Return the cells of a component, besides the wide ones, that moves prove to have enough values.

    moves_of: makes the moves of a table. Even tables prove the cells of large numbers, uneven ones those of small.
    """
    wanted = dict(enumerate(_wanted(part, need)))
    left = wanted.keys() - wide
    chance = np.random.default_rng(0)
    for turn in range(_TABLES):
        if not left or len(part.cells) == 1:
            break
        uneven = chance.integers(0, 10, len(part.cells)) * np.isin(np.arange(len(part.cells)), list(left))
        table = _solve(part, uneven.astype(np.float64)).table if turn else _evenest(part)
        if table is not None:
            moves = moves_of(table)
            left = {i for i in left if not moves.show_wide(part.cells[i], wanted[i])}
    return wanted.keys() - wide - left


# ---- the programme ---------------------------------------------------------------------------------------------------

_NEARLY = 1e-6  # how far the solver's numbers may lie from the true ones


@dataclass(frozen=True)
class _Found:
    """value: of the goal, -inf if there is no smallest. table: whole numbers that reach it and fit exactly, if seen."""

    value: float
    table: Ints | None


def _solve(part: _Component, goal: Floats, fix: tuple[int, int] | None = None, whole: bool = False) -> _Found:
    """Return the smallest value of the goal. fix: a cell and the number it has. whole: only tables of whole numbers.

    Raises ValueError if nothing fits.
    """
    if len(part.cells) == 1 and len(part.sums):  # what is shown around it says it all
        table: Ints = part.matrix.toarray()[0] * part.sums[:1]
        if fix or (table < 0).any() or (part.matrix @ table != part.sums).any():
            raise ValueError("The releases contradict each other.")
        return _Found(float(goal @ table), table)
    limits = np.column_stack((np.zeros(len(goal)), np.full(len(goal), np.inf)))
    if fix:
        limits[fix[0]] = fix[1]
    for presolve in (True, False):
        found = linprog(  # type: ignore[call-overload]  # it takes sparse matrices, whatever its stubs say
            goal,
            A_eq=part.matrix,
            b_eq=part.sums,
            bounds=limits,
            integrality=int(whole),
            options={"presolve": presolve},
        )
        if found.status == 3:
            return _Found(-inf, None)
        if found.status == 2:
            raise ValueError("The releases contradict each other.")
        if found.status == 0:
            table = np.rint(found.x).astype(np.int64)
            fits = np.array_equal(part.matrix @ table, part.sums) and (table >= 0).all()
            reaches = (not fix or table[fix[0]] == fix[1]) and abs(goal @ table - found.fun) < _NEARLY * len(goal)
            return _Found(float(found.fun), table if fits and reaches else None)
    raise ArithmeticError(f"The solver gave up: {found.message}")


def _whole(part: _Component, goal: Floats, fix: tuple[int, int] | None = None) -> _Found:
    """Return the smallest value of the goal in whole numbers. The plain programme's corner is often whole already."""
    found = _solve(part, goal, fix)
    if found.table is None and found.value > -inf:
        found = _solve(part, goal, fix, whole=True)
        if found.table is None:
            raise ArithmeticError("The solver's whole numbers do not fit.")
    return found


def _evenest(part: _Component) -> Ints | None:
    """Return a table of whole numbers that fits, with as few as can be below k; None if the solver finds none."""
    n = len(part.cells)
    nothing, same = csr_array((len(part.sums), n)), identity(n, format="csr")
    found = linprog(
        np.repeat([0.0, -1.0], n),
        A_eq=hstack([part.matrix, nothing], format="csr"),
        b_eq=part.sums,
        A_ub=hstack([-same, same], format="csr"),
        b_ub=np.zeros(n),
        bounds=[(0, None)] * n + [(0, SMALLEST)] * n,
    )
    if found.status != 0 or found.x is None:
        return None
    table: Ints = np.rint(found.x[:n]).astype(np.int64)
    return table if (table >= 0).all() and np.array_equal(part.matrix @ table, part.sums) else None


def _toward(part: _Component, i: int, sign: int) -> Floats:
    goal = np.zeros(len(part.cells))
    goal[i] = sign
    return goal


def _wanted(part: _Component, need: _Need) -> list[int]:
    return [need.get((cell.quarter, cell.table, cell.place), SMALLEST) for cell in part.cells]


def _thin(part: _Component, need: _Need, places: Places, wide: set[int]) -> tuple[set[CellRef], set[CellRef]]:
    """Return the cells of a component for which too few values are possible; and the rests, perhaps with few values too,
    that are large enough in numbers and in people to have had a table of their own.

    wide: cells that are known to have enough. Each solution serves all cells.
    """
    seen: list[set[int]] = [set() for _ in part.cells]
    wanted = [0 if i in wide else k for i, k in enumerate(_wanted(part, need))]
    chance = np.random.default_rng(0)  # the same each time: only to make the solutions differ

    def lacking() -> NDArray[np.bool_]:
        return np.array([len(values) < k for values, k in zip(seen, wanted, strict=True)])

    for _ in range(min(_GLANCES, len(part.cells))):
        if not lacking().any():
            return set(), set()
        _note(seen, _whole(part, (chance.integers(0, 10, len(part.cells)) * lacking()).astype(np.float64)))
    thin, large = set(), set()
    for i, cell in enumerate(part.cells):
        k = wanted[i]
        if len(seen[i]) >= k:
            continue
        low = _solve(part, _toward(part, i, 1))
        first = ceil(low.value - _NEARLY)
        if cell.rest and first >= k and places.rest_inhabitants(cell.place) > SMALL_PLACE:
            large.add(cell)
            continue
        high = _solve(part, _toward(part, i, -1))
        if high.value == -inf:
            continue  # without end: any number of values
        _note(seen, low, high)
        last = floor(-high.value + _NEARLY)
        for value in range(first, last + 1) if last - first + 1 >= k else ():
            if len(seen[i]) < k and value not in seen[i]:
                with suppress(ValueError):
                    _note(seen, _whole(part, chance.integers(0, 10, len(part.cells)).astype(np.float64), (i, value)))
        if len(seen[i]) < k:
            thin.add(cell)
    return thin, large


def _note(seen: Sequence[set[int]], *solutions: _Found) -> None:
    for found in solutions:
        if found.table is not None:
            for values, value in zip(seen, found.table.tolist(), strict=True):
                values.add(value)
