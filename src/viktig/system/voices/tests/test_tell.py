"""A visitor says something without an account, finds the answer with eight words, replies and judges."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.queries import digests_of
from viktig.ground.voice.states import Outcome, Step
from viktig.ground.voice.tests.make import found, make_voice
from viktig.system.voices.tests.make import make_publication

HERE = {"Sec-Fetch-Site": "same-origin"}
CHANGED = "This form was too old or was changed on the way, so nothing has been sent. Look through it and send again."
NOTHING = "We find nothing with these words. Look at each one again. Perhaps one is another word."
TOLD = "%(name)s has told what was changed. Now you say whether it became better."
ONE_WORD = "Det skal være åtte ord. Her er det 1."
WORDS = "Papirene mine ble borte 😔\nto ganger. شكرا"


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council, areas=["housing"])


@pytest.fixture
def visitor():
    return Client(headers=HERE)


def fields(response) -> dict[str, str]:
    """Return what the form that goes on would send: hidden fields and what is chosen."""
    page = response.content.decode()
    form = max(re.findall(r"<form.*?</form>", page, re.DOTALL), key=len)
    given = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attributes["type"] == "hidden" or re.search(r"\schecked", tag):
            given[attributes["name"]] = attributes.get("value", "")
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        given[name] = unescape(text)
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options) or re.search(r'value="([^"]*)"', options)
        given[name] = chosen.group(1) if chosen else ""
    return given


def said(visitor, **change):
    """Walk to the last page and return what it would send."""
    given = fields(visitor.get("/tell/")) | {"words": WORDS, "area": "housing"} | change
    for address in ("/tell/to/", "/tell/way/", "/tell/check/"):
        given = fields(visitor.post(address, given)) | change
    return given


def receipt_on(response) -> str:
    return " ".join(
        re.findall(r"<li>([^<]+)</li>", re.search(r'class="receipt".*?</ol>', response.content.decode(), re.S)[0])
    )


def test_a_visitor_says_something_and_the_one_who_must_answer_reads_it_letter_by_letter(office, visitor):
    sent = visitor.post("/tell/send/", said(visitor))
    receipt = receipt_on(sent)
    voices.deliver()

    voice = found(receipt)
    assert len(receipt.split()) == 8
    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.get().words == WORDS
    assert (voice.to, voice.kind, voice.level, voice.area) == (office, "experience", "service", "housing")
    assert (voice.may_publish, voice.language) == (False, "nb")


def test_what_works_well_can_be_said_and_answered_too(office, visitor):
    page = visitor.get("/tell/").content.decode()
    receipt = receipt_on(visitor.post("/tell/send/", said(visitor, kind="praise", words="Hun tok seg tid.")))
    voices.deliver()
    with acting_as(make_member(office).who, because="test"):
        voice = Voice.unguarded.get()
        assert (voice.kind, voice.words) == ("praise", "Hun tok seg tid.")
        voices.answer(voice=voice, outcome=Outcome.EXPLAINED, words="Vi fortsetter med det.")

    assert 'value="praise"' in page
    assert "Vi fortsetter med det." in visitor_sees(visitor.post("/answers/", {"receipt": receipt}))


def test_the_whole_chain_is_shown_before_it_is_sent_and_whoever_speaks_says_how_far(office, visitor):
    given = fields(visitor.get("/tell/")) | {"words": WORDS, "area": "housing"}
    given = fields(visitor.post("/tell/to/", given))
    way = visitor.post("/tell/way/", given)
    assert given["to"] == str(office.pk)
    assert b"Bystyret" in way.content
    assert fields(way)["levels"] == "2"

    approve = visitor.post("/tell/check/", fields(way) | {"levels": "1"})
    assert WORDS in unescape(approve.content.decode())
    receipt = receipt_on(visitor.post("/tell/send/", fields(approve)))
    voices.deliver()

    with acting_as(None, because="test", receipts=digests_of(receipt)):
        assert [reach.organisation for reach in found(receipt).chain.all()] == [office]


def test_without_anybody_above_there_is_nothing_to_choose(visitor):
    alone = make_organisation(name="Alene")

    given = fields(visitor.get("/tell/")) | {"words": WORDS, "area": "work"}
    check = visitor.post("/tell/way/", fields(visitor.post("/tell/to/", given)) | {"to": str(alone.pk)})

    assert 'name="may_publish"' in check.content.decode()
    assert len(receipt_on(visitor.post("/tell/send/", fields(check))).split()) == 8


def test_a_double_click_gives_the_same_receipt_and_one_voice(office, visitor):
    given = said(visitor)

    first, second = visitor.post("/tell/send/", given), visitor.post("/tell/send/", given)
    voices.deliver()
    third = visitor.post("/tell/send/", given)
    voices.deliver()

    assert receipt_on(first) == receipt_on(second) == receipt_on(third)
    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.count() == 1


def test_what_is_written_after_sending_is_not_lost(office, visitor):
    given = said(visitor)
    first = receipt_on(visitor.post("/tell/send/", given))

    again = visitor.post("/tell/send/", given | {"words": "Noe helt annet."})
    second = fields(visitor.post("/tell/check/", fields(again)))
    other = receipt_on(visitor.post("/tell/send/", second))
    voices.deliver()

    assert "Noe helt annet." in again.content.decode()
    assert [found(first).words, found(other).words] == [WORDS, "Noe helt annet."]


def test_two_windows_are_two_voices(office, visitor):
    one, two = said(visitor), said(visitor, words="Det andre vinduet.")

    receipts = {receipt_on(visitor.post("/tell/send/", given)) for given in (one, two)}
    voices.deliver()

    assert {found(receipt).words for receipt in receipts} == {WORDS, "Det andre vinduet."}


def test_two_hundred_thousand_letters_arrive_and_more_are_refused_with_a_sentence(office, visitor):
    long = "😔شك" * 66_666
    receipt = receipt_on(visitor.post("/tell/send/", said(visitor, words=long)))
    voices.deliver()
    assert found(receipt).words == long

    given = fields(visitor.get("/tell/")) | {"words": "x" * 200_001, "area": "housing"}
    refused = visitor.post("/tell/to/", given)
    assert fields(refused)["words"] == "x" * 200_001
    assert says("This is longer than we can take at once. Send it in two parts.") in visitor_sees(refused)


def test_empty_words_get_one_sentence_beside_the_field_and_nothing_is_lost(office, visitor):
    given = fields(visitor.get("/tell/")) | {"words": " \n ", "area": "economy", "kind": "praise"}

    page = visitor.post("/tell/to/", given)

    assert (
        visitor_sees(page).count(says("Write what you want to say.")) == 2
    )  # in the list on top, and beside the field
    assert {"area": "economy", "kind": "praise"}.items() <= fields(page).items()


def test_going_back_loses_nothing(office, visitor):
    given = said(visitor) | {"may_publish": "yes", "levels": "1"}

    for address in ("/tell/", "/tell/to/", "/tell/way/", "/tell/check/"):
        shown = fields(visitor.post(address, given))
        assert {name: shown[name] for name in given if name != "token"} == {
            name: value for name, value in given.items() if name != "token"
        }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"to": "3b0bd3b4-1111-4111-8111-111111111111"},
            "This is not one of those who can answer here. Choose one below.",
        ),
        ({"to": "no id"}, "This is not one of those who can answer here. Choose one below."),
        ({"levels": "99"}, "It cannot go that far. Choose one below."),
        ({"levels": "-1"}, "It cannot go that far. Choose one below."),
        ({"levels": "x"}, "It cannot go that far. Choose one below."),
        ({"area": "crime"}, "This is not one of the choices. Choose one of those below."),
        ({"place": "NO-0000"}, "This is not one of the choices. Choose one of those below."),
        ({"may_publish": "perhaps"}, "This is not one of the choices. Choose one of those below."),
        ({"receipt": "not:signed"}, CHANGED),
        ({"receipt": ""}, CHANGED),
        ({"words": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_forged_fields_get_a_sentence_and_nothing_is_sent(office, visitor, change, sentence):
    response = visitor.post("/tell/send/", said(visitor) | change)
    delivered = voices.deliver()

    assert says(sentence) in visitor_sees(response)
    assert delivered == 0


def test_a_user_organisation_is_never_the_receiver(office, visitor):
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)

    response = visitor.post("/tell/send/", said(visitor) | {"to": str(users.pk)})

    assert says("This is not one of those who can answer here. Choose one below.") in visitor_sees(response)


def test_where_nobody_answers_yet_the_words_are_kept(office, visitor):
    make_organisation(name="Langt borte", place=make_place(code="NO-9902", name="Dalen"))
    given = fields(visitor.get("/tell/")) | {"words": WORDS, "area": "housing", "place": "NO-9902"}

    page = visitor.post("/tell/to/", given)

    assert "Langt borte" in page.content.decode()
    assert "Boligkontoret" not in page.content.decode()
    assert fields(page)["words"] == WORDS


@pytest.mark.parametrize("address", ["/tell/to/", "/tell/way/", "/tell/check/", "/tell/send/"])
def test_a_step_that_is_opened_from_nowhere_leads_to_the_first(visitor, address):
    assert visitor.get(address + "?lang=sv").headers["Location"] == "/tell/?lang=sv"


def test_public_pages_set_no_cookie_and_look_at_none(office, visitor):
    signed_in = Client(headers=HERE)
    signed_in.force_login(make_account())
    pages = [(client.get("/tell/"), client.get("/answers/")) for client in (visitor, signed_in)]
    sent = signed_in.post("/tell/send/", said(signed_in))

    for response in [*pages[0], *pages[1], sent]:
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers.get("Set-Cookie") is None
    assert [constant(page) for page in pages[0]] == [constant(page) for page in pages[1]]


def test_a_form_from_elsewhere_is_refused_and_an_old_browser_is_let_in_by_its_token(office, visitor):
    given = said(visitor)
    old = Client()

    assert Client(headers={"Sec-Fetch-Site": "cross-site"}).post("/tell/send/", given).status_code == 403
    assert old.post("/tell/send/", given | {"token": ""}).status_code == 403
    assert old.post("/tell/send/", given).status_code == 200


# The answer -----------------------------------------------------------------------------------------------------------


def test_with_the_words_a_visitor_finds_the_talk_and_replies(office, visitor):
    _voice, receipt = make_voice(to=office)
    with acting_as(make_member(office).who, because="test"):
        voices.write_as_receiver(voice=Voice.unguarded.get(), words="Hvilken dag var det?")

    page = visitor.post("/answers/", {"receipt": receipt.upper().replace(" ", ", ")})
    assert "Hvilken dag var det?" in page.content.decode()

    given = fields(page) | {"words": "En tirsdag."}
    shown = [visitor.post("/answers/reply/", given) for _twice in range(2)]
    assert says("Your words are on their way. It takes about a minute.") in visitor_sees(shown[0])
    voices.deliver()
    visitor.post("/answers/reply/", given)
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        assert [turn.words for turn in Turn.unguarded.filter(side="speaker", act="wrote")] == ["En tirsdag."]


def test_while_it_is_on_its_way_the_receipt_shows_it(office, visitor):
    receipt = receipt_on(visitor.post("/tell/send/", said(visitor)))

    page = visitor.post("/answers/", {"receipt": receipt})

    assert says("Your words are on their way. It takes about a minute.") in visitor_sees(page)
    assert WORDS in unescape(page.content.decode())


@pytest.mark.parametrize(("judgement", "status"), [("better", "closed"), ("worse", "read"), ("too_early", "answered")])
def test_whoever_spoke_says_whether_it_became_better(office, visitor, judgement, status):
    _voice, receipt = make_voice(to=office)
    with acting_as(make_member(office).who, because="test"):
        voices.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="Slik er det.")

    page = visitor.post("/answers/", {"receipt": receipt})
    assert says("Did it become better?") in visitor_sees(page)
    after = visitor.post(
        "/answers/judge/", {"receipt": receipt, "judgement": judgement, "words": "Fordi.", "once": "a"}
    )
    voices.deliver()

    assert says("Did it become better?") not in visitor_sees(after)
    assert (found(receipt).status, found(receipt).judgement) == (status, judgement)


def test_before_an_answer_there_is_nothing_to_judge(office, visitor):
    _voice, receipt = make_voice(to=office)

    assert says("Did it become better?") not in visitor_sees(visitor.post("/answers/", {"receipt": receipt}))
    page = visitor.post("/answers/judge/", {"receipt": receipt, "judgement": "better"})

    assert says("There is nothing to judge yet.") in visitor_sees(page)
    assert voices.deliver() == 0


def test_an_unknown_receipt_gets_a_kind_sentence_by_the_same_way_as_a_known_one(
    office, visitor, django_assert_num_queries
):
    _voice, receipt = make_voice(to=office)
    words = receipt.split()
    unknown = " ".join(words[1:] + words[:1])
    visitor.get("/answers/")  # what a process reads once a day is read

    with django_assert_num_queries(15):
        visitor.post("/answers/", {"receipt": receipt})
    with django_assert_num_queries(12):  # all but the turns, the chain, and who is named in them
        page = visitor.post("/answers/", {"receipt": unknown})

    assert says(NOTHING) in visitor_sees(page)
    assert unknown in page.content.decode()
    for address in ("/answers/reply/", "/answers/judge/"):
        assert says(NOTHING) in visitor_sees(visitor.post(address, {"receipt": unknown}))


def test_a_mistyped_word_is_pointed_at(visitor):
    page = visitor.post("/answers/", {"receipt": "qqqq " * 8})

    assert says("We do not know the word “%(word)s”.", word="qqqq") in visitor_sees(page)
    assert ONE_WORD in visitor_sees(visitor.post("/answers/", {"receipt": "sol"}))


def test_the_talk_says_in_words_where_it_is(office, visitor):
    _voice, receipt = make_voice(to=office)
    member = make_member(office)

    def seen() -> str:
        return visitor_sees(visitor.post("/answers/", {"receipt": receipt}))

    assert says("%(name)s has it and must answer by %(date)s.", name="Boligkontoret", date=in_words(30)) in seen()
    with acting_as(member.who, because="test"):
        voices.read(voice=Voice.unguarded.get())
        voices.promise(voice=Voice.unguarded.get(), step=3)
    assert says("%(name)s has read it and must answer by %(date)s.", name="Boligkontoret", date=in_words(30)) in seen()
    assert says("They promised how much say you have: %(promise)s.", promise=Step.REASON.label) in seen()
    with acting_as(member.who, because="test"):
        by_when = clock.today() + timedelta(days=9)
        voices.answer(voice=Voice.unguarded.get(), outcome=Outcome.WILL_CHANGE, words="Ja.", by_when=by_when)
    assert (
        says("%(name)s has answered, and promises a change by %(date)s.", name="Boligkontoret", date=in_words(9))
        in seen()
    )
    with acting_as(member.who, because="test"):
        voices.tell_change(voice=Voice.unguarded.get(), words="Gjort.")
    assert says(TOLD, name="Boligkontoret") in seen()


def test_no_browser_keeps_a_receipt_or_a_talk(office, visitor):
    _voice, receipt = make_voice(to=office)

    for response in (visitor.post("/tell/send/", said(visitor)), visitor.post("/answers/", {"receipt": receipt})):
        assert response.headers["Cache-Control"] == "no-store, private"


def says(text: str, **names: object) -> str:
    """Return what a page says for this in the language of these tests, Bokmål."""
    with translation.override("nb"):
        return gettext(text) % names if names else gettext(text)


def in_words(days: int) -> str:
    with translation.override("nb"):
        return date_format(clock.today() + timedelta(days=days), "DATE_FORMAT")


def visitor_sees(response) -> str:
    """Return the text of a page without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def constant(response) -> str:
    """Return a page without what is minted for each form."""
    return re.sub(r'name="(token|receipt)" value="[^"]*"', "", response.content.decode())


def test_every_address_of_the_visitor_is_public():
    assert [reverse(f"system:{name}") for name in ("tell", "answers")] == ["/tell/", "/answers/"]


def test_to_whom_the_same_has_happened_need_not_tell_it_again(office, visitor):
    published = make_publication(to=office, words="The stairs are steep.")

    page = visitor.get(reverse("system:tell-too", args=[published.pk]))
    assert "The stairs are steep." in page.text
    sent = visitor.post(reverse("system:tell-send"), fields(page) | {"may_publish": "no"})

    receipt = sent.context["receipt"]
    voices.deliver()
    voice = found(receipt)
    assert (voice.same_as_id, voice.held_by, voice.kind) == (published.pk, office, published.kind)
    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.filter(same_as=published).count() == 1


def test_the_same_said_to_somebody_else_is_something_new(office, visitor):
    published = make_publication(to=office)
    other = make_organisation(name="Biblioteket", place=office.place)

    page = visitor.get(reverse("system:tell-too", args=[published.pk]))
    given = fields(page) | {"may_publish": "no", "to": str(other.pk), "levels": "1"}
    shown = visitor.post(reverse("system:tell-check"), given)
    sent = visitor.post(reverse("system:tell-send"), fields(shown) | {"may_publish": "no"})

    voices.deliver()
    assert found(sent.context["receipt"]).same_as is None


def test_what_is_not_published_has_not_happened_to_anybody_too(visitor):
    assert visitor.get(reverse("system:tell-too", args=[uuid4()])).status_code == 404


def test_service_right_and_transition_may_be_chosen_and_may_be_left_open(office, visitor):
    chosen = {"service": "hospital", "right": "plan", "transition": "home", "level": "system"}
    checked = said(visitor, **chosen)
    visitor.post("/tell/send/", checked)
    visitor.post("/tell/send/", said(visitor))
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        classes = set(Voice.unguarded.values_list("level", "service", "right", "transition"))
        tags = Client()
        tags.force_login(make_member(office))
        voice = Voice.unguarded.get(right="plan")
    assert classes == {("system", "hospital", "plan", "home"), ("service", "", "", "")}
    assert str(voice.get_right_display()) in unescape(tags.get(f"/service/replies/{voice.pk}/").content.decode())


def test_whoever_says_it_may_mark_it_as_serious(office, visitor):
    visitor.post("/tell/send/", said(visitor, serious="on", may_publish="yes"))
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        voice = Voice.unguarded.get()
    assert (voice.serious, voice.publish_from) == (True, clock.today() + timedelta(days=14))
