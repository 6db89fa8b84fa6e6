"""What somebody with everything published knows of what is hidden: whole numbers, and sums that must come out.

Plain words: a row is what its cells sum to, a column too, a place is its parts and what is left of it outside them. Put
in what is shown, and what remains are equations in the hidden cells; they fall into components that know nothing of each
other. (Hundepool et al., Statistical Disclosure Control, Wiley, 2012, 4.3-4.4: linked and hierarchical tables.)
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from viktig.ground.facts.hierarchy import Places
from viktig.ground.facts.protect import TOTAL, Release
from viktig.ground.facts.quarters import Quarter

Ints = NDArray[np.int64]
_Equation = dict["CellRef", int]  # cells and their signs; they sum to 0


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
class Component:
    """Hidden cells that hang together. Whole numbers x >= 0 with matrix @ x == sums."""

    cells: tuple[CellRef, ...]
    matrix: csc_array
    sums: Ints


def components(releases: Sequence[Release], places: Places, links: Sequence[Link]) -> list[Component]:
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


def _component(cells: Sequence[CellRef], equations: Sequence[tuple[_Equation, int]]) -> Component:
    at = {cell: i for i, cell in enumerate(cells)}
    entries = [(row, at[cell], sign) for row, (signs, _) in enumerate(equations) for cell, sign in signs.items()]
    rows, columns, signs = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    matrix = csc_array((signs, (rows, columns)), shape=(len(equations), len(cells)))
    return Component(tuple(cells), matrix, np.array([number for _, number in equations], dtype=np.int64))


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
