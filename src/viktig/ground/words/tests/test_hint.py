"""The hint about how easy a text is to read, and where it stands."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from viktig.ground.words.hint import hint_of
from viktig.ground.words.lix import reading, sentences

EASY = "Vi har sett på det. Du får bo der du bor. Vi ringer deg i mai."
HARD = (
    "Kommunen viser til tidligere korrespondanse vedrørende boligsøknaden og meddeler at saksbehandlingstiden "
    "dessverre overskrider den lovpålagte fristen på grunn av uforutsette omstendigheter i avdelingen."
)
PEOPLES_OWN = ("person/matters", "person/said", "system/voices/templates/tell", "ground/voice/templates/tell")


def test_an_easy_text_has_no_hard_sentence():
    with translation.override("en"):
        found = hint_of(EASY)

        assert (str(found.band), found.hard) == ("Very easy to read", ())


def test_only_the_hard_sentence_is_marked_and_as_it_was_written():
    with translation.override("en"):
        found = hint_of(f"{EASY} {HARD} Takk.")

        assert found.hard == (HARD,)
        assert hint_of(HARD).lix > 60
        assert str(hint_of(HARD).band) == "Very hard to read"


@pytest.mark.parametrize("nothing", ["", " \n", "–"])
def test_nothing_is_said_about_nothing(nothing):
    assert hint_of(nothing) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kl. 12.30 åpner vi, f.eks. i dag. Kom!", ["Kl. 12.30 åpner vi, f.eks. i dag.", "Kom!"]),
        ("Den 3. mai\nEr det bra? Ja …", ["Den 3. mai", "Er det bra?", "Ja …"]),
    ],
)
def test_sentences_are_those_that_are_counted(text, found):
    assert sentences(text) == found
    assert reading(text).sentences == len(found)


def test_no_page_where_people_write_their_own_words_shows_the_hint():
    shows = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for path in settings.BASE_DIR.rglob("templates/**/*.html")
        if re.search(r'include "[^"]*parts/reading.html"', path.read_text(encoding="utf-8"))
    }

    assert shows >= {"person/ombud/templates/present.html", "service/replies/templates/one.html"}
    assert [one for one in shows if one.startswith(PEOPLES_OWN)] == []
