from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from viktig.ground.facts import attack
from viktig.ground.facts.attack import (
    AlreadyReleased,
    CellRef,
    Link,
    Place,
    Places,
    bounds,
    release,
    unsafe,
)
from viktig.ground.facts.protect import TOTAL, Counts, protect, withhold
from viktig.ground.facts.quarters import Quarter

SPRING = Quarter(2026, 1)
calm = settings(derandomize=True, deadline=None, phases=[Phase.generate])  # no shrinking: it would take minutes

NATION = [
    Place("nation", 900_000),
    Place("county", 90_000, "nation"),
    Place("big town", 40_000, "county"),
    Place("town", 30_000, "county"),
    Place("village", 20_000, "county"),
]
ALONE = Places([Place("town", 30_000)])


def make_counts(*cells, place="town", table="kinds", quarter=SPRING):
    rows = tuple(f"row {i}" for i in range(len(cells)))
    columns = tuple(f"column {j}" for j in range(len(cells[0])))
    return Counts(table, quarter, place, rows, columns, tuple(map(tuple, cells)))


def make_release(*cells, place="town", table="kinds"):
    """Return a release with these cells, None hidden; the last row and column are totals."""
    blank = make_counts(*[[0] * (len(cells[0]) - 1)] * (len(cells) - 1), place=place, table=table)
    return replace(withhold(blank), cells=tuple(map(tuple, cells)))


def shown_in(decisions, table="kinds"):
    return {d.place: d.release.cells for d in decisions if d.release and d.table == table and d.release.is_shown}


# ---- another attacker, who tries every number ------------------------------------------------------------------------

MOST = 14  # numbers tried for a cell that nothing shown limits


def candidates(made):
    """Return every one-row table (its counts, then their total) that fits what one place shows, as an array."""
    shown = made.cells[0]
    most = MOST if shown[-1] is None else shown[-1]
    options = [range(most + 1) if cell is None else [cell] for cell in shown[:-1]]
    tables = [(*counts, sum(counts)) for counts in product(*options)]
    return np.array([t for t in tables if shown[-1] in (None, t[-1]) and made.cells[1][-1] in (None, t[-1])])


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


# ---- between places and tables ---------------------------------------------------------------------------------------


def test_county_minus_its_towns_does_not_show_the_village():
    counts = [
        make_counts([20, 30], place="big town"),
        make_counts([9, 9], place="town"),
        make_counts([1, 2], place="village"),
        make_counts([50, 50], place="nation"),
    ]
    places = Places(NATION)

    decisions = release(counts, [], places)

    alone = [
        make_release([20, 30, 50], [20, 30, 50], place="big town"),
        make_release([9, 9, 18], [9, 9, 18], place="town"),
        make_release([30, 41, 71], [30, 41, 71], place="county"),
        make_release([80, 91, 171], [80, 91, 171], place="nation"),
    ]
    assert {(c.place, c.rest) for c in unsafe(alone, places)} == {("county", True)}
    assert unsafe([d.release for d in decisions if d.release], places) == []
    assert shown_in(decisions)["county"] == ((30, 41, 71), (30, 41, 71))
    assert "town" not in shown_in(decisions)
    assert {d.place: d.counted_in for d in decisions} == {
        "nation": "nation",
        "county": "county",
        "big town": "big town",
        "town": "county",
        "village": "county",
    }


def test_what_is_left_of_a_county_may_be_seen_when_it_is_large_in_itself():
    counts = [make_counts([20, 30], place="town"), make_counts([8, 9], place="county")]
    few, many = (
        release(counts, [], Places([Place("county", 30_000 + rest), Place("town", 30_000, "county")]))
        for rest in (20_000, 20_001)
    )

    assert sorted(shown_in(few)) == ["county"]
    assert sorted(shown_in(many)) == ["county", "town"]


def test_place_that_is_whole_has_nothing_left():
    places = Places([Place("county", 60_000, whole=True), Place("a", 30_000, "county"), Place("b", 30_000, "county")])
    counts = [make_counts([2, 30], place="a"), make_counts([40, 50], place="b")]

    decisions = release(counts, [], places)

    assert unsafe([d.release for d in decisions], places) == []
    county_and_b = [make_release([42, 80, 122], [42, 80, 122], place="county")]
    county_and_b += [make_release([40, 50, 90], [40, 50, 90], place="b")]
    assert bounds(county_and_b, places)[CellRef(SPRING, "kinds", "a", "row 0", "column 0")] == (2, 2)
    assert shown_in(decisions) == {
        "a": ((None, None, 32), (None, None, 32)),
        "b": ((None, None, 90), (None, None, 90)),
        "county": ((42, 80, 122), (42, 80, 122)),
    }
    with pytest.raises(ValueError, match="Nothing is counted"):
        release([make_counts([1, 1], place="county")], [], places)


def test_total_shared_by_two_tables_does_not_show_what_one_of_them_hides():
    kinds = make_counts([3, 30], [40, 50])
    times = make_counts([33, 50], [20, 20], table="times")
    link = Link(("kinds", "row 0", "column 0"), ("times", "row 0", TOTAL))
    link_true = Link(("kinds", "row 0", TOTAL), ("times", "row 0", "column 0"))

    decisions = release([kinds, times], [], ALONE, [link_true])

    assert unsafe([d.release for d in decisions], ALONE, [link_true]) == []
    assert all(shown_in(decisions, table) for table in ("kinds", "times"))
    tied = [make_release([None, None, 9], [None, None, 9]), make_release([3, 6, 9], [3, 6, 9], table="times")]
    link = Link(("kinds", "row 0", "column 0"), ("times", "row 0", "column 0"))
    assert {low for low, _ in bounds(tied, ALONE, [link]).values()} == {3, 6}


def test_table_out_already_holds_back_one_that_would_break_it():
    out = protect(make_counts([3, 6, 30]))
    link = Link(("kinds", "row 0", "column 0"), ("times", "row 0", TOTAL))

    (decision,) = release([make_counts([2, 1], table="times")], [out], ALONE, [link])
    (harmless,) = release([make_counts([20, 19], table="others")], [out], ALONE, [link])

    assert (decision.release.is_shown, decision.counted_in) == (False, None)
    assert harmless.release.is_shown


@pytest.mark.parametrize("order", [1, -1])
def test_table_out_already_is_seen_through_a_third_one(order):
    out = [protect(make_counts([3, 6, 30])), withhold(make_counts([6, 20], table="between"))]
    links = [
        Link(("times", "row 0", "column 0"), ("between", "row 0", "column 0")),
        Link(("between", "row 0", "column 0"), ("kinds", "row 0", "column 1")),
    ][::order]
    times = make_counts([6, 20, 20], table="times")

    (decision,) = release([times], out, ALONE, links)

    assert len(unsafe([*out, protect(times)], ALONE, links)) > 0
    assert decision.release.cells[0][0] is None
    assert unsafe([*out, decision.release], ALONE, links) == []


def test_where_hiding_more_does_not_do_the_smallest_deepest_table_goes_one_level_up(monkeypatch):
    monkeypatch.setattr(attack, "_ROUNDS", 0)
    counts = [
        make_counts([20, 30], place="big town"),
        make_counts([9, 9], place="town"),
        make_counts([1, 2], place="village"),
        make_counts([50, 50], place="nation"),
    ]

    decisions = release(counts, [], Places(NATION))

    assert sorted(shown_in(decisions)) == ["big town", "county", "nation"]


def test_village_has_no_table_and_is_counted_one_level_up():
    decisions = release([make_counts([9, 9], place="village")], [], Places(NATION))

    village = next(d for d in decisions if d.place == "village")
    assert (village.release, village.counted_in) == (None, "nation")
    assert shown_in(decisions) == {"nation": ((9, 9, 18), (9, 9, 18))}


def test_quarter_is_released_once_even_if_nothing_was_shown():
    (first,) = release([make_counts([0, 0])], [], ALONE)
    assert not first.release.is_shown

    with pytest.raises(AlreadyReleased):
        release([make_counts([50, 50])], [first.release], ALONE)
    (after,) = release([make_counts([50, 50], quarter=SPRING.next)], [first.release], ALONE)
    assert after.release.is_shown


def test_release_is_the_same_each_time_and_in_any_order():
    counts = [make_counts([i, 2 * i + 3], place=p.name) for i, p in enumerate(NATION)]

    assert release(counts, [], Places(NATION)) == release(counts[::-1], [], Places(NATION[::-1]))


@pytest.mark.parametrize(
    "counts",
    [
        [make_counts([9, 9]), make_counts([9, 9])],
        [make_counts([9, 9]), make_counts([9, 9], table="times", quarter=SPRING.next)],
        [make_counts([9, 9], place="elsewhere")],
        [make_counts([9, 9]), make_counts([9], place="county")],
    ],
)
def test_counts_that_do_not_belong_together_are_refused(counts):
    with pytest.raises(ValueError, match=r"."):
        release(counts, [], Places(NATION))


def test_smallest_group_is_never_lowered():
    with pytest.raises(ValueError, match="never lowered"):
        release([make_counts([9, 9])], [], ALONE, k=4)


@pytest.mark.parametrize(
    "places",
    [
        [Place("a", 1), Place("a", 2)],
        [Place("a", 1, "b")],
        [Place("a", 2, "b"), Place("b", 1)],
        [Place("a", 1, "b"), Place("b", 1, "a")],
        [Place("a", 1, "a")],
        [Place("a", 2, whole=True)],
    ],
)
def test_hierarchy_that_is_none_is_refused(places):
    with pytest.raises(ValueError, match=r"there twice|cannot lie in|cannot be whole"):
        Places(places)


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
    same = [Link(("kinds", TOTAL, TOTAL), ("times", TOTAL, TOTAL))]
    releases = [protect(table) for table in attack._rolled_up(counts, places).values()]

    quickly = unsafe(releases, places, same)
    monkeypatch.setattr(attack, "_surely_wide", lambda *_: set())

    assert quickly == unsafe(releases, places, same)


SAME = [Link(("kinds", TOTAL, TOTAL), ("times", TOTAL, TOTAL))]
TWO = Places([Place("nation", 900_000), Place("town", 30_000, "nation")])


def two_tables(town, nation, shown):
    """Return the releases of two tables with one row: all of the nation, and of the town the cells that are shown."""
    found = []
    for table, mine, whole, seen in zip(("kinds", "times"), town, nation, shown, strict=True):
        line = [*(n if is_shown else None for n, is_shown in zip(mine, seen, strict=True)), None]
        found.append(make_release(line, line, place="town", table=table))
        found.append(make_release([*whole, sum(whole)], [*whole, sum(whole)], place="nation", table=table))
    return found


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


@pytest.mark.parametrize(("whole", "left"), [(False, 305_000), (True, 11_000)])
def test_of_a_place_that_is_whole_only_its_small_parts_are_left(whole, left):
    """Where nobody counts at the county, what is left of it is a village and two hamlets, however many live around them."""
    places = Places(
        [
            Place("county", 380_000, whole=whole),
            Place("town", 75_000, "county"),
            Place("village", 2_000, "county"),
            Place("valley", 20_000, "county", whole=True),
            Place("hamlet", 4_000, "valley"),
            Place("hill", 5_000, "valley"),
        ]
    )

    assert places.rest_inhabitants("county") == left
    assert places.has_rest("county")


def test_each_guard_is_needed(monkeypatch):
    """Without the attack, the village is seen: so the tests above can fail."""
    counts = [
        make_counts([20, 30], place="big town"),
        make_counts([9, 9], place="town"),
        make_counts([1, 2], place="village"),
    ]
    monkeypatch.setattr(attack, "_unsafe", lambda *_: [])

    made = {d.place: d.release for d in release(counts, [], Places(NATION)) if d.release}

    assert every_value(made)["rest of county", 0] == {1}
