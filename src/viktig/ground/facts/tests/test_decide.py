import pytest

from viktig.ground.facts import decide
from viktig.ground.facts.attack import bounds, unsafe
from viktig.ground.facts.decide import AlreadyReleased, release
from viktig.ground.facts.equations import CellRef, Link
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.protect import TOTAL, protect, withhold
from viktig.ground.facts.tests.make import ALONE, NATION, SPRING, make_counts, make_release


def shown_in(decisions, table="kinds"):
    return {d.place: d.release.cells for d in decisions if d.release and d.table == table and d.release.is_shown}


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
    monkeypatch.setattr(decide, "_ROUNDS", 0)
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
