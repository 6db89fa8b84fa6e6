"""Somebody with no account says something, keeps eight words, and comes back for the answer; once by the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page, Request, TimeoutError
from stage import CASTS, Cast, Live, Theatre, Visit

from viktig.demo.story import who
from viktig.ground.people.models import Organisation
from viktig.ground.people.queries import country_profile
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import receipt_digest
from viktig.ground.voice.states import Act, Outcome, Status
from viktig.ground.voice.tests.make import found

# The ring is around what has the focus; a radio or a box has it around the whole choice.
HAS_RING = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const ringed = here.matches("[type=radio], [type=checkbox]") ? here.closest(".ds-field") : here;
  const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return isSeen && outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
}"""


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", False), ("en", False)])
def test_a_visitor_says_something_and_comes_back_for_the_answer(towns, browser, language, javascript):
    cast = CASTS[language]
    with translation.override(language), anonymous(browser, towns, cast, javascript) as me:
        receipt = says_something(me, cast)
        the_office_answers(receipt, cast)
        finds_the_answer_again(me, receipt)
        replies(me, receipt)
        judges_it_the_same(me, receipt, cast)


@contextmanager
def anonymous(browser: Browser, towns: Live, cast: Cast, javascript: bool = True) -> Iterator[Visit]:
    """Let a visitor in of whom no page keeps a cookie, and whose browser asks nobody but us."""
    with Theatre(browser, towns.url, cast, javascript) as theatre:
        me = theatre.visitor()
        asked, kept = [], []

        def watch(request: Request) -> None:
            asked.append(request.url)
            kept.extend(me.page.context.cookies())

        me.page.on("requestfinished", watch)
        yield me
        assert me.page.context.cookies() + kept == []
        assert [url for url in asked if not url.startswith(f"{towns.url}/")] == []


def says_something(me: Visit, cast: Cast) -> str:
    """Go all four steps, and return the receipt."""
    me.go("/")
    me.press("Say what is important", exact=False)
    me.write("words", cast.words)
    me.choose("area", "housing")
    me.choose("place", cast.place)
    me.press("Go on")
    me.choose("to", str(Organisation.unguarded.get(name=cast.office).pk))
    me.press("Go on")
    me.press("Go on")
    assert me.page.locator("main blockquote").inner_text() == cast.words
    me.choose("may_publish", "no")
    me.press(gettext("Send it to %(name)s") % {"name": cast.office})
    words = me.page.locator("main ol.receipt li").all_inner_texts()
    assert len(words) == 8
    assert me.page.locator("#all").input_value() == " ".join(words)
    me.press("See where it is now")
    me.until_it_says(gettext("You said to %(to)s") % {"to": cast.office})
    assert me.says(cast.words)
    return " ".join(words)


def the_office_answers(receipt: str, cast: Cast) -> None:
    with acting_as(who(cast.member).who, because="test"):
        voice = Voice.unguarded.get(receipt_digest=receipt_digest(receipt))
        assert voice.words == cast.words
        actions.read(voice=voice)
        actions.promise(voice=voice, step=3)
        actions.answer(voice=voice, outcome=Outcome.EXPLAINED, words="We keep papers for two weeks. וזה הכול 🙂")


def opens_the_talk(me: Visit, receipt: str) -> None:
    """Come back as people do: with the words copied from a note, in capitals, with commas between."""
    me.go("/answers/")
    me.write("receipt", receipt.upper().replace(" ", ", "))
    me.press("Show the answer")


def finds_the_answer_again(me: Visit, receipt: str) -> None:
    opens_the_talk(me, "Not " + receipt)
    assert me.page.locator("main [name=receipt]").input_value() == "NOT, " + receipt.upper().replace(" ", ", ")
    opens_the_talk(me, receipt)
    assert me.says("We keep papers for two weeks. וזה הכול 🙂")
    assert receipt.split()[0] not in me.page.url


def replies(me: Visit, receipt: str) -> None:
    me.page.locator("main form[action*='reply'] [name=words]").fill("Two weeks is too short. 🙁")
    me.page.locator("main form[action*='reply'] button").click()
    me.page.wait_for_load_state()
    me.look()
    assert me.says("Two weeks is too short. 🙁"), "what was just sent is shown at once"


def judges_it_the_same(me: Visit, receipt: str, cast: Cast) -> None:
    opens_the_talk(me, receipt)
    me.choose("judgement", "same")
    me.page.locator("main form[action*='judge'] [name=words]").fill("It happened again.")
    me.page.locator("main form[action*='judge'] button").click()
    me.page.wait_for_load_state()
    me.look()
    assert me.page.locator("main form[action*='judge']").count() == 0, "nobody judges twice"
    again = gettext("It is open again. %(name)s must answer by %(date)s.") % {"name": cast.office, "date": "|"}
    me.until_it_says(again.split("|")[0])
    assert me.says("It happened again.")
    voice = found(receipt)
    assert (voice.status, voice.judgement) == (Status.READ, "same")
    with acting_as(who(cast.member).who, because="test"):
        turns = voice.turns.order_by("position").values_list("act", flat=True)
        assert list(turns) == [Act.SAID, Act.READ, Act.PROMISED, Act.ANSWERED, Act.WROTE, Act.JUDGED]


# By the keyboard alone --------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_leads_from_the_start_to_the_receipt_and_away(towns, browser):
    cast = CASTS["nb"]
    away = country_profile("nb").leave_url
    with translation.override("nb"), Theatre(browser, towns.url, cast) as theatre:
        page = theatre.visitor().page
        page.route(f"{away}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        skips_to_the_content(page, towns.url)
        says_something_by_keyboard(page, cast)
        leaves_by_one_key(page, away)

        assert [url for url in asked if not url.startswith(f"{towns.url}/")] == [away]
        assert page.context.cookies() == []


def skips_to_the_content(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    skip = page.locator("a.skip")
    page.keyboard.press("Tab")
    assert is_here(skip)
    assert has_ring(page), "the way past the menu can be seen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert is_here(page.locator("main a[href*='/tell/']")), "the first thing after it is the first door"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tell/**")


def says_something_by_keyboard(page: Page, cast: Cast) -> None:
    tab_to(page, page.locator("main [name=words]"))
    page.keyboard.insert_text(cast.words)
    presses(page, "Go on")
    assert is_here(page.locator(".ds-error-summary")), "what is missing is told where the reader is"
    tab_to(page, page.locator(".ds-error-summary a").first)
    page.keyboard.press("Enter")
    assert is_here(page.locator("main [name=area]").first)
    arrows_to(page, "area", "work")
    arrows_to(page, "area", "housing", key="ArrowUp")
    tab_to(page, page.locator("main [name=place]"))
    for _ in range(20):
        if page.locator("main [name=place]").input_value() == cast.place:
            break
        page.keyboard.press("ArrowDown")
    presses(page, "Go on")
    tab_to(page, page.locator("main [name=to]:checked"))
    presses(page, "Go on")
    arrows_to(page, "levels", "1")
    presses(page, "Go on")
    assert page.locator("main blockquote").inner_text() == cast.words
    arrows_to(page, "may_publish", "yes")
    presses(page, gettext("Send it to %(name)s") % {"name": cast.office})
    assert page.locator("main ol.receipt li").count() == 8


def leaves_by_one_key(page: Page, away: str) -> None:
    words = page.locator("#all").input_value()
    page.keyboard.press("Escape")
    page.wait_for_url(away)
    page.go_back()
    assert words not in page.content(), "the way back shows nothing to the next one at this telephone"


def is_here(one: Locator) -> bool:
    return bool(one.evaluate("one => one === document.activeElement"))


def has_ring(page: Page) -> bool:
    """Say whether what has the focus is seen to have it, at the latest when the page has drawn it."""
    try:
        page.wait_for_function(HAS_RING, timeout=1000)
    except TimeoutError:
        return False
    return True


def tab_to(page: Page, one: Locator) -> None:
    """Press Tab until it has the focus, and see at each stop where we are."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert has_ring(page), page.evaluate("document.activeElement.outerHTML")
        if is_here(one):
            return
    raise AssertionError(f"Tab never comes to {one}")


def arrows_to(page: Page, name: str, value: str, *, key: str = "ArrowDown") -> None:
    """Choose among radios with an arrow key."""
    if page.evaluate("document.activeElement.name") != name:
        group = page.locator(f"main [name={name}]")
        chosen = page.locator(f"main [name={name}]:checked")
        tab_to(page, chosen if chosen.count() else group.first)
    for _ in range(20):
        page.keyboard.press(key)
        if page.locator(f"main [name={name}]:checked").input_value() == value:
            return
    raise AssertionError(f"{key} never comes to {value}")


def presses(page: Page, name: str) -> None:
    tab_to(page, page.locator("main").get_by_role("button", name=gettext(name), exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
