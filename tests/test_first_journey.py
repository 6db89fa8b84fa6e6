"""How people come who do not come by themselves, with a telephone, in the language of the place. In a real browser."""

import io
import re
from dataclasses import replace

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from pypdf import PdfReader
from stage import CASTS, Cast, Live, Theatre, Visit

from viktig.ground.cards.tests.make import CODE
from viktig.ground.people.models import Organisation

EIGHT = re.compile(r"(?:\b\w+\b ){7}\b\w+\b")


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", True), ("nb", False)])
def test_a_relative_hands_over_an_invitation_and_the_person_says_yes(towns, browser, language, javascript):
    cast = CASTS[language]
    with translation.override(language), Theatre(browser, towns.url, cast, javascript) as theatre:
        words = a_relative_asks(theatre.visitor())
        assert not theatre.visits[0].page.context.cookies(), "whoever asks leaves no trace"
        person = theatre.visitor()
        says_yes(person, words)
        address = f"invited-{language}-{javascript}@example.org"
        makes_a_page(person, towns, address)
        person.page.wait_for_url("**/person/ombud/ombuds/**")
        person.look()
        assert person.says({"nb": "Kari", "sv": "Noor"}[language]), "they choose among the ombuds themselves"
        late = theatre.visitor()
        writes_the_words(late, words)
        assert late.page.locator("main [aria-invalid=true]").count() == 1, "it is good once"


def a_relative_asks(relative: Visit) -> str:
    relative.go("/ask/")
    name = relative.page.locator("main [name=organisation] option, main [name=organisation]").last
    if name.evaluate("e => e.tagName") == "OPTION":
        relative.choose("organisation", str(own_organisation(relative).pk))
    relative.page.locator("main [name=knows]").check(force=True)
    relative.press("Make an invitation")
    words = relative.page.locator("main ol.receipt li").all_inner_texts()
    assert len(words) == 8
    return " ".join(words)


def own_organisation(visit: Visit) -> Organisation:
    language = visit.page.evaluate("document.documentElement.lang")
    return Organisation.unguarded.get(name={"nb": "Sammen i Fjordby", "sv": "Tillsammans i Sjöstad"}[language])


def writes_the_words(person: Visit, words: str) -> None:
    person.go("/invited/")
    person.write("words", words)
    person.press("See what it is")


def says_yes(person: Visit, words: str) -> None:
    writes_the_words(person, words)
    writes_the_words(person, words)  # to read it uses nothing up
    assert person.says(gettext("We do not know who gave you this, and they do not hear what you choose."))
    person.press("Yes, show me the ombuds")


def makes_a_page(person: Visit, house: Live, address: str) -> None:
    """Go from the page that asks who it is to a page of one's own, by a code that comes in a letter."""
    person.page.locator("main a[href*='sign-up'], main a[href*='signup']").first.click()
    person.page.wait_for_load_state()
    person.look()
    person.write("email", address)
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_load_state()
    person.look()
    person.write("code", house.code())
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_load_state()


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_somebody_without_telephone_and_e_mail_gets_a_page_with_a_card(towns, browser, language):
    cast = CASTS[language]
    with translation.override(language), Theatre(browser, towns.url, cast) as theatre:
        printed = the_ombud_prints_a_card(theatre.enter(cast.ombud), language)
        borrowed = theatre.visitor()
        own_words = begins_with_the_card(borrowed, printed)
        borrowed.press("I am done", exact=False)
        borrowed.page.goto(f"{towns.url}/me/")
        assert "/account/" in borrowed.page.url, "the next one at this device sees nothing"

        later = theatre.visitor()
        opens_with(later, own_words)
        assert later.says("Ane")
        stranger = theatre.visitor()
        stranger.go("/card/")
        stranger.write("words", printed)
        stranger.page.locator("main form button[type=submit]").first.click()
        stranger.page.wait_for_load_state()
        assert stranger.page.locator("main [aria-invalid=true]").count() == 1, "the printed words open nothing any more"


def the_ombud_prints_a_card(ombud: Visit, language: str) -> str:
    ombud.go("/tasks/card/")
    ombud.choose("language", language)
    with ombud.page.expect_download() as came:
        ombud.page.locator("main form button[type=submit]").first.click()
    paper = came.value.path().read_bytes()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).split())
    numbered = re.findall(r"\b[1-8]\. (\w+)", text)
    assert len(numbered) >= 8, text
    return " ".join(numbered[:8])


def begins_with_the_card(person: Visit, printed: str) -> str:
    person.go("/card/")
    person.write("words", printed)
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_load_state()
    person.look()
    person.write("new_code", CODE)
    person.write("again", CODE)
    person.press("Yes, make my page")
    words = " ".join(person.page.locator("main ol.receipt li").all_inner_texts())
    person.write("name", "Ane")
    person.press("I have the words. Go on")
    return words


def opens_with(person: Visit, words: str) -> None:
    person.go("/card/")
    person.write("words", words)
    person.page.locator("main form button[type=submit]").first.click()
    person.page.wait_for_load_state()
    person.write("code", CODE)
    person.press("Open my page")


def test_a_swedish_speaker_in_norway_is_heard_and_answered(towns, browser: Browser) -> None:
    here = replace(CASTS["nb"], language="sv", words="Mina papper är borta igen. Vem tog emot dem?")
    with translation.override("sv"), Theatre(browser, towns.url, here) as theatre:
        me = theatre.visitor()
        receipt = says_it(me, here)
        with translation.override("nb"), Theatre(browser, towns.url, CASTS["nb"]) as office:
            answers_in_norwegian(office.enter("jon"), here)
        me.go("/answers/")
        me.write("receipt", receipt)
        me.page.locator("main form button[type=submit]").first.click()
        me.page.wait_for_load_state()
        me.until_it_says("Vi leter etter dem nå.")
        assert me.page.locator("html").get_attribute("lang") == "sv"


def says_it(me: Visit, cast: Cast) -> str:
    me.go("/tell/")
    me.write("words", cast.words)
    me.choose("area", "housing")
    me.choose("place", cast.place)
    me.press("Go on")
    me.choose("to", str(Organisation.unguarded.get(name=cast.office).pk))
    me.press("Go on")
    me.press("Go on")
    me.choose("may_publish", "no")
    me.press(gettext("Send it to %(name)s") % {"name": cast.office})
    return " ".join(me.page.locator("main ol.receipt li").all_inner_texts())


def answers_in_norwegian(member: Visit, cast: Cast) -> None:
    member.go("/service/replies/")
    member.until_it_says(cast.words)
    member.page.locator("main li", has_text=cast.words).get_by_role("link").first.click()
    member.page.wait_for_load_state()
    member.look()
    words = member.page.locator("main [lang=sv]", has_text=cast.words)
    assert words.count() >= 1, "a screen reader reads Swedish words as Swedish"
    member.choose("step", "1")
    member.page.locator("main form[action*='promise'] button[type=submit], main button[name=step]").first.click()
    member.page.wait_for_load_state()
    member.choose("outcome", "explained")
    member.page.locator("main form:has([name=outcome]) button[type=submit]").first.click()
    member.page.wait_for_load_state()
    member.write("words", "Vi leter etter dem nå.")
    member.page.locator("main form:has([name=words]) button[type=submit]").first.click()
    member.page.wait_for_load_state()
    assert member.says("Vi leter etter dem nå.")
