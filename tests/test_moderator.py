"""A moderator's week with two hundred voices, in a real browser: looked through, joined, edited, put off, published."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from stage import CASTS, Theatre, Visit, demo_house

from viktig.demo import crowd
from viktig.ground.words.receipt import mint

VOICES = 200


@pytest.fixture
def receipts(monkeypatch) -> list[str]:
    """The receipts of all that is said, in the order in which it is said."""
    minted: list[str] = []
    monkeypatch.setattr(crowd, "mint", lambda language: minted.append(mint(language)) or minted[-1])
    return minted


def test_a_moderators_week_with_two_hundred_voices(live, own_database, browser, receipts):
    cast = CASTS["nb"]
    demo_house(own_database)
    crowd.speak(range(VOICES), week=1)
    with translation.override("nb"), Theatre(browser, live.url, cast) as theatre:
        moderator, speaker = theatre.enter(cast.moderator), theatre.visitor()
        looks_through_them_all(moderator)
        joins_what_says_the_same(moderator)
        asked = takes_something_out(moderator)
        the_speaker_says_yes(speaker, receipts[asked])
        publishes(moderator)
        puts_off_what_is_serious(moderator)
        everybody_reads_how_many_say_it(theatre.visitor())


def looks_through_them_all(me: Visit) -> None:
    """Go through the whole list, a page at a time."""
    me.go("/tasks/")
    assert me.page.locator("main li").count() < 100, "one calm list, however much waits"
    me.go("/system/voices/")
    seen: list[str] = []
    while True:
        seen += me.page.locator("main a[href^='/system/voices/']:not([href*='?'])").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        more = me.page.locator("main a[rel=next], main a[href*='after=']")
        if not more.count():
            break
        more.last.click()
        me.page.wait_for_load_state()
    assert len(set(seen)) == len(seen) == VOICES


def joins_what_says_the_same(me: Visit) -> None:
    me.go("/system/barriers/")
    me.page.locator("main a[href*='/like/']").first.click()
    me.page.wait_for_load_state()
    me.look()
    for box in me.page.locator("main input[name=voices]").all()[:4]:
        box.check(force=True)
    me.write("name", "Ingen vet hvem som bestemmer")
    me.choose("kind", "access")
    me.press("Join them")
    assert me.page.locator("main h1").inner_text() == "Ingen vet hvem som bestemmer"
    assert me.page.locator("main form[action*='/out/']").count() == 5


def finds_number(me: Visit, number: int) -> bool:
    """Go through the list to the page where the voice that says this number stands; say whether it is in the list."""
    me.go("/system/voices/")
    while not me.page.locator("main li", has_text=f"nummer {number}.").count():
        more = me.page.locator("main a[rel=next]")
        if not more.count():
            return False
        more.click()
        me.page.wait_for_load_state()
    return True


def open_number(me: Visit, number: int) -> None:
    """Open the voice that says this number, wherever in the list it is."""
    assert finds_number(me, number)
    me.page.locator("main li", has_text=f"nummer {number}.").get_by_role("link").first.click()
    me.page.wait_for_load_state()
    me.look()


def takes_something_out(me: Visit) -> int:
    """Suggest another text to the one who spoke; until they say yes, nothing can be published."""
    open_number(me, 7)
    me.press("Take something out")
    words = me.page.locator("main textarea[name=words]")
    words.fill(words.input_value().replace(", nummer 7", ""))
    me.press("Look at it")
    me.press("Ask the one who spoke")
    me.go("/system/voices/")
    waits = me.page.locator("main li", has_text="nummer 7.")
    assert waits.count() == 1, "it waits for the one who spoke"
    waits.get_by_role("link").click()
    me.page.wait_for_load_state()
    assert not me.page.get_by_role("button", name=gettext("Publish"), exact=True).count()
    return 7


def the_speaker_says_yes(me: Visit, receipt: str) -> None:
    me.go("/answers/")
    me.write("receipt", receipt)
    me.page.locator("main form button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()
    assert me.page.locator("#publishing").count() == 1
    assert me.page.locator("main del").count() >= 1, "they see what was taken out"
    me.page.locator("main form[action*='publishing'] [name=says][value=agreed]").check(force=True)
    me.page.locator("main form[action*='publishing'] button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()


def publishes(me: Visit) -> None:
    """Publish what the one who spoke said yes to, as soon as the yes has come."""
    for _ in range(40):
        open_number(me, 7)
        if me.page.locator("main form[action$='/publish/']").count():
            break
        me.page.wait_for_timeout(500)
    else:
        raise AssertionError(f"the yes never came\n{me.page.locator('main').inner_text()}")
    me.look()
    for box in me.page.locator("main form[action$='/publish/'] input[type=checkbox]").all():
        box.check(force=True)
    me.press("Publish")


def puts_off_what_is_serious(me: Visit) -> None:
    open_number(me, 11)
    me.page.locator("main summary", has_text=gettext("It is serious")).click()
    me.page.locator("main form[action*='talk-first'] button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()
    open_number(me, 11)
    assert not me.page.locator("main form[action$='/publish/']").count(), (
        "the office talks with the one who spoke first"
    )


def everybody_reads_how_many_say_it(me: Visit) -> None:
    me.go("/changes/")
    assert me.says("Noe står i veien. ")
    assert not me.says("nummer 7")
