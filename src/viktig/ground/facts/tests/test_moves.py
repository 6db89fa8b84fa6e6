from collections import defaultdict
from itertools import chain, product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from viktig.ground.facts import attack
from viktig.ground.facts.attack import unsafe
from viktig.ground.facts.decide import rolled_up
from viktig.ground.facts.equations import CellRef, Link, components
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.moves import Moves
from viktig.ground.facts.protect import TOTAL, protect
from viktig.ground.facts.tests.make import NATION, SPRING, make_counts, make_release

SAME = [Link(("kinds", TOTAL, TOTAL), ("times", TOTAL, TOTAL))]
TWO = Places([Place("nation", 900_000), Place("town", 30_000, "nation")])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("usual", [1, 6])
def test_moves_prove_nothing_that_the_programme_does_not(monkeypatch, seed, usual):
    """Few numbers or many, and a total that two tables share: quick proofs and slow ones must agree on every cell."""
    chance = np.random.default_rng(seed)
    places = Places(NATION)
    counts = []
    for place in NATION:
        cells = chance.poisson(usual, (2, 3)) * chance.integers(0, 2, (2, 3))
        parts = chance.multinomial(cells.sum(), [0.5, 0.3, 0.2])
        counts += [make_counts(*cells.tolist(), place=place.name)]
        counts += [make_counts(parts.tolist(), place=place.name, table="times")]
    releases = [protect(table) for table in rolled_up(counts, places).values()]

    quickly = unsafe(releases, places, SAME)
    monkeypatch.setattr(attack, "surely_wide", lambda *_: set())

    assert quickly == unsafe(releases, places, SAME)


def two_tables(town, nation, shown):
    """Return the releases of two tables with one row: all of the nation, and of the town the cells that are shown."""
    found = []
    for table, mine, whole, seen in zip(("kinds", "times"), town, nation, shown, strict=True):
        line = [*(n if is_shown else None for n, is_shown in zip(mine, seen, strict=True)), None]
        found.append(make_release(line, line, place="town", table=table))
        found.append(make_release([*whole, sum(whole)], [*whole, sum(whole)], place="nation", table=table))
    return found


def every_value(nation, shown, town):
    """Return the values of each cell of the town, and of the rest of the nation, in all stories that fit."""
    stories = defaultdict(lambda: {"kinds": [], "times": []})  # by the total that both tables share
    for table, whole, mine, seen in zip(("kinds", "times"), nation, town, shown, strict=True):
        for line in product(*([n] if s else range(most + 1) for n, most, s in zip(mine, whole, seen, strict=True))):
            stories[sum(line)][table].append(cells_of(table, line, whole))
    found = defaultdict(set)
    for story in stories.values():
        for cells in chain(*story.values()) if all(story.values()) else ():
            for cell, number in cells.items():
                found[cell].add(number)
    return found


def cells_of(table, line, whole):
    """Return each cell of one line of the town and of the rest of the nation: (table, column, rest)."""
    rest = [most - n for n, most in zip(line, whole, strict=True)]
    names = ("column 0", "column 1", TOTAL)
    return {
        (table, name, is_rest): number
        for is_rest, numbers in ((False, line), (True, rest))
        for name, number in zip(names, (*numbers, sum(numbers)), strict=True)
    }


def two_ways(most):
    """Draw one table's line and another's with the same total."""
    line, part = st.tuples(st.integers(0, most), st.integers(0, most)), st.integers(0, 2 * most)
    return st.tuples(line, part).map(lambda d: (d[0], (min(d[1], sum(d[0])), sum(d[0]) - min(d[1], sum(d[0])))))


@given(two_ways(7), two_ways(7), st.tuples(*[st.tuples(st.booleans(), st.booleans())] * 2))
@settings(derandomize=True, deadline=None, max_examples=200, phases=[Phase.generate])
def test_what_moves_prove_is_true_in_as_many_stories(town, rest, shown):
    nation = [tuple(map(sum, zip(*pair, strict=True))) for pair in zip(town, rest, strict=True)]
    values = every_value(nation, shown, town)
    true = cells_of("kinds", town[0], nation[0]) | cells_of("times", town[1], nation[1])
    frame = dict.fromkeys(("kinds", "times"), (("row 0",), ("column 0", "column 1")))

    for part in components(two_tables(town, nation, shown), TWO, SAME):
        names = [(cell.table, cell.column, cell.rest) for cell in part.cells]
        moves = Moves(part, TWO, SAME, frame, np.array([true[name] for name in names]))
        for cell, name in zip(part.cells, names, strict=True):
            assert not moves.show_wide(cell, 5) or len(values[name]) >= 5, cell


def test_total_that_one_table_lets_only_rise_and_another_only_fall_stays():
    """Each table alone leaves the town's total six values, but no two of them are the same: it must be 10."""
    releases = two_tables(town=[(0, 10), (5, 5)], nation=[(5, 15), (15, 5)], shown=[(False, True), (True, False)])

    assert CellRef(SPRING, "kinds", "town", TOTAL, TOTAL) in unsafe(releases, TWO, SAME)
    assert CellRef(SPRING, "times", "town", TOTAL, TOTAL) in unsafe(releases, TWO, SAME)


def test_link_to_a_table_without_a_release_says_nothing():
    releases = [
        table for table in two_tables([(9, 9)] * 2, [(30, 30)] * 2, [(False, False)] * 2) if table.table == "kinds"
    ]

    assert unsafe(releases, TWO, SAME) == unsafe(releases, TWO) == []
