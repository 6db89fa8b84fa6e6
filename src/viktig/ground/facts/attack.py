"""What somebody with everything ever published could work out, and what is therefore not published.

Plain words: before a table is released we try to break it, together with all that is out already.
The attacker's problem is a linear programme: Hundepool et al., Statistical Disclosure Control (Wiley, 2012), 4.3-4.4;
Fischetti and Salazar, Solving the cell suppression problem, Management Science 47:7 (2001).

The attacker knows every release of the quarter (quarters share no fact and releases no equation: other quarters say
nothing); that counts are whole and never below 0; that rows and columns sum; that a place holds its parts and perhaps
more; and the links. Not covered: what people inside know of their own counts; numbers published by others; and what the
*choice* of hidden cells says to whoever knows this program (see `protect`, and `release` in decide.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray

from viktig.ground.facts.equations import CellRef, Component, Link, components
from viktig.ground.facts.hierarchy import SMALL_PLACE, Places
from viktig.ground.facts.moves import Moves, surely_wide
from viktig.ground.facts.programme import NEARLY, Found, solve, solve_whole, toward
from viktig.ground.facts.protect import SMALLEST, Release
from viktig.ground.facts.quarters import Quarter

_GLANCES = 12  # solutions looked at before cells are taken one by one


def bounds(
    releases: Sequence[Release], places: Places, links: Sequence[Link] = ()
) -> dict[CellRef, tuple[int, int | None]]:
    """Return the smallest and largest value each hidden cell can have, for somebody who has all the releases.

    Also for places that have no release, and for the rests. None: no upper end. Whole numbers, exact: each end is a
    table of whole numbers that fits all that is shown. Raises ValueError if the releases contradict each other.
    """
    found: dict[CellRef, tuple[int, int | None]] = {}
    for part in components(releases, places, links):
        for i, cell in enumerate(part.cells):
            low, high = solve_whole(part, toward(part, i, 1)), solve_whole(part, toward(part, i, -1))
            found[cell] = (round(low.value), None if high.value == -inf else round(-high.value))
    return found


def unsafe(releases: Sequence[Release], places: Places, links: Sequence[Link] = ()) -> list[CellRef]:
    """Return the hidden cells that have too few possible values: an empty list means it may be published.

    A cell needs as many values as its release's k, else 5; each is shown possible by a table of whole numbers that fits
    everything published, checked in whole numbers, so that no rounding decides. A rest also passes when it is surely k
    or more and more than 20,000 people live there: it could have been a table of its own. Raises ValueError if the
    releases contradict each other.
    """
    return narrow_cells(releases, places, links, set())


def narrow_cells(
    releases: Sequence[Release], places: Places, links: Sequence[Link], proved: set[CellRef]
) -> list[CellRef]:
    """Return what `unsafe` returns, faster after a time when less was hidden.

    proved: cells that had enough values when no more was hidden than now, and so have them still; grows.
    """
    need = {(r.quarter, r.table, r.place): r.k for r in releases}
    frames: dict[Quarter, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(dict)
    for r in releases:
        frames[r.quarter][r.table] = r.rows, r.columns
    narrow: set[CellRef] = set()
    for part in components(_telling(releases, links), places, links):
        wanted = [need.get((cell.quarter, cell.table, cell.place), SMALLEST) for cell in part.cells]
        wide = {i for i, cell in enumerate(part.cells) if cell in proved}
        if len(wide) < len(part.cells):
            wide |= surely_wide(part, wanted, wide, partial(Moves, part, places, links, frames[part.cells[0].quarter]))
            thin, large = _thin(part, [0 if i in wide else k for i, k in enumerate(wanted)], places)
            proved |= set(part.cells) - thin - large
            narrow |= thin
    return sorted(narrow)


def _telling(releases: Sequence[Release], links: Sequence[Link]) -> list[Release]:
    """Return the releases of tables of which something is shown somewhere, or of one that links join to them.

    Where nothing is shown, nothing has an upper end: ten times as much of everything fits as well.
    """
    told = {(r.quarter, r.table) for r in releases if r.is_shown}
    for _ in links:
        for link in links:
            told |= {
                (quarter, name)
                for quarter, table in told
                if table in {link.one[0], link.other[0]}
                for name in (link.one[0], link.other[0])
            }
    return [r for r in releases if (r.quarter, r.table) in told]


def _thin(part: Component, wanted: Sequence[int], places: Places) -> tuple[set[CellRef], set[CellRef]]:
    """Return the cells of a component for which too few values are possible; and the rests, perhaps with few values too,
    that are large enough in numbers and in people to have had a table of their own.

    wanted: how many values each cell needs, 0 if it is known to have enough. Each solution serves all cells.
    """
    seen: list[set[int]] = [set() for _ in part.cells]
    chance = np.random.default_rng(0)  # the same each time: only to make the solutions differ
    for _ in range(min(_GLANCES, len(part.cells))):
        lacking = _lacking(seen, wanted)
        if not lacking.any():
            return set(), set()
        _note(seen, solve_whole(part, (chance.integers(0, 10, len(part.cells)) * lacking).astype(np.float64)))
    thin, large = set(), set()
    for i in np.flatnonzero(_lacking(seen, wanted)).tolist():
        if len(seen[i]) >= wanted[i]:  # seen meanwhile
            continue
        cell, low = part.cells[i], solve(part, toward(part, i, 1))
        is_many = ceil(low.value - NEARLY) >= wanted[i]
        if cell.rest and is_many and places.rest_inhabitants(cell.place) > SMALL_PLACE:
            large.add(cell)
        elif not _shows_enough(part, i, wanted[i], low, seen, chance):
            thin.add(cell)
    return thin, large


def _shows_enough(
    part: Component, i: int, enough: int, low: Found, seen: Sequence[set[int]], chance: np.random.Generator
) -> bool:
    """Return whether a cell has enough values, each with a table that fits; what is seen on the way is noted.

    low: where the cell is smallest.
    """
    high = solve(part, toward(part, i, -1))
    if high.value == -inf:
        return True  # without end: any number of values
    _note(seen, low, high)
    between = range(ceil(low.value - NEARLY), floor(-high.value + NEARLY) + 1)
    for value in between if len(between) >= enough else ():
        if len(seen[i]) < enough and value not in seen[i]:
            with suppress(ValueError):
                goal = chance.integers(0, 10, len(part.cells)).astype(np.float64)
                _note(seen, solve_whole(part, goal, (i, value)))
    return len(seen[i]) >= enough


def _lacking(seen: Sequence[set[int]], wanted: Sequence[int]) -> NDArray[np.bool_]:
    return np.array([len(values) < k for values, k in zip(seen, wanted, strict=True)])


def _note(seen: Sequence[set[int]], *solutions: Found) -> None:
    for found in solutions:
        if found.table is not None:
            for values, value in zip(seen, found.table.tolist(), strict=True):
                values.add(value)
