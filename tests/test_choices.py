"""Something to choose, in a real browser at 320 pixels: in Norwegian with JavaScript, in Swedish without."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

from viktig.demo import life
from viktig.demo.story import who
from viktig.ground.people.tests.make import make_share
from viktig.ground.privacy.models import Level, Room

WORDS = {"nb": "Om jeg skal prøve en medisin 🗝️", "sv": "Om jag ska pröva en medicin 🗝️"}


@pytest.fixture(scope="module")
def lived(towns: Live) -> Live:
    for one in life.LIVES:
        life.live(one)
    return towns


@pytest.fixture(params=[("nb", "anna", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def theatre(request, lived: Live, browser: Browser) -> Iterator[tuple[Theatre, str]]:
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, lived.url, CASTS[language], javascript) as theatre:
        yield theatre, person


def test_a_person_prepares_settles_and_looks_back(theatre):
    me = theatre[0].enter(theatre[1])
    begins(me, WORDS[theatre[0].cast.language])
    me.press("Add a possibility")
    me.write("name", "Sol og luft")
    me.write("good", "Ute")
    me.choose("availability", "not_here")
    me.press("Save")
    assert names(me)[-1] != "Sol og luft"  # by the alphabet, not by the time
    assert me.says(gettext("Not to be had here now"))

    me.press("Add what matters")
    me.page.locator("main [name=taken]").first.check(force=True)
    me.write("words", "Å sove")
    me.press("Save")
    me.press("See each possibility in its light", exact=False)
    me.page.locator("main select").first.select_option("7")
    me.press("Save")
    me.press("See them side by side")
    assert me.says(gettext("%(number)s of 10") % {"number": 7})
    me.press("Back to the choice")

    with me.page.expect_download() as came:
        me.page.get_by_role("link", name=gettext("A sheet to take along (PDF)")).click()
    assert came.value.path().read_bytes().startswith(b"%PDF")

    me.press("Write what became of it")
    assert me.page.locator("main input:checked").count() == 0
    me.press("Save")
    assert me.page.locator("main [aria-invalid=true], main .ds-error-summary").count() or me.page.url.endswith(
        "/settle/"
    )
    me.page.locator("main [name=what]").first.check(force=True)
    me.press("Save")
    me.press("Look back at it")
    me.write("words", "Det gikk bra")
    me.press("Save")
    me.press("Change my mind")
    assert me.says(gettext("You are thinking about it again. What was settled before still stands below."))


def test_both_views_stand_where_they_do_not_agree(theatre):
    me, ombud = theatre[0].enter(theatre[1]), theatre[0].enter(theatre[0].cast.ombud)
    begins(me, WORDS[theatre[0].cast.language])
    address = me.page.url
    choice = address.rstrip("/").split("/")[-1]
    make_share(who(theatre[1]).who, who(theatre[0].cast.ombud).who, room=Room.CHOICES, item=choice, level=Level.SUGGEST)

    ombud.go(address.removeprefix(ombud.url))
    ombud.press("How I see it")
    ombud.write("words", "Jeg ville tatt den.")
    ombud.press("I am done writing")
    me.page.goto(address)
    me.press("Let it stand beside my words")
    me.press("Write what became of it")
    me.choose("what", "disagreed")
    me.write("words", "Jeg vil ikke.")
    me.press("Save")

    cards = me.page.locator("main .cards.broad .card .words").all_inner_texts()
    assert sorted(cards) == ["Jeg vil ikke.", "Jeg ville tatt den."]
    ombud.page.reload()
    assert (ombud.says("Jeg vil ikke."), ombud.says("Jeg ville tatt den.")) == (True, True)


def begins(me: Visit, words: str) -> None:
    me.go("/me/")
    me.page.locator("main a[href='/person/choices/']").click()
    me.page.wait_for_load_state()
    me.look()
    me.press("Write down something to choose")
    me.write("about", words)
    me.press("Save")
    assert me.says(words)


def names(me: Visit) -> list[str]:
    return me.page.locator("main #possibilities ~ ul.list-card").first.locator("h3").all_inner_texts()
