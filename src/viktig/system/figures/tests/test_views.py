"""Page, print and file show the same stored numbers, and nobody can ask for any other."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from viktig.ground.facts.kinds import DAYS_TO_ANSWER, VOICE_KINDS
from viktig.ground.facts.models import Release
from viktig.ground.facts.plan_tables import GOALS
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.releases import release_due
from viktig.ground.facts.tables import TABLES
from viktig.ground.facts.tests.make import make_answers
from viktig.ground.facts.voice_tables import TIME_TO_ANSWER, VOICES
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.voice.states import Outcome
from viktig.system.figures.models import PublishedFigure
from viktig.system.figures.queries import sums_of

SPRING = Quarter(2026, 1)


@pytest.fixture
def released():
    """Fjordfylke has answers enough, Fjordby some that are few; Nesvik is shown only as part of Fjordfylke."""
    county = make_place(code="NO-99", name="Fjordfylke", population=380_000)
    town = make_place(code="NO-9901", name="Fjordby", parent=county, population=75_000)
    quiet = make_place(code="NO-9903", name="Stillby", parent=county, population=30_000)
    for i, kind in enumerate(VOICE_KINDS):
        for j, outcome in enumerate(Outcome.values):
            days = DAYS_TO_ANSWER[(i + j) % 4]
            make_answers(county, 6 + i + j, quarter=SPRING, kind=kind, outcome=outcome, days=days)
            make_answers(town, (0, 2, 9, 21, 6)[(i * j) % 5], quarter=SPRING, kind=kind, outcome=outcome, days=days)
    make_answers(quiet, 1, quarter=SPRING)
    release_due(on=SPRING.last_day + timedelta(weeks=2))
    return county


def page(client, name, table=VOICES, **query):
    return client.get(reverse(f"system:{name}", args=[table.slug]), {"lang": "nb"} | query)


def file(client, **query):
    text = page(client, "figures-csv", **query).content.decode()
    return list(csv.DictReader(StringIO(text)))


def numbers_on(response):
    """Return the cells of the whole table on a page, as text."""
    whole = re.search(r'<table class="ds-table">(.*?)</table>', response.content.decode(), re.DOTALL)[1]
    return [re.sub(r"<[^>]*>|\s", "", cell) for cell in re.findall(r'<td class="number">(.*?)</td>', whole, re.DOTALL)]


@pytest.mark.parametrize("place", ["NO-99", "NO-9901"])
def test_page_print_and_file_show_the_stored_release(client, released, place):
    cells = [cell for row in Release.unguarded.get(table="voices", place=place).cells for cell in row]

    on_page, on_paper = (numbers_on(page(client, name, place=place)) for name in ("figures-table", "figures-print"))
    in_file = file(client, place=place, quarter="2026-Q1")

    assert None in cells or place == "NO-99"
    assert [int(text) if text.isdecimal() else None for text in on_page] == cells
    assert on_paper == on_page
    assert [int(line["number"]) if line["number"] else None for line in in_file] == cells
    assert {line["status"] for line in in_file if not line["number"]} <= {"hidden"}
    assert {line["status"] for line in in_file if line["number"]} == {""}


def test_the_file_is_what_other_programs_expect(client, released):
    response = page(client, "figures-csv", place="NO-9901")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="voices-2026-Q1-NO-9901.csv"'
    assert response.content.decode().split("\r\n")[0] == "table,quarter,place,place_name,kind,outcome,number,status"
    assert {line["place"] for line in file(client)} == {"NO-99", "NO-9901", "NO-9903"}


def test_hidden_cells_all_look_alike(client, released):
    text = page(client, "figures-table", place="NO-9901").content.decode()

    cells = re.findall(r'<td class="number">(<span.*?)</td>', text)
    assert len(set(cells)) == 1
    assert len(cells) == sum(
        c is None for row in Release.unguarded.get(table="voices", place="NO-9901").cells for c in row
    )


def test_a_table_that_is_not_shown_says_so_and_where_to_look(client, released):
    response = page(client, "figures-table", TIME_TO_ANSWER, place="NO-9903", quarter="2026-Q1")

    text = response.content.decode()
    assert Release.unguarded.get(table="time_to_answer", place="NO-9903").cells is None
    assert "ds-alert" in text
    assert "/figures/time-to-answer/?place=NO-99&amp;quarter=2026-Q1&amp;lang=nb" in text
    assert "<figure" not in text
    assert {line["number"] for line in file(client, table=TIME_TO_ANSWER, place="NO-9903")} == {""}


@pytest.mark.parametrize(
    "query", [{"kind": "barrier"}, {"organisation": "x"}, {"week": "2026-W01"}, {"from": "2026-01-01"}, {"k": "1"}]
)
def test_no_other_filter_computes_anything(client, released, query):
    for name in ("figures-table", "figures-print", "figures-csv"):
        plain, filtered = page(client, name), page(client, name, **query)

        unlinked = [re.sub(rb'href="[^"]*lang=(?!nb)[^"]*"', b"", one.content) for one in (plain, filtered)]
        assert unlinked[0] == unlinked[1]


@pytest.mark.parametrize(
    "query",
    [
        {"place": "NO-9902"},
        {"place": "NO-99' or 1=1"},
        {"quarter": "2026-Q2"},
        {"quarter": "2026-W01"},
        {"quarter": "2026"},
    ],
)
def test_what_is_not_stored_is_not_there(client, released, query):
    make_place(code="NO-9902", name="Nesvik", parent=released, population=9_000)

    for name in ("figures-table", "figures-print", "figures-csv"):
        assert page(client, name, **query).status_code == 404
    assert client.get("/figures/people/").status_code == 404
    assert client.get("/figures/people.csv").status_code == 404


def test_only_what_is_released_can_be_chosen(client, released):
    make_place(code="NO-9902", name="Nesvik", parent=released, population=9_000)

    text = page(client, "figures-table").content.decode()

    assert re.findall(r'<option value="([^"]*)"', text) == ["NO-99", "NO-9901", "NO-9903", "2026-Q1"]


@pytest.mark.parametrize("name", ["figures", "figures-protected", "figures-others"])
def test_pages_are_there_before_anything_is_released(client, name):
    for language in ("nb", "sv"):
        assert client.get(reverse(f"system:{name}"), {"lang": language}).status_code == 200


def test_a_table_is_there_before_anything_is_released(client):
    assert page(client, "figures-table").status_code == page(client, "figures-print").status_code == 200
    assert page(client, "figures-csv").status_code == 404


def test_a_table_that_came_later_waits_for_its_first_quarter_and_nothing_leads_astray(client):
    place = make_place(code="NO-99", name="Fjordfylke", population=380_000)
    Release(table="voices", quarter="2026-Q1", place=place, cells=None, made_on=date(2026, 4, 12)).save()

    later, older = page(client, "figures-table", GOALS), page(client, "figures-table", VOICES)
    files = client.get("/figures/how-numbers-are-protected/").content.decode()

    assert (later.status_code, older.status_code) == (200, 200)
    assert "<option" not in later.content.decode()
    assert "<option" in older.content.decode()
    assert page(client, "figures-csv", GOALS).status_code == 404
    assert "voices-2026-Q1.csv" in files
    assert "goals-2026-Q1.csv" not in files


def test_pages_are_the_same_for_everybody_and_set_no_cookie(client, released):
    signed_in = Client()
    signed_in.force_login(make_account())

    for address in ("/figures/", "/figures/voices/", "/figures/what-others-found/"):
        out, inside = client.get(address), signed_in.get(address)
        assert out.content == inside.content
        assert not out.cookies


def test_more_places_and_quarters_cost_no_more_queries(released, django_assert_max_num_queries):
    page(Client(), "figures-table")  # what is read once a day
    for name, number in (("figures-table", 5), ("figures-print", 5), ("figures-csv", 2)):
        with django_assert_max_num_queries(number + 6):  # and who acts, in a transaction of the request's own
            page(Client(), name)
    for i in range(3):
        make_place(code=f"NO-991{i}", name=f"By {i}", parent=released, population=40_000)
    make_answers(released, 500, quarter=SPRING.next)
    release_due(on=SPRING.next.last_day + timedelta(weeks=2))
    for name, number in (("figures-table", 5), ("figures-print", 5), ("figures-csv", 2)):
        with django_assert_max_num_queries(number + 6):
            page(Client(), name)


def test_every_release_can_be_looked_up_with_the_day_it_came_out(client, released):
    day = date(2026, 4, 12)
    assert set(Release.unguarded.values_list("made_on", flat=True)) == {day}

    for release in Release.unguarded.all():
        table = TABLES[release.table]
        text = page(client, "figures-table", table, place=release.place_id, quarter=release.quarter).content.decode()
        assert date_format(day, "DATE_FORMAT") in text


# What others have found -------------------------------------------------------------------------------------------------


def make_figure(position, what, value, **more):
    figure = PublishedFigure(
        source="oslo.yaml", position=position, place="Oslo", language="nb", what=what, value=value, **more
    )
    figure.save(force_insert=True)
    return figure


def test_figures_of_others_stand_as_they_were_found(client):
    make_figure(1, "clients", 130, since=date(2010, 8, 1), until=date(2013, 11, 1))
    make_figure(2, "share women", "0.5", approx=True)
    make_figure(3, "new clients", 15, year=2012, unsure=True)
    make_figure(4, "something else", None, note="mangler")

    text = client.get(reverse("system:figures-others"), {"lang": "nb"}).content.decode()

    for words in ("130", "50", "15", "2012", "oslo.yaml", "something else", "mangler"):
        assert words in text


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_what_oslo_has_published_is_said_in_the_language_of_the_page(client, language):
    make_figure(1, "reports on people without fitting care before the scheme began", None)
    make_figure(2, "returned to society per krona spent on a personal ombud (Sweden 2005)", 17, unit="SEK")

    text = client.get(reverse("system:figures-others"), {"lang": language}).content.decode()

    assert "17 kro" in text
    for word in ("SEK", "reports", "returned", "society", "krona spent"):
        assert word not in text


def test_figures_that_cannot_both_be_true_are_left_and_said_to_be_so(client):
    figures = [
        make_figure(1, "clients", 130),
        make_figure(2, "assignments per client", 5, approx=True),
        make_figure(3, "assignments", 430, approx=True),
    ]

    text = client.get(reverse("system:figures-others")).content.decode()

    sums = sums_of(list(PublishedFigure.unguarded.all()))
    assert (sums.clients, sums.each, sums.assignments, sums.people, sums.needed) == (130, 5, 430, 86, 650)
    assert all(re.search(rf"\b{number}\b", text) for number in (130, 5, 430, 86, 650))
    figures[2].value = 640
    assert sums_of(figures) is None
