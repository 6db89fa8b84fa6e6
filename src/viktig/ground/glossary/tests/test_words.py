"""Our words: whole in each language, easy to read, public, explained where they stand, agreed on by two sides or not."""

import re
from datetime import date
from html import unescape

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation

from viktig.ground.glossary import words
from viktig.ground.glossary.models import AgreedWord
from viktig.ground.words.lix import lix

IN_TEMPLATES = re.compile(r'{% explain ((?:"[\w-]+" ?)+)%}')
LANGUAGES = settings.LANGUAGES_WHOLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_is_said_and_explained_in_each_language_in_one_plain_sentence(language):
    for one in words.words(language):
        assert one.language == language
        assert re.fullmatch(r"[^.!?]+\.( [^.!?]+\.)?", one.means), one.means
        assert lix(one.means) <= 40, (round(lix(one.means)), one.means)


def test_words_stand_by_the_alphabet_of_the_reader():
    assert [one.term for one in words.words("sv")][-3:] == ["återhämtning", "återställningskod", "överenskommelse"]
    assert words.words("nb")[0].term == "avtale"


def test_a_language_without_words_yet_gets_the_english_ones_and_says_so():
    one = words.word("receipt", "se")

    assert (one.term, one.language) == ("receipt", "en")
    assert dict(one.elsewhere)["nb"] == "kvittering"


def test_templates_explain_only_words_that_are_there():
    used = {
        code
        for page in settings.BASE_DIR.rglob("templates/**/*.html")
        for found in IN_TEMPLATES.findall(page.read_text(encoding="utf-8"))
        for code in re.findall(r'"([\w-]+)"', found)
    }

    assert len(used) >= 8
    assert used <= words.codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_explained_without_a_script_and_leads_to_all_of_them(language):
    page = engines["django"].from_string('{% load glossary %}{% explain "receipt" %}')
    with translation.override(language):
        html = page.render({}, RequestFactory().get(f"/tell/?lang={language}"))

    assert html.count("<details") == 1
    assert words.word("receipt", language).means in unescape(html)
    assert f'href="/words/?lang={language}#receipt"' in html


@pytest.mark.django_db
def test_the_page_shows_every_word_and_who_agreed_on_it():
    AgreedWord(
        code="receipt", agreed_on=date(2026, 11, 20), user_side="Sammen i Fjordby", service_side="Boligkontoret"
    ).save(force_insert=True)

    text = unescape(Client().get("/words/?lang=en").content.decode())

    assert re.findall(r'<li id="([\w-]+)">', text) == [one.code for one in words.words("en")]
    assert "Agreed on 20 November 2026 by Sammen i Fjordby and Boligkontoret." in text
    assert text.count("Agreed by both sides: not yet.") == len(words.codes()) - 1
    assert "Proposed by Viktig on 22 November 2026." in text
