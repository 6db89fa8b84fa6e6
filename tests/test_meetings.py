"""A meeting from the person's own sheet to what was decided and how it was: at 320 pixels, with and without a script."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

from viktig.ground import clock

TITLE, OWN, THEIRS = "Where I will live 🗝️", "When can I see a flat?", "Who gives a receipt?"
DECIDED, NEVER = "The office rings on Monday.", "My childhood"


@pytest.fixture(params=[("nb", "emil", True), ("sv", "nils", False)], ids=["with a script", "without one"])
def house(request, towns: Live, browser: Browser) -> Iterator[tuple[Visit, Visit]]:
    """Let the person and somebody who helps them in, each in a browser of their own."""
    language, person, javascript = request.param
    cast = CASTS[language]
    with translation.override(language), Theatre(browser, towns.url, cast, javascript) as theatre:
        yield theatre.enter(person), theatre.enter(cast.ombud)


def test_from_the_sheet_to_what_was_decided_and_how_it_was(house):
    me, helper = house
    prepares(me)
    chooses_who_comes(me, told_by(helper))
    reads_and_suggests(helper)
    leads_from_the_table(me)
    helper.page.reload()
    assert helper.says(DECIDED)
    says_how_it_was(me)


def prepares(me: Visit) -> None:
    me.go("/me/")
    me.press("My meetings", exact=False)
    me.press("Prepare a meeting")
    me.write("title", TITLE)
    me.write("at", "00:05")
    me.write("day", clock.today().isoformat())
    me.press("Save")
    assert me.says(TITLE)
    me.press("Prepare myself")
    me.write("important", "To be believed")
    me.write("not", NEVER)
    me.page.locator("main [name=shown_important]").check(force=True)
    me.press("Save")
    me.press("Add a point")
    me.write("words", OWN)
    me.press("Save")


def told_by(helper: Visit) -> str:
    helper.go("/person/sharing/receive/")
    helper.write("name", "Kari")
    helper.press("Give me four words")
    return " ".join(helper.page.locator("main ol.receipt li").all_inner_texts())


def chooses_who_comes(me: Visit, words: str) -> None:
    me.press("Choose who comes")
    for name, to in (("Kari", "words"), ("Mari", "paper")):
        me.press("Add someone")
        me.write("name", name)
        me.choose("to", to)
        if to == "words":
            me.write("words", words)
        me.press("Put on the list")
    assert me.page.get_by_text(gettext("Not invited yet.")).count() == 2
    me.press("See what goes out, and invite")
    assert me.says("To be believed")
    assert not me.says(NEVER)
    me.press("Yes, invite them")
    assert me.says(gettext("Can see the page of the meeting."))
    me.press("Back to the meeting")
    assert me.says(gettext("The invitation came late"))


def reads_and_suggests(helper: Visit) -> None:
    helper.go("/tasks/")
    helper.press("You are invited to a meeting", exact=False)
    assert helper.says(OWN)
    assert not helper.says(NEVER)
    helper.press("Suggest a point")
    helper.write("words", THEIRS)
    helper.press("Save")
    helper.press("Write down what could be decided")
    helper.write("words", DECIDED)
    helper.write("who_does", "Mari")
    helper.press("Save")
    assert helper.says(gettext("Not decided yet"))


def leads_from_the_table(me: Visit) -> None:
    me.press("The page for the table")
    text = me.page.locator("main").inner_text()
    assert text.index(OWN) < text.index(THEIRS)
    for _turn in range(4):
        me.press("Next")
    assert me.says(gettext("Everyone has spoken."))
    me.press("Read it, and say yes or no", exact=False)
    assert me.says(DECIDED)
    me.press("Yes, this is what we decided")
    assert me.says(gettext("Decided"))
    me.press("Back to the meeting")


def says_how_it_was(me: Visit) -> None:
    me.press("The meeting has been held")
    for question, answer in (("said", "yes"), ("dealt", "a_little"), ("next", "no")):
        me.choose(question, answer)
    me.write("words", "Nobody told me when.")
    me.press("Save for myself")
    me.press("Say it to someone who must answer")
    assert "Nobody told me when." in me.page.locator("main textarea").first.input_value()


def test_the_map_of_those_around_me_is_drawn_here_and_nowhere_else(house):
    me, _helper = house
    asked: list[str] = []
    me.go("/person/meetings/map/")
    me.page.on("request", lambda request: asked.append(request.url))
    adding = me.page.locator("[data-map-add]")
    if not adding.is_visible():
        assert me.says(gettext("You can also print this page, and write the names in the rings with a pen."))
        return
    me.page.locator("[data-map-name]").fill("Grandmother")
    me.page.keyboard.press("Enter")
    me.page.locator("[data-map-name]").fill("Bo")
    me.page.locator("[data-map-ring]").select_option("2")
    adding.click()
    me.look()

    assert me.page.locator("svg[data-map-drawing] text", has_text="Grandmother").count() == 1
    me.page.get_by_role("button", name=f"{gettext('Closer')}: Bo").click()
    assert me.says(f"Bo ({gettext('Family')}, {gettext('Near')})")
    me.page.reload()
    assert not me.says("Grandmother")
    assert [url for url in asked if "Grandmother" in url] == []
    assert not any("/draft" in url for url in asked)
