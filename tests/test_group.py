"""Those around a person, in a real browser at 320 pixels: a coordinator, a list before a change, words between them."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from stage import CASTS, Theatre, Visit

from viktig.ground import clock

HELPERS = {"nb": ("emil", "samir"), "sv": ("nils", "noor")}


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", False)])
def test_a_person_and_a_helper_make_clear_what_must_be_clear_before_a_change(towns, browser, language, javascript):
    person, helper = HELPERS[language]
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        me, other = theatre.enter(person), theatre.enter(helper)
        me.go("/person/group/")
        asks_for_a_coordinator_and_gets_one(me)
        lets_see(me, other)
        makes_a_list(me)
        other.go("/tasks/")
        other.go(me.page.url.removeprefix(me.url))
        suggests(other)
        uses_what_was_suggested(me)
        write_to_each_other(me, other)
        leaves(me)


def asks_for_a_coordinator_and_gets_one(me: Visit) -> None:
    me.press("Ask for a coordinator")
    me.write("of", "Kontoret")
    me.press("I have asked")
    me.press("Say what came of it", exact=False)
    me.choose("outcome", "got")
    me.press("Save")
    me.write("name", "Liv")
    me.page.locator("main [name=in_group]").check(force=True)
    me.press("Save")
    assert me.says("Liv")


def lets_see(me: Visit, other: Visit) -> None:
    other.go("/person/sharing/receive/")
    other.write("name", "Kim")
    other.press("Give me four words")
    words = " ".join(other.page.locator("main ol.receipt li").all_inner_texts())
    me.go("/person/sharing/new/group/")
    if me.page.locator("main [name=to]").count():
        me.choose("to", "words")
    me.write("words", words)
    me.page.get_by_role("button", name=gettext("See how it will look")).click()
    for _look in range(2):  # the page is another one for somebody who may suggest, and is shown once more
        me.choose("level", "suggest")
        me.write("purpose", "Å hjelpe meg")
        me.page.get_by_role("button", name=gettext("Share"), exact=True).click()
    me.page.wait_for_load_state()
    me.look()
    assert me.says("Kim")


def makes_a_list(me: Visit) -> None:
    me.go("/person/group/")
    me.press("Make a list before a change")
    me.choose("kind", "home")
    me.write("day", (clock.today() + timedelta(days=9)).isoformat())
    me.press("Make the list")
    assert me.page.locator("main .list-card > li").count() == 7


def suggests(other: Visit) -> None:
    other.press("Suggest an answer", exact=False)
    other.write("answer", "Liv, mandag klokka ti.")
    other.write("responsible", "Liv")
    other.press("Send")
    assert other.says("Liv, mandag klokka ti.")


def uses_what_was_suggested(me: Visit) -> None:
    me.page.reload()
    me.press("Use this answer", exact=False)
    me.press("Save")
    assert me.page.locator("main [data-color=success]").count() == 1
    me.press("Say it to someone who must answer", exact=False)
    assert "/person/said/" in me.page.url
    assert me.page.locator("main [name=words]").input_value()


def write_to_each_other(me: Visit, other: Visit) -> None:
    me.go("/person/group/")
    me.press("Messages")
    assert me.page.locator("main .card li", has_text="Kim").count() == 1, "it says who reads, before it is sent"
    me.write("words", "Takk for hjelpen.")
    me.press("Send")
    other.go(me.page.url.removeprefix(me.url))
    assert other.says("Takk for hjelpen.")
    other.write("words", "Vi sees.")
    other.press("Send")
    other.press("Take it back", exact=False)
    other.press("Yes, take it back")
    me.page.reload()
    assert not me.says("Vi sees.")


def leaves(me: Visit) -> None:
    me.go("/person/group/")
    me.press("No longer there", exact=False)
    me.choose("handover", "nobody")
    me.press("Save")
    assert me.says(gettext("Nobody new has come"))
