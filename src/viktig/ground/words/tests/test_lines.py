from datetime import date
from uuid import uuid4

from django.urls import reverse
from django.utils import translation

from viktig.ground.words.lines import day_in_words, first_words, row_addresses


def test_each_line_leads_where_its_row_is():
    row = uuid4()
    assert row_addresses("service:replies-one")(row) == reverse("service:replies-one", args=[row])


def test_a_line_holds_the_first_of_the_words():
    assert first_words("Short.") == "Short."
    assert len(first_words("word " * 100)) == 180
    assert first_words("x" * 180) == "x" * 180


def test_a_day_is_said_in_the_language_of_whoever_reads_though_another_read_it_just_before():
    day = date(2026, 12, 3)
    with translation.override("nb"):
        assert day_in_words(day) == "3. desember 2026"
    with translation.override("sv"):
        assert day_in_words(day) == "3 december 2026"
    with translation.override("nb"):
        assert day_in_words(day) == "3. desember 2026"
