import random
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from django.db import ProgrammingError, transaction

from viktig.ground import clock
from viktig.ground.facts import queries
from viktig.ground.facts.actions import happened, move_facts
from viktig.ground.facts.attack import unsafe
from viktig.ground.facts.command import facts as facts_command
from viktig.ground.facts.kinds import DAYS_TO_ANSWER, KINDS, TOLD_HOW, VOICE_KINDS
from viktig.ground.facts.links import LINKS
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.protect import Release as Published
from viktig.ground.facts.quarters import Quarter, quarter_named, quarter_on
from viktig.ground.facts.releases import release_due, release_quarter
from viktig.ground.facts.tables import PARTS, TABLES
from viktig.ground.facts.tests.make import make_answers
from viktig.ground.facts.voice_tables import TIME_TO_ANSWER, VOICES
from viktig.ground.people.tests.make import make_organisation, make_place
from viktig.ground.voice.states import Outcome

SPRING = Quarter(2026, 1)
SOON = SPRING.last_day + timedelta(weeks=1)  # a day too early
DUE = SOON + timedelta(days=1)


@pytest.fixture
def town():
    county = make_place(code="NO-99", name="Fjordfylke", population=380_000)
    town = make_place(code="NO-9901", name="Fjordby", parent=county, population=75_000)
    for place in (county, town):  # somebody to answer in each, so that something can be counted there
        make_organisation(place=place)
    return town


def make_many_around(town, *quarters):
    """Count answers in the rest of the county: else whoever reads both would know that all of them are the town's."""
    for quarter in quarters or (SPRING,):
        for days in DAYS_TO_ANSWER:
            make_answers(town.parent, 90, quarter=quarter, kind="question", outcome="explained", days=days)


def stored(table, place, quarter=SPRING):
    return Release.unguarded.get(table=table.name, place=place, quarter=quarter.label)


def as_published():
    """Return everything that is out, as somebody who breaks it would read it."""
    found = []
    for row in Release.unguarded.all():
        table = TABLES[row.table]
        blank = tuple((None,) * (len(table.columns) + 1) for _ in range(len(table.rows) + 1))
        cells = tuple(map(tuple, row.cells)) if row.cells else blank
        quarter = quarter_named(row.quarter)
        found.append(Published(row.table, quarter, row.place_id, table.row_names, table.column_names, cells))
    return found


# The tables -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_value_of_its_facts_has_a_place_in_a_table(table):
    spots = {
        table.spot(dict(zip(KINDS[kind], values, strict=True)))
        for kind in table.kinds
        for values in product(*KINDS[kind].values())
    }

    assert {column for _row, column in spots - {None}} == set(range(len(table.columns)))
    assert {row for row, _column in spots - {None}} == set(range(len(table.rows)))
    assert table.column_of or table.column_names == KINDS[table.kind][table.columns_by]
    assert table.rows_by is None or table.row_names == KINDS[table.kind][table.rows_by]


def test_only_what_a_service_says_of_itself_is_left_out_of_the_tables():
    left_out = {
        (kind, *values)
        for kind in {kind for table in TABLES.values() for kind in table.kinds}
        for values in product(*KINDS[kind].values())
        if not any(
            table.spot(dict(zip(KINDS[kind], values, strict=True))) for table in TABLES.values() if kind in table.kinds
        )
    }

    assert left_out == {("person.plan.told", "staff", how) for how in TOLD_HOW}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_says_what_it_counts_and_of_what_its_shares_are(table):
    assert table.counts
    assert table.part in PARTS
    assert not (table.of and table.rows_by), "A share of a table of many rows would mix what must be read by itself."


def test_what_is_linked_is_in_the_tables():
    for link in LINKS:
        ends = [(TABLES[name], column) for name, _row, column in (link.one, link.other)]
        assert all(column in (*table.column_names, "total") for table, column in ends)
    counted = [{end[0] for end in (link.one, link.other)} for link in LINKS if link.one[1:] == ("total", "total")]
    pairs = [{one.name, other.name} for one, other in combinations(TABLES.values(), 2) if one.kind == other.kind]
    assert [pair for pair in pairs if pair not in counted] == []


def test_an_answer_is_counted_by_kind_and_outcome_and_by_days(town):
    grid = [[10 + 5 * i + j for j in range(5)] for i in range(6)]
    for i, kind in enumerate(VOICE_KINDS):
        for j, outcome in enumerate(Outcome.values):
            days = DAYS_TO_ANSWER[0 if i < 3 else 3]
            make_answers(town.parent, grid[i][j], quarter=SPRING, kind=kind, outcome=outcome, days=days)

    release_quarter(SPRING, on=DUE)

    columns = [sum(column) for column in zip(*grid, strict=True)]
    assert stored(VOICES, town.parent).cells == [[*row, sum(row)] for row in grid] + [[*columns, sum(columns)]]
    soon, late = sum(map(sum, grid[:3])), sum(map(sum, grid[3:]))
    assert stored(TIME_TO_ANSWER, town.parent).cells[0][0] in (soon, None)
    assert stored(TIME_TO_ANSWER, town.parent).cells[0][-1] == soon + late


def test_a_small_place_is_counted_in_the_one_around_it(town):
    village = make_place(code="NO-9902", name="Nesvik", parent=town.parent, population=20_000)
    make_answers(village, 40, quarter=SPRING)

    made = release_quarter(SPRING, on=DUE)

    assert {row.place_id for row in made} == {"NO-99", "NO-9901"}
    assert stored(VOICES, town.parent).cells[-1][-1] == 40
    assert stored(VOICES, town).cells is None


def test_too_few_answers_are_not_shown_at_all(town):
    make_answers(town, 4, quarter=SPRING)

    made = release_quarter(SPRING, on=DUE)

    assert [row.cells for row in made] == [None] * 2 * len(TABLES)


def test_where_nobody_can_answer_there_is_nothing_to_hide():
    """The country and the county have one town with somebody to answer: their numbers are the town's, and all may see it."""
    country = make_place(code="NO", name="Norge", population=5_600_000)
    county = make_place(code="NO-99", parent=country, population=380_000)
    town = make_place(code="NO-9901", parent=county, population=75_000)
    make_place(code="NO-9903", name="Stillby", parent=county, population=60_000)
    for kind in VOICE_KINDS:
        make_answers(town, 40, quarter=SPRING, kind=kind)

    release_quarter(SPRING, on=DUE)

    shown = dict(Release.unguarded.filter(table="voices").values_list("place", "cells"))
    assert shown["NO"] == shown["NO-99"] == shown["NO-9901"]
    assert (sorted(shown), shown["NO"][-1][-1]) == (["NO", "NO-99", "NO-9901"], 240)


# Once, and never again --------------------------------------------------------------------------------------------------


def test_nothing_comes_out_before_the_last_facts_of_the_quarter_are_there(town):
    make_answers(town, 40, quarter=SPRING)

    assert release_quarter(SPRING, on=SOON) == []
    assert release_due(on=SOON) == {}
    assert len(release_quarter(SPRING, on=DUE)) == 2 * len(TABLES)


def test_a_quarter_is_released_once_whatever_comes_after(town):
    make_answers(town, 40, quarter=SPRING)
    release_quarter(SPRING, on=DUE)
    before = list(Release.unguarded.order_by("pk").values())
    make_answers(town, 40, quarter=SPRING)

    assert release_quarter(SPRING, on=DUE) == []
    assert release_due(on=DUE) == {}
    assert release_quarter(SPRING.previous, on=DUE) == []
    assert list(Release.unguarded.order_by("pk").values()) == before


@pytest.mark.parametrize("change", [lambda rows: rows.update(made_on=date(2020, 1, 1)), lambda rows: rows.delete()])
def test_the_database_lets_nobody_change_what_is_out(town, change):
    make_answers(town, 40, quarter=SPRING)
    release_quarter(SPRING, on=DUE)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        change(Release.unguarded.all())


def test_what_comes_late_is_counted_in_the_next_quarter(town):
    make_many_around(town, SPRING, SPRING.next)
    make_answers(town, 40, quarter=SPRING)
    release_quarter(SPRING, on=DUE)
    attributes = {"kind": "praise", "outcome": "explained", "days": "0_7"}
    happened("ground.voice.answered", place=town, attributes=attributes, number=7, on=SPRING.last_day)
    happened("ground.voice.answered", place=town, attributes=attributes, number=8, on=SPRING.next.first_monday)

    move_facts()
    release_quarter(SPRING.next, on=SPRING.next.last_day + timedelta(weeks=2))

    moved = Fact.unguarded.filter(place=town).values_list("number", "late_in")
    assert sorted(moved) == [(7, "2026-Q2"), (8, ""), (40, "")]
    assert stored(VOICES, town).cells[-1][-1] == 40
    assert stored(VOICES, town, SPRING.next).cells[-1][-1] == 15


def test_all_quarters_that_are_due_come_out_the_oldest_first(town):
    make_many_around(town, SPRING, Quarter(2026, 3))
    make_answers(town, 40, quarter=SPRING)
    make_answers(town, 50, quarter=Quarter(2026, 3))

    made = release_due(on=date(2027, 1, 11))

    assert list(made) == [Quarter(2026, number) for number in (1, 2, 3, 4)]
    totals = [
        row.cells and row.cells[-1][-1]
        for rows in made.values()
        for row in rows
        if row.place_id == "NO-9901" and row.table in (VOICES.name, TIME_TO_ANSWER.name)
    ]
    assert totals == [40, 40, None, None, 50, 50, None, None]


def test_nothing_is_released_where_nothing_has_happened(town):
    assert release_due(on=DUE) == {}


def test_places_whose_numbers_of_people_do_not_fit_are_released_all_the_same():
    county = make_place(code="NO-99", population=0)
    make_answers(make_place(code="NO-9901", parent=county, population=75_000), 40, quarter=SPRING)

    assert {row.place_id for row in release_quarter(SPRING, on=DUE)} == {"NO-99", "NO-9901"}


def test_the_command_says_what_it_did(town, capsys):
    ended = quarter_on(clock.today() - timedelta(weeks=2)).previous
    make_many_around(town, ended)
    make_answers(town, 40, quarter=ended)
    happened("ground.voice.answered", place=town, attributes={"kind": "praise", "outcome": "explained", "days": "0_7"})

    facts_command([])
    facts_command([])

    assert capsys.readouterr().out.splitlines() == [
        "1 fact was waiting.",
        f"{ended}: {2 * len(TABLES)} tables released, 4 of them shown.",
        "No facts were waiting.",
        "No quarter is due.",
    ]


# Nobody can work out what is hidden -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0])
def test_what_is_out_never_lets_a_hidden_number_be_worked_out(seed):
    chance = random.Random(seed)  # noqa: S311 (invented numbers)
    country = make_place(code="NO", name="Norge", population=900_000)
    county = make_place(code="NO-99", parent=country, population=130_000)
    towns = [make_place(code=f"NO-990{i}", parent=county, population=n) for i, n in enumerate((60_000, 25_000, 9_000))]
    for _ in range(chance.randint(10, 40)):
        quarter, is_late = Quarter(2026, chance.randint(1, 2)), chance.random() < 0.3
        make_answers(
            chance.choice([country, county, *towns]), chance.choice([1, 2, 4, 6, 12, 30]), quarter=quarter,
            kind=chance.choice(VOICE_KINDS[:3]), outcome=chance.choice(Outcome.values[:3]),
            days=chance.choice(DAYS_TO_ANSWER[:3]), late_in="2026-Q2" if is_late and quarter == SPRING else "",
        )  # fmt: skip

    made = release_due(on=SPRING.next.last_day + timedelta(weeks=2))

    out = as_published()
    assert unsafe(out, queries.place_tree(), LINKS) == []
    assert len(out) == sum(map(len, made.values())) == len(TABLES) * 4 * 2
    assert all(cell is None or cell >= 5 for row in out for line in row.cells for cell in line)
    counted = sum(fact.number for fact in Fact.unguarded.all())
    shown = [row.cells[-1][-1] for row in out if row.place == "NO" and row.table == VOICES.name]
    assert None in shown or sum(shown) == counted


def test_fifty_places_are_released_together_and_most_can_be_read():
    chance = random.Random(7)  # noqa: S311 (invented numbers)
    country = make_place(code="NO", name="Norge", population=5_500_000)
    for i in range(5):
        county = make_place(code=f"NO-{i}", parent=country, population=600_000)
        for j in range(9):
            town = make_place(code=f"NO-{i}{j}", parent=county, population=chance.choice([9_000, 25_000, 60_000]))
            for _ in range(20):
                make_answers(
                    town, chance.randint(1, 27), quarter=SPRING, kind=chance.choice(VOICE_KINDS),
                    outcome=chance.choice(Outcome.values), days=chance.choice(DAYS_TO_ANSWER),
                )  # fmt: skip

    made = release_quarter(SPRING, on=DUE)

    of_answers = [row for row in made if TABLES[row.table].kind == VOICES.kind]
    assert sum(row.cells is not None for row in of_answers) > len(of_answers) / 2
