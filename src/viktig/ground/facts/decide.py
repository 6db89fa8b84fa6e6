"""What of a quarter is published, and what goes one place level up: hide more until the attack finds nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from viktig.ground.facts.attack import narrow_cells
from viktig.ground.facts.equations import CellRef, Link
from viktig.ground.facts.hierarchy import Places
from viktig.ground.facts.protect import SMALLEST, TOTAL, Counts, Release, Spot, protect, withhold

_ROUNDS = 6  # how often more is hidden before tables are withheld
_Key = tuple[str, str]  # table, place


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
    summed = rolled_up(counts, places)
    beside = _beside(summed, stored, links)
    also: dict[_Key, frozenset[Spot]] = defaultdict(frozenset)
    new = {key: protect(table, k) for key, table in summed.items()}
    proved: set[CellRef] = set()
    for turn in range(_ROUNDS + len(new)):
        narrow = narrow_cells([*beside, *new.values()], places, links, proved)
        if not narrow:
            break
        more = _to_hide(narrow, new, places, links) if turn < _ROUNDS else set()
        for key, spot in more:  # what is hidden stays hidden: what is proved stays proved
            also[key] |= {spot} | _hidden(new[key])
            new[key] = protect(summed[key], k, also[key])
        if not more:
            new |= {key: withhold(summed[key], k) for key in _to_withhold(narrow, new, places, links)}
    return _decisions(counts, new, places)


def rolled_up(counts: Sequence[Counts], places: Places) -> dict[_Key, Counts]:
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
