"""What helped somebody, from their own words to everybody's page and back: at 320 pixels, with and without a script."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

NAMED = "Kari helped me to wait. 🌿"
LESS = "Someone helped me to wait. 🌿"


@pytest.mark.parametrize(
    ("language", "person", "javascript"),
    [("nb", "emil", True), ("sv", "nils", False)],
    ids=["with a script", "without one"],
)
def test_what_helped_is_told_checked_read_and_taken_back(towns: Live, browser: Browser, language, person, javascript):
    cast = CASTS[language]
    with translation.override(language), Theatre(browser, towns.url, cast, javascript) as theatre:
        me, checker, visitor = theatre.enter(person), theatre.enter(cast.moderator), theatre.visitor()
        tells(me)
        takes_something_out(checker)
        says_yes(me)
        publishes(checker)
        everybody_reads_it(visitor, language)
        takes_it_back(me)
        visitor.go(f"/stories/?lang={language}")
        assert not visitor.says(LESS)


def tells(me: Visit) -> None:
    me.go("/me/")
    me.press("What helped me", exact=False)
    me.press("Tell what helped")
    me.write("words", NAMED)
    me.choose("area", "housing")
    me.choose("kind", "waiting")
    me.write("name", "me@home")
    me.press("Go on")
    assert me.says(gettext("Someone could know you by this name. Choose a made-up one, or none."))
    me.write("name", "Fjellrev")
    me.press("Go on")
    assert me.says(NAMED)
    assert me.says("Fjellrev")
    me.press("Yes, send it to them")
    me.until_it_says(gettext("It waits for someone to check that nobody can be recognised."))


def takes_something_out(checker: Visit) -> None:
    checker.go("/tasks/")
    checker.press("A story", exact=False)
    checker.page.locator("main li", has_text=NAMED).get_by_role("link").first.click()
    checker.page.wait_for_load_state()
    checker.look()
    checker.press("Take something out")
    checker.write("words", LESS)
    checker.press("Look at it")
    checker.press("Ask the one who told it")


def says_yes(me: Visit) -> None:
    me.page.reload()
    me.look()
    assert me.page.locator("main del").count() == 1
    me.choose("says", "yes")
    me.press("Send")
    me.until_it_says(gettext("You said yes to the other text. It is published when it has been checked once more."))


def publishes(checker: Visit) -> None:
    checker.go("/system/stories/")
    checker.page.locator("main li", has_text=LESS).get_by_role("link").first.click()
    checker.page.wait_for_load_state()
    checker.look()
    for tick in ("names", "dates", "places", "rare", "harm"):
        checker.page.locator(f"main [name={tick}]").check(force=True)
    checker.press("Publish")
    assert checker.page.get_by_text(gettext("It is published. Everyone can read it now.")).count()


def everybody_reads_it(visitor: Visit, language: str) -> None:
    visitor.go(f"/?lang={language}")
    visitor.press("What others have told about what helped")
    assert visitor.says(LESS)
    assert not visitor.says("Kari")
    assert visitor.says(gettext("This is one person’s experience. It is not advice."))
    visitor.go(f"/stories/?kind=medicine&lang={language}")
    assert not visitor.says(LESS)
    visitor.go(f"/stories/?kind=waiting&lang={language}")
    visitor.press("Its own page", exact=False)
    assert visitor.says("Fjellrev")


def takes_it_back(me: Visit) -> None:
    me.go("/person/stories/")
    me.page.locator("main li", has_text=LESS).get_by_role("link").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.press("Take it back")
    me.press("Take it back")
    assert me.page.locator("main [name=words]").input_value() == LESS
