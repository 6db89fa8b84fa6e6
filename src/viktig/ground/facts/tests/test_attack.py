from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from viktig.ground.facts import decide
from viktig.ground.facts.attack import bounds, unsafe
from viktig.ground.facts.decide import release
from viktig.ground.facts.equations import CellRef, Link
from viktig.ground.facts.hierarchy import Places
from viktig.ground.facts.protect import TOTAL
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.tests.make import ALONE, NATION, SPRING, make_counts, make_release

calm = settings(derandomize=True, deadline=None, phases=[Phase.generate])  # no shrinking: it would take minutes


# ---- another attacker, who tries every number ------------------------------------------------------------------------

MOST = 14  # numbers tried for a cell that nothing shown limits


def candidates(made):
    """Return every one-row table (its counts, then their total) that fits what one place shows, as an array."""
    shown = made.cells[0]
    most = MOST if shown[-1] is None else shown[-1]
    options = [range(most + 1) if cell is None else [cell] for cell in shown[:-1]]
    tables = [(*counts, sum(counts)) for counts in product(*options)]
    fits = [t for t in tables if shown[-1] in (None, t[-1]) and made.cells[1][-1] in (None, t[-1])]
    return np.array(fits, np.int16)  # small, so that millions of stories are quick to try


def columns_agree(made):
    """Return the release with what its total row tells put into its one row: they are the same numbers."""
    merged = tuple(a if a is not None else b for a, b in zip(*made.cells, strict=True))
    return replace(made, cells=(merged, merged))


def every_value(made):
    """Return, for each place and column, the values some whole-number story has there; of the rests too.

    A story: a table for each place, big town + town <= county <= nation in each cell.
    """
    big, town, county, nation = (
        candidates(columns_agree(made[name])) for name in ("big town", "town", "county", "nation")
    )
    if made["nation"].cells[0][-1] is None:
        above = np.ones(len(county), bool)
    else:
        above = (nation[None, :, :-1] >= county[:, None, :-1]).all(2).any(1)
    county = county[above]
    parts = big[:, None] + town[None, :]
    fits = (parts[None, ..., :-1] <= county[:, None, None, :-1]).all(3)
    found = {}
    for axis, name, tables in ((0, "county", county), (1, "big town", big), (2, "town", town)):
        possible = fits.any(tuple({0, 1, 2} - {axis}))
        for j, cell in enumerate(columns_agree(made[name]).cells[0]):
            if cell is None:
                found[name, j] = set(tables[possible][:, j].tolist())
    rests = (county[:, None, None] - parts[None])[fits]
    nations = nation[(nation[:, None, :-1] >= county[None, fits.any((1, 2)), :-1]).all(2).any(1)]
    for j in range(rests.shape[1]):
        found["rest of county", j] = set(rests[:, j].tolist())
        if columns_agree(made["nation"]).cells[0][j] is None:
            found["nation", j] = set(nations[:, j].tolist())
        else:
            found["rest of nation", j] = set((nations[:1, j] - county[fits.any((1, 2)), j]).tolist())
    return found


counts_of_two = st.lists(st.one_of(st.just(0), st.integers(0, 4), st.integers(3, 12)), min_size=2, max_size=2)
quarters_of_places = st.lists(st.tuples(*[counts_of_two] * 5), min_size=1, max_size=2)


@given(quarters_of_places)
@settings(calm, max_examples=10)
def test_no_history_lets_a_hidden_number_be_worked_out(history):
    places, stored = Places(NATION), []
    for number, quarter in enumerate(history, 1):
        counts = [
            make_counts(cells, place=place.name, quarter=Quarter(2026, number))
            for place, cells in zip(NATION, quarter, strict=True)
        ]
        before = list(stored)

        made = {d.place: d.release for d in release(counts, stored, places) if d.release}

        assert stored == before
        stored += made.values()
        assert sorted(made) == ["big town", "county", "nation", "town"]
        for (place, _), values in every_value(made).items():
            large = place == "rest of nation" and min(values) >= 5  # 810,000 people: a place that may be shown
            assert len(values) >= 5 or large, (place, values, made)
    assert unsafe(stored, places) == []


def test_county_minus_its_towns_does_not_show_the_village():
    counts = [
        make_counts([20, 30], place="big town"),
        make_counts([9, 9], place="town"),
        make_counts([1, 2], place="village"),
        make_counts([50, 50], place="nation"),
    ]
    places = Places(NATION)

    decisions = release(counts, [], places)
    shown = {d.place: d.release.cells for d in decisions if d.release and d.release.is_shown}

    alone = [
        make_release([20, 30, 50], [20, 30, 50], place="big town"),
        make_release([9, 9, 18], [9, 9, 18], place="town"),
        make_release([30, 41, 71], [30, 41, 71], place="county"),
        make_release([80, 91, 171], [80, 91, 171], place="nation"),
    ]
    assert {(c.place, c.rest) for c in unsafe(alone, places)} == {("county", True)}
    assert unsafe([d.release for d in decisions if d.release], places) == []
    assert shown["county"] == ((30, 41, 71), (30, 41, 71))
    assert "town" not in shown
    assert {d.place: d.counted_in for d in decisions} == {
        "nation": "nation",
        "county": "county",
        "big town": "big town",
        "town": "county",
        "village": "county",
    }


def test_each_guard_is_needed(monkeypatch):
    """Without the attack, the village is seen: so the tests above can fail."""
    counts = [
        make_counts([20, 30], place="big town"),
        make_counts([9, 9], place="town"),
        make_counts([1, 2], place="village"),
    ]
    monkeypatch.setattr(decide, "narrow_cells", lambda *_: [])

    made = {d.place: d.release for d in release(counts, [], Places(NATION)) if d.release}

    assert every_value(made)["rest of county", 0] == {1}


# ---- the programme against the one who tries every number ------------------------------------------------------------


def fitting(shown):
    height, width, most = len(shown) - 1, len(shown[0]) - 1, shown[-1][-1]
    options = [range(most + 1) if cell is None else [cell] for row in shown[:-1] for cell in row[:-1]]
    for flat in product(*options):
        cells = [list(flat[i * width : (i + 1) * width]) for i in range(height)]
        grid = [[*row, sum(row)] for row in cells]
        grid.append([sum(column) for column in zip(*grid, strict=True)])
        if all(s in (None, n) for a, b in zip(shown, grid, strict=True) for s, n in zip(a, b, strict=True)):
            yield grid


@given(
    st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2),
    st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1).map(lambda spots: spots - {(2, 2)}),
)
@settings(calm, max_examples=20)
def test_bounds_are_those_of_all_fitting_tables(cells, hidden):
    grid = [[*row, sum(row)] for row in cells]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    shown = [[None if (i, j) in hidden else n for j, n in enumerate(row)] for i, row in enumerate(grid)]
    tables = list(fitting(shown))
    rows, columns = ("row 0", "row 1", TOTAL), ("column 0", "column 1", TOTAL)

    found = bounds([make_release(*shown)], ALONE)

    assert found == {
        CellRef(SPRING, "kinds", "town", rows[i], columns[j]): (
            min(table[i][j] for table in tables),
            max(table[i][j] for table in tables),
        )
        for i, j in hidden
    }
    few = [ref for ref, (low, high) in found.items() if high - low < 4]
    assert unsafe([make_release(*shown)], ALONE) == sorted(few)


def test_cell_that_nothing_shown_limits_has_no_upper_end():
    found = bounds([make_release([None, None], [None, None])], ALONE)

    assert set(found.values()) == {(0, None)}


def test_releases_that_contradict_each_other_are_refused():
    for wrong in ([[1, 1, 3], [1, 1, 2]], [[None, 9, 5], [None, 9, 5]]):
        with pytest.raises(ValueError, match="contradict"):
            unsafe([make_release(*wrong)], ALONE)


@pytest.mark.parametrize(("total", "few"), [(7, 6), (8, 0)])
def test_only_whole_numbers_count_as_possible(total, few):
    """Two cells are the same, so the third goes in steps of two: 1, 3, 5, 7 is too few, 0, 2, 4, 6, 8 is enough."""
    row = [None, None, None, total]
    same = Link(("kinds", "row 0", "column 0"), ("kinds", "row 0", "column 1"))

    assert len(unsafe([make_release(row, row)], ALONE, [same])) == few
