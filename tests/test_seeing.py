"""Who sees what, from the person's side and the other's: changed, blocked, tried, said differently, and asked why."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

from viktig.demo import life

MINE = "Three times, not two. 🗝️"


@pytest.fixture(scope="module")
def lived(towns: Live) -> Live:
    for one in life.LIVES:
        with translation.override("nb"):
            life.live(one)
    return towns


@pytest.fixture(params=[("nb", "anna", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def people(request, lived: Live, browser: Browser) -> Iterator[tuple[Visit, Visit]]:
    """The person and their ombud, each at a browser of their own."""
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, lived.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person), theatre.enter(CASTS[language].ombud)


def test_the_person_says_it_differently_changes_what_is_seen_blocks_and_unblocks(people):
    me, ombud = people
    room = shared_page(me)
    ombud.go(room)
    assert ombud.page.locator("h1").count() == 1

    opens_the_assignment(me)
    me.press("Change your own words")
    me.write("words", MINE)
    me.press("Save")
    assert me.says(MINE)
    opens_the_assignment(ombud, room)
    assert ombud.says(MINE)
    assert ombud.page.get_by_role("link", name=gettext("Change your own words")).count() == 0

    me.go("/person/sharing/?by=room")
    me.page.locator("main a[href*='/change/']").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.write("purpose", "for the move")
    me.press("Save")
    assert me.says("for the move")

    me.go("/person/sharing/looked/")
    me.page.locator("main form[action*='/why/'] button").first.click()
    me.page.wait_for_load_state()
    me.look()
    ombud.go("/person/sharing/asked/")
    ombud.write("answer", "You asked me to. 🗝️")
    ombud.press("Send the answer")
    me.go("/person/sharing/looked/")
    assert me.says("You asked me to. 🗝️")

    me.go("/person/sharing/")
    me.page.locator("main a[href*='/person/blocked/?whom=']").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.press("Block them now")
    assert me.says(gettext("Whom you have blocked"))
    assert ombud.page.goto(f"{ombud.url}{room}").status == 404
    me.go("/person/sharing/looked/")
    tried = gettext("%(name)s, whom you have blocked, tried to open a page of yours, and was not let in.")
    assert me.says(tried.partition("%(name)s")[2].strip())

    me.go("/person/sharing/")
    me.page.locator("main form[action*='/end/'] button").first.click()
    me.page.wait_for_load_state()
    me.look()
    assert not me.says(gettext("Whom you have blocked"))
    assert ombud.page.goto(f"{ombud.url}{room}").status == 404  # nothing comes back by itself


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_a_relative_without_an_account_comes_to_say_what_they_have_seen(lived, browser, language):
    with translation.override(language), Theatre(browser, lived.url, CASTS[language], language == "nb") as theatre:
        relative = theatre.visitor()
        relative.go(f"/?lang={language}")
        relative.press("For you who stand close to someone")
        relative.press("Say it as a relative")
        assert relative.page.locator("main [name=spoken_by][value=relative]").is_checked()


def shared_page(me: Visit) -> str:
    me.go("/person/ombud/")
    return me.page.url.removeprefix(me.url)


def opens_the_assignment(visit: Visit, room: str = "/person/ombud/") -> None:
    visit.go(room)
    visit.page.locator("main a[href*='/assignment/']").first.click()
    visit.page.wait_for_load_state()
    visit.look()
