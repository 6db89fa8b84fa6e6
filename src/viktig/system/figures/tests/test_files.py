"""Page, chart, print, CSV and JSON read one stored row: the same digits everywhere, and hidden in one is hidden in all."""

import csv
import json
import random
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from viktig.ground.facts.kinds import KINDS, MEETING_QUESTIONS
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.published import attack, read_places, read_tables
from viktig.ground.facts.quarters import Quarter, week_of
from viktig.ground.facts.releases import release_due
from viktig.ground.facts.tables import TABLES
from viktig.ground.facts.voice_tables import JUDGED
from viktig.ground.people.tests.make import make_place
from viktig.person.mine.tests.schema import faults
from viktig.system.figures import files, words
from viktig.system.figures.queries import shown
from viktig.system.figures.views import SCHEMA

SPRING = Quarter(2026, 1)
HIDDEN = "–"


@pytest.fixture
def released():
    """Every kind of fact in a county and its town, over 1,000 of each in the county; next to nothing in Stillby."""
    chance = random.Random(8)  # noqa: S311 (invented numbers)
    county = make_place(code="NO-99", name="Fjordfylke", population=380_000)
    town = make_place(code="NO-9901", name="Fjordby", parent=county, population=75_000)
    quiet = make_place(code="NO-9903", name="Stillby", parent=county, population=30_000)
    happenings = ((county, 1200), (town, 90), (quiet, 1))
    facts = [fact for place, number in happenings for _ in range(number) for fact in happening(place, chance)]
    Fact.unguarded.bulk_create(facts)
    release_due(on=SPRING.last_day + timedelta(weeks=2))
    return county


def happening(place, chance):
    """Return one fact of each kind; who is silent about one thing is silent about the other."""
    chosen = {kind: {name: chance.choice(values[:4]) for name, values in KINDS[kind].items()} for kind in KINDS}
    if chance.random() < 0.2:
        chosen["ground.voice.judged"]["judgement"] = chosen["ground.voice.felt"]["felt"] = "not_judged"
    chosen["person.plan.told"]["by"] = "person"
    answered = chosen.pop("person.meetings.answered")  # all three questions at once
    chosen_and_answers = [
        *chosen.items(),
        *(("person.meetings.answered", answered | {"question": question}) for question in MEETING_QUESTIONS),
    ]
    week = week_of(SPRING.first_monday)
    return [Fact(kind=kind, week=week, place=place, attributes=one) for kind, one in chosen_and_answers]


def fetched(client, name, table, place):
    query = {"lang": "nb", "place": place, "quarter": "2026-Q1"}
    return client.get(reverse(f"system:{name}", args=[table.slug]), query).content.decode()


def digits(cell):
    text = re.sub(r"<[^>]*>|\s", "", cell)
    return text if text.isdecimal() else HIDDEN


def charts_on(text):
    """Return the numbers of each chart, and how long each bar is."""
    for figure in re.findall(r'<figure class="bars">(.*?)</figure>', text, re.DOTALL):
        numbers = [digits(cell) for cell in re.findall(r'<td class="number[^"]*">(.*?)</td>', figure, re.DOTALL)]
        yield numbers, re.findall(r'<rect class="fill" width="([\d.]+)%"', figure)


def whole_table_on(text):
    """Return all numbers of the whole table, where a page has one."""
    found = re.search(r'id="whole-table".*?<table class="ds-table">(.*?)</table>', text, re.DOTALL)
    return (
        [digits(cell) for cell in re.findall(r'<td class="number">(.*?)</td>', found[1], re.DOTALL)] if found else None
    )


def test_all_that_shows_a_table_shows_the_same_digits(client, released):
    for table in TABLES.values():
        for place in ("NO-99", "NO-9901", "NO-9903"):
            assert_same_digits(client, table, place)


def assert_same_digits(client, table, place):
    cells = Release.unguarded.get(table=table.name, place=place).cells
    stored = [[HIDDEN if number is None else str(number) for number in row] for row in cells or []]
    flat = [number for row in stored for number in row]

    page, paper = (fetched(client, name, table, place) for name in ("figures-table", "figures-print"))
    as_csv = list(csv.DictReader(StringIO(fetched(client, "figures-csv", table, place))))
    [as_json] = json.loads(fetched(client, "figures-json", table, place))["places"]

    assert (
        [line["number"] or HIDDEN for line in as_csv] == flat if flat else {line["number"] for line in as_csv} == {""}
    )
    assert as_json["numbers"] == cells
    for text in (page, paper):
        assert whole_table_on(text) == (flat if flat and table.rows_by else None)
        sums = [stored[-1][:-1], [row[-1] for row in stored[:-1]]] if flat else []
        drawn = list(charts_on(text))
        assert [numbers for numbers, _ in drawn] == sums[: 2 if table.rows_by else 1]
        for numbers, bars in drawn:
            most = max((int(number) for number in numbers if number != HIDDEN), default=0)
            assert bars == [f"{100 * int(number) / most:.1f}" for number in numbers if number != HIDDEN]


def test_a_place_with_enough_shows_and_one_with_too_little_does_not(released):
    for table in TABLES:
        assert Release.unguarded.get(table=table, place="NO-99").cells[-1][-1] >= 1200
        assert Release.unguarded.get(table=table, place="NO-9903").cells is None


def test_the_json_is_as_its_schema_says_and_anybody_may_fetch_it(client, released):
    schema = json.loads(client.get("/figures/schema.json").content)
    assert schema == json.loads(SCHEMA.read_text(encoding="utf-8"))

    for table in TABLES.values():
        response = client.get(f"/figures/{table.slug}.json")
        document = json.loads(response.content)
        assert faults(document, schema, schema) == []
        assert document["$schema"] == "/figures/schema.json"
        assert [one["place"] for one in document["places"]] == ["NO-99", "NO-9901", "NO-9903"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
    assert faults({"table": "voices"}, schema, schema)
    assert client.get("/figures/voices.json?quarter=2020-Q1").status_code == 404
    assert client.get("/figures/voices.json?place=NO-98").status_code == 404
    assert client.get("/figures/people.json").status_code == 404


def test_the_files_are_all_that_is_needed_to_try_to_break_them(client, released):
    places = read_places(list(csv.reader(StringIO(client.get("/figures/places.csv").content.decode()))))
    tables = [release for table in TABLES.values() for release in read_tables(list(files.lines(table, SPRING, None)))]

    found = attack(tables, places)

    assert (found.holds, found.releases) == (True, 3 * len(TABLES))
    assert found.hidden > 0


def test_each_answer_stands_with_its_share_of_all_who_were_asked_and_the_silent_apart(released):
    judged = shown(JUDGED, SPRING, "NO-99")

    shares = judged.shares

    assert [share.is_apart for share in shares] == [False] * 5 + [True]
    assert [share.number for share in shares] == judged.totals[:-1]
    told = [share for share in shares if share.number is not None]
    assert [share.per_cent for share in told] == [round(100 * share.number / judged.total) for share in told]
    for table in TABLES.values():
        of_one_row = shown(table, SPRING, "NO-99")
        assert [share.number for share in of_one_row.shares] == (
            of_one_row.totals[:-1] if table.apart or table.of else []
        )
        if table.of:
            assert words.of_whom_shares_are(of_one_row) == str(table.of)


def test_what_is_hidden_has_no_share():
    place = make_place(code="NO-99", population=380_000)
    cells = [[40, None, None, None, None, 22, 80]] * 2
    Release(table="judged", quarter="2026-Q1", place=place, cells=cells, made_on=SPRING.last_day).save()

    shares = shown(JUDGED, SPRING, "NO-99").shares

    assert [share.per_cent for share in shares] == [50, None, None, None, None, 28]
