"""Nothing that a person wrote is lost: not when web, worker or database are killed, not by two clicks, two tabs or two
people, not when a session ends, not by its length or its letters. And who may no longer see, sees nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Page, expect
from stage import CASTS, Live, Theatre, Visit, house_running

from viktig.demo import life, town
from viktig.demo.story import who
from viktig.ground.database.embedded import forget, running
from viktig.ground.people.models import Account, Organisation
from viktig.ground.people.tests.make import make_member
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Session
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import OwnTalk, own_talk
from viktig.ground.voice.states import Act
from viktig.ground.voice.tests.make import found
from viktig.ground.words.receipt import mint
from viktig.person.matters.views import NEW_DRAFT
from viktig.person.ombud.models import Suggestion

NB = CASTS["nb"]
ANNA = life.LIVES[0]
MATTERS = "/person/matters/"
KEPT, NOT_KEPT = "Saved as a draft.", "Not saved. We will try again."
# Signs that grow together, letters from the right, an accent of its own, several lines, and what HTML has a meaning for.
SIGNS = "👩🏽‍🦽 🗝️ הדלת שלי, نعم — a\u0301 å 𝒱 \u200fx\n\n  «& <b>» &amp;\t"
LONG = (SIGNS * 5000).encode()[:200_000].decode(errors="ignore") + "."
WAITS_FOR_US = "select 1 from pg_locks where not granted and relation = 'ground_voice'::regclass"
MAKE_TOWN = """
import django
django.setup()
from viktig.demo import mark, town
from viktig.ground.database.migrate import migrate
migrate(verbosity=0)
mark.mark()
town.make_town()
"""


@pytest.fixture(autouse=True)
def in_norwegian() -> Iterator[None]:
    with translation.override("nb"):
        yield


@pytest.fixture
def theatre(towns: Live, browser: Browser) -> Iterator[Theatre]:
    with Theatre(browser, towns.url, NB, axe=False) as theatre:
        yield theatre


@pytest.fixture
def plain_theatre(towns: Live, browser: Browser) -> Iterator[Theatre]:
    """The same without JavaScript: nobody but the house can see that something comes twice."""
    with Theatre(browser, towns.url, NB, javascript=False) as theatre:
        yield theatre


@pytest.fixture(scope="module")
def anna(towns: Live) -> Account:
    """Somebody with an ombud, an assignment, and words that the ombud suggests."""
    life.live(ANNA)
    return who("anna")


# Killed in the middle ---------------------------------------------------------------------------------------------------


def test_a_killed_web_loses_no_draft_and_no_word_typed_while_it_is_gone(towns, theatre):
    me, visitor = theatre.enter("emil"), theatre.visitor()
    writes(me, "Before. ")
    draft_says(me.page, KEPT)
    visitor.page.goto(f"{towns.url}/tell/")
    visitor.write("words", "With no account.")

    with towns.killed("web"):
        me.write("words", "Before. After.")
        five_seconds_later(me.page)
        draft_says(me.page, NOT_KEPT)
        visitor.page.locator("main form button").first.click()
        assert draft_of("emil") == "Before. "

    five_seconds_later(me.page)
    draft_says(me.page, KEPT)
    assert draft_of("emil") == "Before. After."
    visitor.page.goto(f"{towns.url}/tell/")
    assert words_on(visitor.page) == "With no account."


def test_a_worker_killed_while_it_delivers_delivers_once_when_it_is_back(towns):
    before, receipt = voices_at_the_office(), mint("nb")

    with superuser() as slow:
        slow.execute("lock table ground_voice in share mode")
        say_to_the_office("Said once.", receipt)
        until(lambda: slow.execute(WAITS_FOR_US).fetchone())
        with towns.killed("worker"):
            slow.rollback()
            own = own_talk(receipt, who=None)
            assert own is not None
            assert (own.talk, own.first_words) == (None, "Said once.")

    own = delivered(receipt)
    assert [turn.act for turn in own.talk.turns] == [Act.SAID]
    assert own.first_words == "Said once."
    assert voices_at_the_office() == before + 1


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of a database of the test's own; what lies outside it for its sake goes too."""
    yield tmp_path / "instance"
    forget(tmp_path / "instance")


@pytest.mark.browser
def test_a_killed_database_keeps_every_word_that_was_confirmed(browser, folder):
    with ExitStack() as database:
        cluster = database.enter_context(running(folder))
        subprocess.run([sys.executable, "-W", "ignore", "-c", MAKE_TOWN], env=os.environ | cluster.urls, check=True)
        weak = {name: cluster.urls[name] for name in ("DATABASE_URL", "VIKTIG_KEYS_URL")}
        with house_running(weak, folder.parent) as house, Theatre(browser, house.url, NB, axe=False) as theatre:
            me = theatre.enter("emil")
            writes(me, "Saved at once.")
            me.press("Save for myself")
            cluster.server.kill()
            database.close()
            me.write("words", "Sent while it was gone.")
            me.page.get_by_role("button", name=gettext("Save for myself")).click()
            me.page.get_by_role("heading", name=gettext("Something went wrong here")).wait_for()

            cluster = database.enter_context(running(folder))
            me.page.reload()  # sends the form again
            assert shown(me.page) == ["Saved at once.", "Sent while it was gone."]
            writes(me, "A draft.")
            five_seconds_later(me.page)
            draft_says(me.page, KEPT)
            cluster.server.kill()
            database.close()

            database.enter_context(running(folder))
            me.page.goto(f"{me.url}{MATTERS}")
            assert words_on(me.page) == "A draft."
            assert shown(me.page) == ["Saved at once.", "Sent while it was gone."]


# Twice ------------------------------------------------------------------------------------------------------------------


def test_a_double_click_and_a_reload_send_one_voice(plain_theatre):
    before, me = voices_at_the_office(), plain_theatre.visitor()
    tells(me, "Once, by two clicks.")

    receipt = sends(me, clicks=2)
    me.page.reload()

    assert me.page.locator("#all").input_value() == receipt
    own = delivered(receipt)
    assert [turn.act for turn in own.talk.turns] == [Act.SAID]
    assert voices_at_the_office() == before + 1


def test_a_double_click_saves_one_matter_and_sends_one_answer(plain_theatre):
    me, member = plain_theatre.enter("emil"), plain_theatre.enter(NB.member)
    voice = a_voice_to_answer("Answer me once.")
    me.page.goto(f"{me.url}{MATTERS}")
    me.write("words", "Once, by two clicks.")
    answers(member, voice, "We answer once.")

    for one, name in ((me, "Save for myself"), (member, "Send the answer")):
        one.page.get_by_role("button", name=gettext(name)).click(click_count=2)
        one.page.wait_for_load_state()

    until(lambda: shown(me.page).count("Once, by two clicks.") == 1)
    assert member.says("We answer once.")
    assert acts_of(voice).count(Act.ANSWERED) == 1


def test_back_after_sending_gives_the_same_receipt_and_new_words_are_kept(theatre):
    me = theatre.visitor()
    tells(me, "Sent first.")
    receipt = sends(me)

    me.page.go_back()
    assert sends(me) == receipt
    me.page.go_back()
    me.press("Change the words")
    assert words_on(me.page) == "Sent first."
    me.write("words", "Thought of since.")
    for _ in range(3):
        me.press("Go on")
    me.press(gettext("Send it to %(name)s") % {"name": NB.office})

    assert me.page.locator("main blockquote").inner_text() == "Thought of since."
    me.press("Send them as something new")
    another = sends(me)
    assert another != receipt
    assert [delivered(one).first_words for one in (receipt, another)] == ["Sent first.", "Thought of since."]


def test_two_tabs_on_one_matter_lose_no_version_of_it(theatre):
    me = theatre.enter("emil")
    writes(me, "As it was.")
    me.press("Save for myself")
    me.page.get_by_role("link", name="As it was.").click()
    me.page.wait_for_load_state()
    other = me.tab()
    other.page.goto(me.page.url)
    other.write("words", "From the other tab.")

    me.write("words", "From this tab.")
    me.press("Save")
    other.press("Save")

    assert words_on(other.page) == "From the other tab."
    assert other.page.locator("main ol .words").all_inner_texts() == ["From this tab.", "As it was."]


def test_a_draft_in_another_tab_is_kept_when_the_same_form_is_sent_from_this_one(theatre):
    me = theatre.enter("emil")
    other = me.tab()
    writes(other, "A draft in the other tab.")
    five_seconds_later(other.page)
    draft_says(other.page, KEPT)

    writes(me, "Sent from this tab.")
    me.press("Save for myself")

    assert draft_of("emil") == ""
    until(lambda: five_seconds_later(other.page) or draft_of("emil") == "A draft in the other tab.")


def test_two_tabs_on_one_agreement_overwrite_nothing_unseen(theatre, anna):
    me = theatre.enter("anna")
    other = me.tab()
    for tab in (me, other):
        tab.page.goto(f"{me.url}/person/ombud/{anna.who}/agreement/")
    other.write("wants", "From the other tab.")
    me.write("wants", "From this tab.")
    me.press("Save")

    other.press("Save")
    assert other.says("From this tab."), "what stands there now is shown"
    assert other.page.locator("main [name=wants]").input_value() == "From the other tab."
    other.press("Save")

    assert other.says("From the other tab.")


def test_two_members_who_answer_at_once_give_one_answer_and_neither_loses_words(theatre):
    make_member(Organisation.unguarded.get(name=NB.office), account=who("samir"), known_as="Samir")
    voice = a_voice_to_answer("Answer me at once.")
    both = {"The first says no.": theatre.enter(NB.member), "The second says yes.": theatre.enter("samir")}
    for words, member in both.items():
        answers(member, voice, words)

    for member in both.values():  # at the same moment, as nearly as can be
        member.page.evaluate(
            "setTimeout(() => document.querySelector('main form[action*=answer]').requestSubmit(), 100)"
        )
    for member in both.values():
        expect(member.page.locator("main [role=alert], main [role=status]").first).to_be_visible()

    assert acts_of(voice).count(Act.ANSWERED) == 1
    with acting_as(who(NB.member).who, because="test"):
        sent = voice.turns.get(act=Act.ANSWERED).words
    (late,) = (words for words in both if words != sent)
    assert not both[sent].page.locator("main [role=alert]").count()
    assert both[late].says(sent), "what came is shown"
    assert both[late].says(late), "and the words that were not sent"


# Out of time, and long ----------------------------------------------------------------------------------------------------


def test_a_session_that_ended_while_writing_loses_neither_draft_nor_what_was_typed_since(towns, theatre):
    me = theatre.enter("emil")
    writes(me, "Written in time.")
    five_seconds_later(me.page)
    draft_says(me.page, KEPT)

    Session.objects.all().delete()
    me.write("words", "Written in time. And after.")
    five_seconds_later(me.page)
    draft_says(me.page, NOT_KEPT)
    me.press("Save for myself")

    assert me.says(gettext("This was not sent"))
    assert me.says("Written in time. And after.")
    me.press("Open the page again")
    me.write("email", has_address("emil"))
    me.press("Send me a code")
    me.write("code", towns.code())
    me.press("Go on")
    assert words_on(me.page) == "Written in time."


def test_two_hundred_kilobytes_of_any_letters_are_kept_to_the_letter(theatre):
    me, visitor, member = theatre.enter("emil"), theatre.visitor(), theatre.enter(NB.member)
    writes(me, LONG)
    five_seconds_later(me.page)
    draft_says(me.page, KEPT)
    assert is_long(draft_of("emil"))
    me.press("Save for myself")
    assert is_long(shown(me.page)[-1])

    tells(visitor, LONG)
    receipt = sends(visitor)
    delivered(receipt)

    assert is_long(found(receipt).words)
    member.page.goto(f"{member.url}/service/replies/{found(receipt).pk}/")
    assert is_long(member.page.locator("main blockquote").text_content())


def test_a_share_withdrawn_while_its_page_is_open_shows_nothing_from_the_next_click_on(theatre, anna):
    me, ombud = theatre.enter("anna"), theatre.enter(NB.ombud)
    ombud.page.goto(f"{ombud.url}/person/ombud/{anna.who}/")
    assignment = ombud.page.locator("main a[href*='/assignment/']").first
    writing = ombud.tab()
    writing.page.clock.install()
    writing.page.goto(f"{ombud.url}{assignment.get_attribute('href')}suggest/")
    suggested = suggestions_to(anna)

    me.takes_back_every_share()

    writing.write("words", "Too late.")
    five_seconds_later(writing.page)
    draft_says(writing.page, NOT_KEPT)
    with ombud.page.expect_navigation() as opened:
        assignment.click()
    assert opened.value.status == 404
    back = ombud.page.go_back()
    assert back.status == 404
    assert not any(words in ombud.page.content() for words in (ANNA.assignment, ANNA.wants, "From the other tab."))
    assert suggestions_to(anna) == suggested


# What they do -------------------------------------------------------------------------------------------------------------


def has_address(key: str) -> str:
    """Give somebody of the demo an address that was seen to be theirs, as whoever signed up has, and return it."""
    address = town.address_of(key)
    EmailAddress.objects.get_or_create(user=who(key), email=address, defaults={"verified": True, "primary": True})
    return address


def writes(me: Visit, words: str) -> None:
    """Open what matters to me, by a clock that can be moved on, and write."""
    me.page.clock.install()
    me.page.goto(f"{me.url}{MATTERS}")
    me.write("words", words)


def five_seconds_later(page: Page) -> None:
    page.clock.fast_forward(5000)


def draft_says(page: Page, state: str) -> None:
    """Wait until the page says this about its draft."""
    expect(page.locator("main [data-draft-state]").first).to_have_text(gettext(state), timeout=10_000)


def draft_of(key: str) -> str:
    """Return what is kept, sealed, of what somebody writes about what matters."""
    with acting_as(who(key).who, because="test") as now:
        return drafts.kept(who=now.who, form=NEW_DRAFT).get("words", "")


def words_on(page: Page) -> str:
    """Return what stands in the first field for words."""
    return page.locator("main [name=words]").first.input_value()


def shown(page: Page) -> list[str]:
    """Return what the page shows of what matters."""
    return page.locator("main .list-card .words").all_text_contents()


def is_long(words: str | None) -> bool:
    """Say whether these are the long words, without showing them all where they are not."""
    return words == LONG


def tells(me: Visit, words: str) -> None:
    """Go through /tell/ to the page where all is shown before it is sent."""
    me.page.goto(f"{me.url}/tell/")
    me.write("words", words)
    me.choose("area", "housing")
    me.choose("place", NB.place)
    for _ in range(3):
        me.press("Go on")


def sends(me: Visit, *, clicks: int = 1) -> str:
    """Press the button that sends, and return the receipt."""
    me.page.get_by_role("button", name=gettext("Send it to %(name)s") % {"name": NB.office}).click(click_count=clicks)
    return me.page.locator("#all").input_value()


def say_to_the_office(words: str, receipt: str) -> None:
    office = Organisation.unguarded.get(name=NB.office)
    with acting_as(None, because="test"):
        said = actions.Words("experience", "service", "housing", "nb", words, str(office.pk), 1, may_publish=False)
        actions.say(said, receipt=receipt)


def a_voice_to_answer(words: str) -> Voice:
    """Say something to the office; its step of the ladder is promised already."""
    receipt = mint("nb")
    say_to_the_office(words, receipt)
    delivered(receipt)
    voice = found(receipt)
    with acting_as(who(NB.member).who, because="test"):
        actions.promise(voice=voice, step=2)
    return voice


def answers(member: Visit, voice: Voice, words: str) -> None:
    """Write an answer, and do not send it yet."""
    member.page.goto(f"{member.url}/service/replies/{voice.pk}/?outcome=explained")
    member.page.locator("main form[action*='answer'] [name=words]").fill(words)


def acts_of(voice: Voice) -> list[str]:
    with acting_as(who(NB.member).who, because="test"):
        return list(voice.turns.order_by("position").values_list("act", flat=True))


def suggestions_to(person: Account) -> int:
    with acting_as(person.who, because="test"):
        return Suggestion.unguarded.count()


def voices_at_the_office() -> int:
    with acting_as(who(NB.member).who, because="test"):
        return Voice.unguarded.count()


def delivered(receipt: str) -> OwnTalk:
    """Wait until nothing of a receipt is on its way any more, and return its talk."""

    def there() -> OwnTalk | None:
        own = own_talk(receipt, who=None)
        return own if own and own.talk and not own.on_the_way else None

    return until(there)


def superuser() -> psycopg.Connection:
    """Connect to the house's database as one who may hold everybody up."""
    name = connection.settings_dict["NAME"]
    return psycopg.connect(urlsplit(os.environ["VIKTIG_TEST_ADMIN"])._replace(path=f"/{name}").geturl())


def until(found: Callable[[], Any]) -> Any:
    """Ask again until there is something, and return it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if something := found():
            return something
        time.sleep(0.05)
    raise AssertionError("it never came")
