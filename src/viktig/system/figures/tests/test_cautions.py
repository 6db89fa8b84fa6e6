"""When a table is to be read with care: one sentence from what is shown, and none from what is hidden."""

from datetime import date

import pytest
from django.utils import translation

from viktig.ground.facts.models import Release
from viktig.ground.facts.protect import with_totals
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.tables import TABLES
from viktig.ground.people.tests.make import make_place
from viktig.system.figures.cautions import caution
from viktig.system.figures.queries import Shown

SPRING = Quarter(2026, 1)


def shown(name, *rows):
    cells = [list(row) for row in with_totals(rows)] if rows else None
    return Shown(TABLES[name], SPRING, make_place(), cells, date(2026, 4, 12), None)


@pytest.mark.parametrize(
    ("name", "rows", "warns"),
    [
        ("told_about_a_plan", [(10, 10, 10, 31)], "told by nobody"),
        ("told_about_a_plan", [(10, 10, 10, 30)], ""),
        ("were_heard", [(10, 9, 10, 70)], "Fewer than three in ten"),
        ("were_heard", [(10, 10, 10, 70)], ""),
        ("got_to_say", [(10, 9, 10, 71)], "Fewer than three in ten"),
        ("real_choice", [(5, 5, 5, 6), (5, 5, 5, 5), (5, 5, 5, 5), (5, 5, 5, 5)], "at most one way to go"),
        ("real_choice", [(5, 5, 5, 5)] * 4, ""),
        ("goals", [(90, *[5] * 9)], ""),
    ],
)
def test_a_number_warns_only_beyond_the_limit_that_is_written_down(name, rows, warns):
    with translation.override("en"):
        found = caution(shown(name, *rows))

    assert warns in found
    assert bool(found) is bool(warns)


def test_nothing_is_warned_of_where_nothing_is_shown():
    assert caution(shown("told_about_a_plan")) == ""


def test_a_hidden_number_warns_of_nothing():
    found = shown("told_about_a_plan", (10, 10, 10, 31))
    found.cells[0][3] = found.cells[1][3] = None

    assert caution(found) == ""


def test_the_page_and_the_print_say_it_in_a_sentence_and_the_files_do_not(client):
    make_place(code="NO-99", name="Fjordfylke", population=380_000)
    cells = [[10, 10, 10, 31, 61]] * 2
    Release(
        table="told_about_a_plan", quarter="2026-Q1", place_id="NO-99", cells=cells, made_on=date(2026, 4, 12)
    ).save()

    for address in ("", "print/"):
        text = client.get(f"/figures/told-about-a-plan/{address}", {"lang": "en"}).content.decode()
        assert "A right that nobody tells about is hard to use." in text
        assert "not of all who get help from two services or more" in text
    assert "hard to use" not in client.get("/figures/told-about-a-plan.csv").content.decode()


@pytest.mark.parametrize(("language", "words"), [("nb", "Begynn der flest vil"), ("sv", "Börja där flest vill")])
def test_the_page_with_all_tables_says_what_the_goals_can_be_used_for(client, language, words):
    text = client.get("/figures/", {"lang": language}).content.decode()

    assert words in text
    assert words in client.get("/figures/goals/", {"lang": language}).content.decode()
    assert all(f"/figures/{table.slug}/" in text for table in TABLES.values())
