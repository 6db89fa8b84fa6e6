"""A voice on paper: only with the speaker's yes, printed by a user organisation, and answered as if it were the body's."""

import io
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of, own_talk
from viktig.ground.voice.states import Act
from viktig.ground.voice.tests.make import found, make_voice
from viktig.ground.words.receipt import mint
from viktig.system.letters import actions as letters
from viktig.system.letters.models import Letter

SAID = "My papers were lost twice."
ADDRESSES = {"to_address": "The council\nThe square 1", "from_address": "The users\nThe lane 2"}


@dataclass
class Cast:
    """office answers to council, for which nobody answers here. users sends letters there; elsewhere is in another town."""

    office: Organisation
    council: Organisation
    users: Organisation
    moderator: Account
    elsewhere: Account
    of_both: Account
    stranger: Account


@pytest.fixture
def cast() -> Cast:
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER, answers_here=False, answer_days=20)
    office = make_organisation(name="Kontoret", answers_to=council, answers_here=False)
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    others = make_organisation(
        name="De andre", kind=OrganisationKind.USER_ORGANISATION, place=make_place(code="NO-9905", name="Vik")
    )
    of_both = make_member(users, role=OrganisationRole.MODERATOR)
    make_member(office, role=OrganisationRole.OMBUD, account=of_both)
    return Cast(
        office, council, users, make_member(users, role=OrganisationRole.MODERATOR),
        make_member(others, role=OrganisationRole.MODERATOR), of_both, make_account(),
    )  # fmt: skip


def browser(account: Account | None = None) -> Client:
    client = Client(headers={"Accept-Language": "nb", "Sec-Fetch-Site": "same-origin"})
    if account is not None:
        client.force_login(account)
    return client


def let_print(receipt: str) -> None:
    with acting_as(None, because="test"):
        own = own_talk(receipt, who=None)
        assert own is not None
        actions.let_print(own)
    actions.deliver()


def on_paper(cast: Cast) -> tuple[Voice, str]:
    voice, receipt = make_voice(to=cast.office, words=SAID)
    let_print(receipt)
    return voice, receipt


def printed(client: Client, voice: Voice) -> str:
    response = client.post(f"/system/letters/{voice.pk}/print/", ADDRESSES)
    assert response.headers["Content-Type"] == "application/pdf", response.content.decode()
    pages = PdfReader(io.BytesIO(response.content)).pages
    return unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in pages))


def letter_words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the words of the letters that are printed from now on."""
    minted: list[str] = []

    def keep(language: str) -> str:
        minted.append(mint(language))
        return minted[-1]

    monkeypatch.setattr(letters, "mint", keep)
    return minted


def test_without_a_yes_nobody_prints_it(cast):
    voice, receipt = make_voice(to=cast.office, words=SAID)
    client = browser(cast.moderator)

    assert SAID not in client.get("/system/letters/").content.decode()
    assert client.get(f"/system/letters/{voice.pk}/").status_code == 404
    with acting_as(cast.moderator.who, because="test"):
        assert not Voice.unguarded.exists()

    let_print(receipt)
    assert SAID in client.get("/system/letters/").content.decode()
    assert f"/system/letters/{voice.pk}/" in client.get("/tasks/").content.decode()


@pytest.mark.parametrize("who", ["elsewhere", "of_both", "stranger"])
def test_nobody_else_prints_it(cast, who):
    voice, _receipt = on_paper(cast)
    client = browser(getattr(cast, who))

    assert client.get(f"/system/letters/{voice.pk}/").status_code == 404
    assert SAID not in client.get("/system/letters/").content.decode()


def test_as_soon_as_somebody_answers_there_it_is_no_letter_any_more(cast):
    voice, _receipt = on_paper(cast)
    member = make_member(cast.office)

    assert browser(cast.moderator).get(f"/system/letters/{voice.pk}/").status_code == 404
    assert SAID in browser(member).get("/service/replies/").content.decode()


def test_the_letter_says_first_how_it_is_to_be_kept_and_holds_what_is_asked(cast, monkeypatch):
    voice, _receipt = on_paper(cast)
    words = letter_words(monkeypatch)

    text = printed(browser(cast.moderator), voice)

    flat = " ".join(text.split())
    assert flat.index("Les dette først") < flat.index(SAID) < flat.index("innen 30 dager")
    assert all(word in flat for word in words[0].split())
    assert "The square 1" in flat
    assert "/letter/" in flat


def test_the_date_counts_from_the_day_it_was_sent_and_the_speaker_sees_it(cast):
    voice, receipt = on_paper(cast)
    client, today = browser(cast.moderator), clock.today()

    refused = client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": today.isoformat()})
    assert "Skriv ut brevet først" in refused.content.decode()
    printed(client, voice)
    early = client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": (today - timedelta(days=3)).isoformat()})
    assert "Velg dagen det ble sendt" in early.content.decode()
    client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": today.isoformat()})

    now = found(receipt)
    assert (now.posted_on, now.next_date) == (today, today + timedelta(days=30))
    shown = browser().post("/answers/", {"receipt": receipt}).content.decode()
    assert "Brukerne sendte det til Kontoret i brev" in shown


def test_what_comes_back_is_written_in_as_theirs_and_everybody_sees_by_whom(cast):
    voice, receipt = on_paper(cast)
    client, today = browser(cast.moderator), clock.today()
    printed(client, voice)
    client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": today.isoformat()})
    given = {"outcome": "will_change", "words": "We make a receipt."}
    asked = client.post(f"/system/letters/{voice.pk}/answer/", given)
    assert "Si innen hvilken dato" in asked.content.decode()
    assert "We make a receipt." in asked.content.decode()

    client.post(f"/system/letters/{voice.pk}/answer/", given | {"by_when": (today + timedelta(days=9)).isoformat()})
    client.post(f"/system/letters/{voice.pk}/changed/", {"words": "There is a receipt."})

    now = found(receipt)
    assert now.status == "changed"
    shown = browser().post("/answers/", {"receipt": receipt}).content.decode()
    assert "We make a receipt." in shown
    assert shown.count("Skrevet inn av Brukerne fra et brev") == 2
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        actions.publish(voice=now)
    assert "Skrevet inn av Brukerne fra et brev" in browser().get("/changes/").content.decode()


def test_with_the_words_of_the_letter_the_body_answers_once(cast, monkeypatch):
    voice, receipt = on_paper(cast)
    minted = letter_words(monkeypatch)
    printed(browser(cast.moderator), voice)
    printed(browser(cast.moderator), voice)
    body = browser()

    first, second = ({"receipt": words} for words in minted)
    assert SAID not in body.post("/letter/", first).content.decode()
    assert SAID in body.post("/letter/", second).content.decode()
    refused = body.post("/letter/answer/", second | {"outcome": "will_not", "words": "No."}).content.decode()
    assert "Si hvem som kan bestemme dette" in refused
    body.post("/letter/answer/", second | {"outcome": "explained", "words": "This is how."})

    now = found(receipt)
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        answered = now.turns.get(act=Act.ANSWERED)
        assert (answered.organisation, answered.written_in_by, answered.words) == (cast.office, None, "This is how.")
    assert SAID not in body.post("/letter/", second).content.decode()
    again = body.post("/letter/answer/", second | {"outcome": "explained", "words": "Again."})
    assert "Again." not in again.content.decode()
    assert body.cookies == {}


def test_used_words_and_words_that_nobody_printed_open_nothing_in_the_same_way(cast, monkeypatch):
    voice, _receipt = on_paper(cast)
    minted = letter_words(monkeypatch)
    printed(browser(cast.moderator), voice)
    printed(browser(cast.moderator), voice)

    pages = [browser().post("/letter/", {"receipt": words}).content.decode() for words in (minted[0], mint("nb"))]

    assert all("åpner ikke noe brev" in page for page in pages)


def test_a_body_that_never_got_it_is_not_called_silent_and_one_that_got_a_letter_is(cast):
    voice, receipt = on_paper(cast)
    with clock.moved_back(-40):
        pass_dates()
    now = found(receipt)
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        assert list(now.turns.values_list("act", flat=True)) == [Act.SAID, Act.NOBODY]
    assert now.held_by == cast.council

    client = browser(cast.moderator)
    with clock.moved_back(-40):
        printed(client, voice)
        client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": clock.today().isoformat()})
    with clock.moved_back(-70):
        pass_dates()
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        assert [turn.act for turn in found(receipt).turns.all()] == [Act.SAID, Act.NOBODY, Act.POSTED, Act.SILENT]


def test_the_letter_is_seen_only_by_those_who_sent_it(cast):
    voice, _receipt = on_paper(cast)
    printed(browser(cast.moderator), voice)

    for account in (cast.elsewhere, cast.stranger):
        with acting_as(account.who, because="test"):
            assert not Letter.unguarded.exists()
    with acting_as(cast.moderator.who, because="test"):
        assert Letter.unguarded.get().secret_digest


def test_who_speaks_is_asked_before_it_is_sent(cast):
    client = browser()
    given = {
        "words": SAID, "area": "housing", "place": cast.office.place_id, "kind": "barrier", "level": "service",
        "to": str(cast.office.pk), "levels": "2",
    }  # fmt: skip
    page = client.post("/tell/check/", given).content.decode()

    assert "Kan det gå i brev?" in page
    assert "Kontoret, Bystyret" in page


def test_an_answer_that_is_begun_is_kept_until_it_is_written_in(cast):
    voice, _receipt = on_paper(cast)
    client, today = browser(cast.moderator), clock.today()
    printed(client, voice)
    client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": today.isoformat()})
    key = f"system.letters.answer:{voice.pk}"
    with acting_as(cast.moderator.who, because="test"):
        drafts.keep(who=cast.moderator.who, form=key, words={"words": "Half an ans"})

    assert "Half an ans" in client.get(f"/system/letters/{voice.pk}/").content.decode()
    client.post(f"/system/letters/{voice.pk}/answer/", {"outcome": "explained", "words": "Half an answer."})
    with acting_as(cast.moderator.who, because="test"):
        assert drafts.kept(who=cast.moderator.who, form=key) == {}


def test_another_user_organisation_goes_on_with_a_letter_that_one_has_printed(cast):
    voice, receipt = on_paper(cast)
    printed(browser(cast.moderator), voice)
    second = make_organisation(name="Foreningen", kind=OrganisationKind.USER_ORGANISATION)
    client = browser(make_member(second, role=OrganisationRole.MODERATOR))

    assert SAID in " ".join(printed(client, voice).split())
    client.post(f"/system/letters/{voice.pk}/sent/", {"sent_on": clock.today().isoformat()})

    with acting_as(None, because="test", receipts=digests_of(receipt)):
        assert Voice.unguarded.get().posted_on == clock.today()
