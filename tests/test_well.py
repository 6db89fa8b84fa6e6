"""What keeps somebody well, from the first sentence to a card on the telephone: at 320 pixels, with and without a script."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from pypdf import PdfReader
from stage import CASTS, Live, Theatre, Visit

from viktig.demo import story
from viktig.ground.people.tests.make import make_share
from viktig.ground.privacy.models import Level, Room

FIRST = "I make people laugh 🗝️"
# A device with two voices: one that would be sent the words, and one of its own.
VOICES = """
window.spoken = [];
const voices = [
  { lang: "nb-NO", localService: false, name: "from elsewhere" },
  { lang: "nb-NO", localService: true, name: "of the device" },
];
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: function (text) { this.text = text; } });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => window.noVoiceOfItsOwn ? voices.slice(0, 1) : voices,
  speak: (one) => { window.spoken.push([one.voice.name, one.text]); },
  cancel: () => { window.spoken.push(["", "silence"]); },
  addEventListener: () => {},
} });
"""


@pytest.fixture(params=[("nb", "emil", True), ("sv", "nils", False)], ids=["with a script", "without one"])
def me(request, towns: Live, browser: Browser) -> Iterator[Visit]:
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person)


@pytest.fixture(params=[("nb", "berit", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def two(request, towns: Live, browser: Browser) -> Iterator[tuple[Visit, Visit]]:
    """Somebody who shares the room, and a helper who may suggest words there, each at a browser of their own."""
    language, person, javascript = request.param
    helper = CASTS[language].ombud
    make_share(story.who(person).who, story.who(helper).who, room=Room.WELL, level=Level.SUGGEST)
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person), theatre.enter(helper)


def test_from_the_first_strength_to_a_card_and_a_line_of_days(me):
    me.go("/me/")
    me.press("What keeps me well", exact=False)
    writes_what_is_strong(me)
    takes_the_crisis_card_along(me)
    follows_something_for_two_days(me)
    writes_in_the_diary_and_finds_it(me)
    finds_words_by_a_picture(me)


def test_a_helper_suggests_words_and_the_person_makes_them_their_own(two):
    me, helper = two
    me.go("/person/well/")
    page = me.page.url.removeprefix(me.url)
    helper.go(page)
    helper.press("Suggest words")
    helper.write("words", "You always come back")
    helper.choose("kind", "strength")
    helper.press("I am done writing")
    assert helper.says("You always come back")

    me.go(page)
    me.press("Use these words", exact=False)
    me.write("words", "I always come back")
    me.press("Yes, these are my words")
    assert me.says("I always come back")
    me.press("Change, share or delete", exact=False)
    address = me.page.url.removeprefix(me.url)
    helper.go(address)
    assert helper.says("I always come back")
    assert helper.page.locator("main textarea, main a[href*='/change/']").count() == 0
    me.press("Delete it for good")
    me.press("Yes, delete it")
    helper.page.goto(f"{helper.url}{address}")
    assert not helper.says("I always come back")


def writes_what_is_strong(me: Visit) -> None:
    me.press("Write something I am good at")
    me.write("words", FIRST)
    me.press("Save for myself")
    assert me.says(FIRST)
    heads = me.page.locator("main h2").all_inner_texts()
    assert heads[0] == gettext("What I am good at")


def takes_the_crisis_card_along(me: Visit) -> None:
    me.press("Make my crisis card")
    me.press("Save for myself")
    assert me.says(gettext("Write in one of the boxes first. One is enough."))
    me.write("helps", "Sit with me")
    me.write("want_not", "No sirens")
    me.press("Save for myself")
    assert me.says("No sirens")
    with me.page.expect_download() as paper:
        me.page.get_by_role("link", name=gettext("Download it to print (PDF)")).click()
    assert len(PdfReader(BytesIO(Path(paper.value.path()).read_bytes())).pages) == 1
    with me.page.expect_download() as file:
        me.page.get_by_role("link", name=gettext("Download it for a telephone")).click()
    opens_without_a_network(me, Path(file.value.path()).read_text(encoding="utf-8"))


def opens_without_a_network(me: Visit, content: str) -> None:
    """Open the file as a telephone does that is nowhere: it asks for nothing, and fits."""
    context = me.page.context.browser.new_context(viewport={"width": 320, "height": 700}, offline=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(content)
    assert "No sirens" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("a[href^='tel:']").count() >= 2
    assert [url for url in asked if not url.startswith("about:")] == []
    context.close()


def follows_something_for_two_days(me: Visit) -> None:
    me.go("/person/well/")
    me.press("Follow something")
    me.write("name", "Sleep")
    me.press("Save for myself")
    today = me.page.locator("main [name=day]").input_value()
    for day, value in (("2026-05-04", "3"), (today, "7")):
        me.page.locator("main [name=day]").fill(day)
        me.choose("value", value)
        me.press("Save")
    assert me.page.locator("main tbody tr").count() == 2
    assert me.page.locator("main .days circle").count() == 2
    assert re.search(r"\b3\b.*\b7\b", me.page.locator("main .days p").first.inner_text())


def writes_in_the_diary_and_finds_it(me: Visit) -> None:
    me.go("/person/well/")
    me.press("Open my diary")
    me.press("Write in my diary")
    me.write("words", "It rained on the boat")
    me.press("Save for myself")
    me.page.locator("main details summary").first.click()
    me.page.locator("main [name=q]").fill("BOAT")
    me.press("Look")
    assert me.says("It rained on the boat")
    assert "boat" not in me.page.url.casefold()


def finds_words_by_a_picture(me: Visit) -> None:
    me.go("/person/well/words/")
    assert me.page.locator("main .door svg").count() == 10
    assert not me.page.locator("[data-aloud] button").is_visible()  # this device has no voice
    me.page.locator("main a[href$='/words/housing/']").click()
    me.page.wait_for_load_state()
    me.look()
    me.page.locator("main [name=cards]").first.check(force=True)
    me.press("Put these in the box")
    assert gettext("I want a door that I can lock.") in me.page.locator("main [name=words]").input_value()
    me.press("Save among what matters")
    assert me.says(gettext("I want a door that I can lock."))


def test_a_page_is_read_aloud_by_the_device_alone_and_falls_silent_at_once(towns, browser):
    with translation.override("nb"), Theatre(browser, towns.url, CASTS["nb"], axe=False) as theatre:
        me = theatre.enter("emil")
        me.page.add_init_script(VOICES)
        me.go("/person/well/words/work/")
        button = me.page.locator("[data-aloud] button")
        button.click()
        assert me.page.evaluate("window.spoken")[0] == ["of the device", gettext("Work and learning")]
        assert button.inner_text() == gettext("Stop reading")
        button.click()
        assert me.page.evaluate("window.spoken").pop() == ["", "silence"]

        me.page.add_init_script("window.noVoiceOfItsOwn = true;")
        me.go("/person/well/words/work/")
        assert not button.is_visible()
