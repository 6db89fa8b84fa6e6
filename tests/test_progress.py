"""Before and after a meeting, on one telephone: at 320 pixels, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

GOAL, AGREED, BECAME = "Ut av huset 🗝️", "Ring før klokka tolv", "Ingen ringte"
NEAR, CALLED = "Tante Ågot", "Vennen din"


@pytest.fixture(params=[("nb", "anna", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def house(request, towns: Live, browser: Browser) -> Iterator[tuple[Theatre, str]]:
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        yield theatre, person


@pytest.fixture
def me(house: tuple[Theatre, str]) -> Visit:
    theatre, person = house
    return theatre.enter(person)


def test_a_goal_a_meeting_and_what_shall_be_different(me):
    me.press("How is it going?", exact=False)
    me.write("words", GOAL)
    me.press("Save for myself")
    me.page.locator("main select").first.select_option("4")
    me.press("Save, and see the lines")
    assert me.says(GOAL)
    me.press("See the line", exact=False)
    assert me.page.locator("main svg circle").count() == 1
    me.press("Back to how it is going")

    me.press("Before and after a meeting")
    me.press("How was the meeting?")
    me.press("Choose the questions that matter to you")
    me.page.locator("[name=asked][value=next]").uncheck(force=True)
    me.press("Save")
    assert me.says(gettext("You are asked only what you chose."))
    assert me.page.locator("[name=q-next]").count() == 0
    me.press("Save, and see the answer")
    assert me.says(gettext("Answer one question at least, or go back."))
    me.choose("q-heard", "1")
    me.write("q-otherwise", AGREED)
    me.press("Save, and see the answer")
    assert me.says(ngettext("Filled in once.", "Filled in %(number)s times.", 1))

    me.press("Say what will be different")
    me.write("words", AGREED)
    me.press("Save")
    me.press(AGREED)
    me.choose("outcome", "not_changed")
    me.write("became", BECAME)
    me.press("Save")
    me.press("Say it to someone who must answer")
    words = me.page.locator("main textarea").first.input_value()
    assert AGREED in words
    assert BECAME in words

    me.go("/person/progress/rules/")
    me.press("Back to how it is going")
    me.press("Share this page with someone")


def test_eight_words_are_answered_without_an_account(house):
    theatre, person = house
    me, near = theatre.enter(person), theatre.visitor()
    me.go("/person/progress/")
    me.press("Let a form be answered with eight words")
    me.choose("form", "viktig-around")
    me.write("rater", NEAR)
    me.write("called", CALLED)
    me.press("Make the words")
    link = me.page.locator("#link").input_value()

    if theatre.javascript:
        near.go(link.removeprefix(theatre.url))
        assert "#" not in near.page.url
    else:
        near.go("/fill/")
        near.write("slip", link.partition("#")[2])
    near.press("See the questions")
    assert near.says(CALLED)
    near.choose("q-lately", "2")
    near.write("q-helps", BECAME)
    near.press("Send the answers")
    assert near.says(gettext("Your answers have come"))
    assert near.page.context.cookies() == []
    assert near.page.evaluate("sessionStorage.length + localStorage.length") == 0

    me.go("/person/progress/")
    assert me.says(NEAR)
    me.page.get_by_role("link", name=NEAR).first.click()
    me.page.wait_for_load_state()
    me.look()
    me.press("Ask once more")
    assert me.page.locator("[name=rater]").input_value() == NEAR
