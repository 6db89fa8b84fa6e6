"""A paper for one office, signed on the screen or with a pen, handed in, answered and taken back: at 320 pixels."""

import io
from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from pypdf import PdfReader
from stage import CASTS, Live, Theatre, Visit

from viktig.ground.privacy.tests.make import make_photo

ROOM = "/person/mandates/"
HOLDER, BODY = "Kim Li 🗝️", "Nav"


@pytest.fixture(params=[("nb", "emil", True), ("sv", "alva", False)], ids=["with a script", "without one"])
def me(request, towns: Live, browser: Browser) -> Iterator[Visit]:
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, towns.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person)


def test_somebody_may_act_at_one_office_until_the_person_takes_it_back(me):
    me.go(ROOM)
    me.press("Make a power of attorney")
    writes_who(me)
    assert me.page.locator("main [name=powers]:checked").count() == 0
    me.choose("powers", "information")
    me.press("Save")
    assert me.says(gettext("Write which information they may get. Else the office may have to say no."))
    me.write("information", "How far it is")
    me.write("giver_name", "Ane Vik")
    me.press("Save")
    me.press("Sign it")
    signs(me)
    assert "Kim Li" in said_on(me, "The paper, to keep or to print (PDF)")

    me.press("I have handed it in")
    me.press("Save")
    me.press("They have answered")
    me.choose("answer", "no")
    me.choose("reason", "form")
    me.write("words", "They want their own form.")
    me.press("Save")
    me.press("Say it to someone who must answer")
    assert "They want their own form." in me.page.locator("main textarea").first.input_value()

    me.go(ROOM)
    me.press(HOLDER)
    me.press("Take it back now")
    assert me.says(gettext("Taken back"))
    assert BODY in said_on(me, "The paper that says it has ended")
    me.press("I have told them")
    assert not me.says(gettext("It was a mistake: let it stand"))


def test_one_body_may_tell_another_one_thing_until_it_is_taken_back(me):
    me.go(ROOM)
    me.press("Say what may be told")
    me.write("teller", "The clinic")
    me.write("hearer", "Nav")
    me.choose("kinds", "plan")
    me.press("Yes, they may tell this")
    assert me.page.locator("main [aria-invalid=true]").count() >= 1, "what it is for is not said yet"
    me.write("purpose", "So that the flat is ready")
    me.choose("way", "screen")
    me.press("Yes, they may tell this")
    me.page.locator("main li", has_text="The clinic").get_by_role("button").first.click()
    me.page.wait_for_load_state()
    me.look()
    assert me.says(gettext("This may not be told any more"))
    assert "The clinic" in said_on(me, "The paper that says it is taken back (PDF)")


def test_a_paper_demanded_without_need_is_written_down_and_becomes_words(me):
    me.go(ROOM)
    me.press("Write down that it happened")
    me.write("body", "Nav")
    me.choose("ground", "present")
    me.write("words", "I stood there myself.")
    me.press("Save")
    me.page.locator("#demanded li", has_text="Nav").get_by_role("button").first.click()
    me.page.wait_for_load_state()
    me.look()
    assert "I stood there myself." in me.page.locator("main textarea").first.input_value()


def writes_who(me: Visit) -> None:
    me.write("holder_name", HOLDER)
    me.write("body", BODY)
    me.write("matter", "My application")
    me.press("Save and go on")


def signs(me: Visit) -> None:
    """Draw a name where there is a script; else send a wrong file first, and then the photo of the signed paper."""
    canvas = me.page.locator("main canvas")
    if canvas.is_visible():
        me.press("Sign with this name")
        assert me.says(gettext("Draw your name first."))
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        me.page.mouse.move(box["x"] + 20, box["y"] + 20)
        me.page.mouse.down()
        for step in range(1, 6):
            me.page.mouse.move(box["x"] + 20 + 30 * step, box["y"] + 20 + (step % 2) * 40)
        me.page.mouse.up()
        me.press("Sign with this name")
    else:
        form = me.page.locator("main form", has=me.page.locator("[name=picture]:not([hidden])"))
        file = {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7"}
        form.locator("[name=picture]").set_input_files(file)
        me.press("I have signed it on paper")
        assert me.says(
            gettext("This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP.")
        )
        form.locator("[name=picture]").set_input_files(file | {"buffer": make_photo(size=(400, 300))})
        me.press("I have signed it on paper")
    assert me.says(gettext("Signed. Now it can be handed in."))
    assert me.page.locator("main figure img").evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


def said_on(me: Visit, link: str) -> str:
    """Return the text of the PDF behind a link."""
    address = me.page.locator("main").get_by_role("link", name=gettext(link)).first.get_attribute("href")
    made = me.page.context.request.get(f"{me.url}{address}").body()
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
