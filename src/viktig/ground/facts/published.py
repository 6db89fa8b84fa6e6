"""Published files, read back as whoever wants to break them would: no database, no secret, only what everybody has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viktig.ground.facts.attack import bounds, unsafe
from viktig.ground.facts.equations import CellRef
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.links import LINKS
from viktig.ground.facts.protect import SMALLEST, TOTAL, Cell, Release
from viktig.ground.facts.quarters import Quarter, quarter_named

PLACES = ["place", "within", "inhabitants", "whole"]
_Key = tuple[str, Quarter, str]  # table, quarter, place


class NotReadable(ValueError):
    """A file is not as `/figures/` makes it; says where."""


def read_places(lines: Sequence[Sequence[str]]) -> Places:
    """Return the places of `places.csv`. lines: the header first. Raises NotReadable."""
    if not lines or list(lines[0]) != PLACES:
        raise NotReadable(f"The first line must be {','.join(PLACES)}.")
    try:
        return Places(
            Place(name, int(inhabitants), within or None, whole=whole == "yes")
            for name, within, inhabitants, whole in lines[1:]
        )
    except ValueError as wrong:
        raise NotReadable(f"The places do not fit together: {wrong}") from None


def read_tables(lines: Sequence[Sequence[str]]) -> list[Release]:
    """Return the releases of a table's file. lines: the header first. Raises NotReadable."""
    if not lines or [*lines[0][:3], *lines[0][6:]] != ["table", "quarter", "place", "number", "status"]:
        raise NotReadable("The first line is not that of a table of figures.")
    cells: dict[_Key, dict[tuple[str, str], Cell]] = defaultdict(dict)
    for number, line in enumerate(lines[1:], 2):
        try:
            table, quarter, place, _name, row, column, count, _status = line
            cells[table, quarter_named(quarter), place][row, column] = int(count) if count else None
        except ValueError as wrong:
            raise NotReadable(f"Line {number} cannot be read: {wrong}") from None
    return [_release(key, grid) for key, grid in cells.items()]


def _release(key: _Key, grid: dict[tuple[str, str], Cell]) -> Release:
    rows, columns = (tuple(dict.fromkeys(spot[way] for spot in grid)) for way in (0, 1))
    if len(grid) < len(rows) * len(columns) or rows[-1] != TOTAL or columns[-1] != TOTAL:
        raise NotReadable(f"{key[0]} of {key[2]} in {key[1]} lacks a cell, or its totals.")
    numbers = tuple(tuple(grid[row, column] for column in columns) for row in rows)
    return Release(*key, rows[:-1], columns[:-1], numbers)


@dataclass(frozen=True)
class Found:
    """What an attack on published files has found. hidden: how many numbers are. small: shown, though below the limit.

    narrow: hidden, with too few possible values left.
    """

    releases: int
    hidden: int
    small: list[CellRef]
    narrow: list[CellRef]

    @property
    def holds(self) -> bool:
        """Return whether nothing can be worked out."""
        return not (self.small or self.narrow)


def attack(releases: Sequence[Release], places: Places) -> Found:
    """Return what somebody with all these files could work out. Raises NotReadable if they contradict each other."""
    try:
        narrow = unsafe(releases, places, LINKS)
    except ValueError as wrong:
        raise NotReadable(str(wrong)) from None
    cells = list(_cells(releases))
    small = [ref for ref, number in cells if number is not None and number < SMALLEST]
    return Found(len(releases), sum(number is None for _, number in cells), small, narrow)


def ranges(releases: Sequence[Release], places: Places) -> dict[CellRef, tuple[int, int | None]]:
    """Return the smallest and the largest number that each hidden cell of the files can be. None: no upper end."""
    hidden = {ref for ref, number in _cells(releases) if number is None}
    return {ref: ends for ref, ends in sorted(bounds(releases, places, LINKS).items()) if ref in hidden}


def _cells(releases: Iterable[Release]) -> Iterable[tuple[CellRef, Cell]]:
    for one in releases:
        for row, numbers in zip((*one.rows, TOTAL), one.cells, strict=True):
            for column, number in zip((*one.columns, TOTAL), numbers, strict=True):
                yield CellRef(one.quarter, one.table, one.place, row, column), number
