import csv
import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from viktig.ground.facts.attack import bounds
from viktig.ground.facts.decide import release
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.protect import TOTAL, Counts, protect, withhold
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.tests.make import make_counts

DISCLOSURE = Path(__file__).parents[5].parent / "shared" / "data" / "disclosure"
calm = settings(derandomize=True, deadline=None, phases=[Phase.generate])  # no shrinking: it would take minutes


def summed(cells):
    """Return the counts with their totals: written apart from the code it judges."""
    return [[*row, sum(row)] for row in cells] + [[*map(sum, zip(*cells, strict=True)), sum(map(sum, cells))]]


def fitting(shown):
    """Return every table of whole numbers that fits what is shown, by trying all. The grand total must be shown."""
    height, width, left = len(shown) - 1, len(shown[0]) - 1, shown[-1][-1]

    def lines(line, total, most):
        if not line:
            return [()] if total in (None, 0) else []
        numbers = range(min(most, total if total is not None else most) + 1) if line[0] is None else [line[0]]
        return [
            (n, *rest)
            for n in numbers
            if n <= most and (total is None or n <= total)
            for rest in lines(line[1:], None if total is None else total - n, most - n)
        ]

    rows = [lines(shown[i][:width], shown[i][width], left) for i in range(height)]
    fits = lambda grid: all(s in (None, n) for a, b in zip(shown, grid, strict=True) for s, n in zip(a, b, strict=True))  # noqa: E731
    return [grid for cells in product(*rows) if sum(map(sum, cells)) == left and fits(grid := summed(cells))]


def possible(shown):
    """Return, for each hidden spot, the values that some fitting table has there."""
    tables = fitting(shown)
    spots = [(i, j) for i, row in enumerate(shown) for j, cell in enumerate(row) if cell is None]
    return {(i, j): {grid[i][j] for grid in tables} for i, j in spots}


def small_tables(height, width, most):
    count = st.one_of(st.just(0), st.integers(0, 4), st.integers(0, most))
    return st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height)


@pytest.mark.parametrize(("height", "width", "most"), [(1, 1, 30), (1, 3, 12), (4, 1, 9), (2, 2, 10), (2, 3, 5)])
@pytest.mark.parametrize("k", [5, 7])
def test_hidden_cell_keeps_as_many_values_as_the_smallest_group(height, width, most, k):
    @given(small_tables(height, width, most))
    @settings(calm, max_examples=15)
    def holds(cells):
        truth = summed(cells)
        shown = protect(make_counts(*cells), k).cells

        for i, row in enumerate(shown):
            for j, cell in enumerate(row):
                assert cell is None or cell == truth[i][j] >= k
        if shown[-1][-1] is not None:
            assert min(map(len, possible(shown).values()), default=k) >= k

    holds()


@given(small_tables(4, 4, 20))
@settings(calm, max_examples=15)
def test_larger_table_stands_against_the_linear_programme(cells):
    shown = protect(make_counts(*cells))
    alone = Places([Place("town", 75_000)])

    if shown.is_shown:
        assert all(high - low >= 4 for low, high in bounds([shown], alone).values())


_ = None


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([[0]], [[_, _], [_, _]]),
        ([[4]], [[_, _], [_, _]]),
        ([[5]], [[5, 5], [5, 5]]),
        ([[0, 0], [0, 0]], [[_, _, _], [_, _, _], [_, _, _]]),
        ([[9, 8], [7, 6]], [[9, 8, 17], [7, 6, 13], [16, 14, 30]]),
        # all answers the same: the others would be seen to be 0
        ([[9, 0, 0]], [[_, _, _, 9], [_, _, _, 9]]),
        ([[9], [0], [0]], [[_, _], [_, _], [_, _], [9, 9]]),
        # one small cell takes a ring of four
        ([[3, 20, 20], [20, 20, 20], [20, 20, 20]],
         [[_, _, 20, 43], [_, _, 20, 60], [20, 20, 20, 60], [43, 60, 60, 163]]),
        # a small total: another total goes with it
        ([[1, 1], [20, 20], [30, 30]], [[_, _, _], [_, _, _], [30, 30, 60], [51, 51, 102]]),
    ],
)  # fmt: skip
def test_known_case(cells, shown):
    assert protect(make_counts(*cells)).cells == tuple(map(tuple, shown))


def test_small_and_protecting_cells_look_alike():
    hidden = {cell for row in protect(make_counts([3, 20, 20], [20, 20, 0], [20, 20, 20])).cells for cell in row}

    assert hidden - {20, 43, 40, 60, 143} == {None}


def test_choice_of_hidden_cells_does_not_follow_their_size():
    one, other = (protect(make_counts([3, *more], [50, 50, 50, 50])) for more in ([9, 30, 60], [60, 30, 9]))

    spots = [[cell is None for row in table.cells for cell in row] for table in (one, other)]
    assert spots[0] == spots[1]


def test_withheld_table_shows_nothing():
    table = withhold(make_counts([50, 50]))

    assert {cell for row in table.cells for cell in row} == {None}
    assert not table.is_shown


@pytest.mark.parametrize("k", [4, 1, 0, -5])
def test_smallest_group_is_never_lowered(k):
    with pytest.raises(ValueError, match="never lowered"):
        protect(make_counts([10, 10]), k)


@pytest.mark.parametrize("cells", [[[-1, 2]], [[1, 2], [3]], [[]], []])
def test_table_that_is_none_is_refused(cells):
    with pytest.raises(ValueError, match=r"."):
        Counts("kinds", Quarter(2026, 1), "town", ("a",), ("b", "c"), tuple(map(tuple, cells)))


@pytest.mark.parametrize("names", [("a", "a"), ("a", TOTAL)])
def test_rows_have_names_of_their_own(names):
    with pytest.raises(ValueError, match="names"):
        Counts("kinds", Quarter(2026, 1), "town", names, ("b",), ((1,), (2,)))


def test_the_judge_sees_a_table_without_second_suppression():
    assert possible([[None, 20, 23], [20, 20, 40], [23, 40, 63]]) == {(0, 0): {3}}
    assert {len(values) for values in possible([[None, None, 3], [None, None, 40], [21, 22, 43]]).values()} == {4}


def test_reader_who_knows_the_program_gains_little():
    """Measured, not promised: of all hidden cells, how many have fewer than 5 values that lead to the same release."""
    narrow = hidden = 0
    rows = [[cells] for cells in [*product([0, 2, 7], repeat=3), *product([1, 4, 11], repeat=3)]]
    squares = [[cells[:2], cells[2:]] for cells in product([0, 7], repeat=4)]
    for cells in [*rows, *squares]:
        shown = protect(make_counts(*cells)).cells
        if shown[-1][-1] is None:
            continue
        same = [
            grid for grid in fitting(shown) if protect(make_counts(*(row[:-1] for row in grid[:-1]))).cells == shown
        ]
        spots = [(i, j) for i, row in enumerate(shown) for j, cell in enumerate(row) if cell is None]
        hidden += len(spots)
        narrow += sum(len({grid[i][j] for grid in same}) < 5 for i, j in spots)
    print(f"{narrow} of {hidden} hidden cells")
    assert narrow <= hidden * 0.01


def published(case):
    """Return (row names, column names, counts, how many cells the published program hides) of a 2-way case."""
    first, second = [name for name in case["table"][0] if name not in ("freq", "primary", "suppressed")][:2]
    inner = {(r[first], r[second]): r["freq"] for r in case["table"] if "Total" not in (r[first], r[second])}
    rows, columns = (sorted({key[i] for key in inner}) for i in (0, 1))
    return [[inner[row, column] for column in columns] for row in rows], case["n_suppressed"]


@pytest.mark.skipif(not DISCLOSURE.exists(), reason="the published disclosure tables are not beside the checkout")
@pytest.mark.parametrize("name", ["a1", "ma3", "ma3nz"])
def test_published_table_cannot_be_computed_back(name):
    case = json.loads((DISCLOSURE / "gausssuppression_expected.json").read_text())[name]
    cells, theirs = published(case)

    shown = protect(make_counts(*cells))

    found = bounds([shown], Places([Place("town", 75_000)])).values()
    print(f"{name}: we hide {len(found)} with k = 5, GaussSuppression {theirs} hiding 0-{1 if name == 'a1' else 3}")
    assert all(high - low >= 4 for low, high in found)
    assert shown.is_shown


@pytest.mark.skipif(not DISCLOSURE.exists(), reason="the published disclosure tables are not beside the checkout")
def test_published_table_in_a_hierarchy_cannot_be_computed_back():
    places = Places(
        Place(name, inhabitants, within, whole=whole)
        for name, inhabitants, within, whole in [
            ("all", 100_000, None, True),
            ("EU", 60_000, "all", True),
            ("nonEU", 30_000, "all", True),
            ("Spain", 30_000, "EU", False),
            ("Portugal", 30_000, "EU", False),
            ("Iceland", 30_000, "nonEU", False),
        ]
    )
    lines = list(csv.DictReader((DISCLOSURE / "dataset_a.csv").open()))
    counts = [
        Counts("age", Quarter(2026, 1), place, ("young", "old"), ("people",), tuple((int(r["freq"]),) for r in mine))
        for place in ("Spain", "Portugal", "Iceland")
        if (mine := sorted((r for r in lines if r["geo"] == place), key=lambda r: r["age"] == "old"))
    ]

    made = [decision.release for decision in release(counts, [], places)]

    narrow = {cell for cell, (low, high) in bounds(made, places).items() if high is not None and high - low < 4}
    print(f"a2: we hide {sum(row[0] is None for table in made for row in table.cells)}, GaussSuppression 8")
    assert narrow == set()
