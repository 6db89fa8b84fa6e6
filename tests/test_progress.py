"""Before and after a meeting, on one telephone: at 320 pixels, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

GOAL, AGREED, BECAME = "Ut av huset 🗝️", "Ring før klokka tolv", "Ingen ringte"


@pytest.fixture(params=[("nb", "anna", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def me(request, towns: Live, browser: Browser) -> Iterator[Visit]:
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person)


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
