"""What happens between an answer and publishing: taking out what names somebody, and talking first where it is serious."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.edit import Edit
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.queries import own_talk
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.voice.tests.make import found, make_voice

TICKS = {"names": "on", "dates": "on", "places": "on", "rare": "on"}
SAID = "Kari Olsen lost my papers twice."
ANSWER = "Kari Olsen is sorry. We give receipts now."
LESS = "Someone lost my papers twice."
LESS_ANSWER = "We are sorry. We give receipts now."


@pytest.fixture
def office():
    return make_organisation()


@pytest.fixture
def member(office):
    return make_member(office)


@pytest.fixture
def moderator(office):
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    return signed_in(make_member(users, role=OrganisationRole.MODERATOR))


def visitor() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"})


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def answered(office, member, **said) -> tuple[Voice, str]:
    voice, receipt = make_voice(to=office, words=SAID, **said)
    with acting_as(member.who, because="test"):
        actions.answer(voice=mine(voice), outcome=Outcome.EXPLAINED, words=ANSWER)
    return found(receipt), receipt


def mine(voice: Voice) -> Voice:
    return Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)


def ask(client: Client, voice: Voice, *, words: str = LESS, answer: str = LESS_ANSWER, **more):
    data = {"words": words, "answer": answer, "seen": voice.turns_taken} | (more or {"ask": "1"})
    return client.post(reverse("system:voices-edit", args=[voice.pk]), data)


def publish(client: Client, voice: Voice):
    return client.post(reverse("system:voices-publish", args=[voice.pk]), TICKS | {"seen": voice.turns_taken})


def says(receipt: str, what: str, *, words: str = "", version: int = 1):
    data = {"receipt": receipt, "says": what, "words": words, "version": version, "once": f"{what}{version}"}
    response = visitor().post(reverse("system:answers-publishing"), data)
    actions.deliver()
    return response


def test_the_speaker_sees_what_was_taken_out_and_nothing_is_published_before_a_yes(office, member, moderator):
    voice, receipt = answered(office, member)

    looked = ask(moderator, voice, look="1")  # the button to look, not to ask
    assert "Kari Olsen" in looked.content.decode()
    assert found(receipt).turns_taken == voice.turns_taken
    assert ask(moderator, voice).status_code == 302

    page = visitor().post(reverse("system:answers"), {"receipt": receipt}).content.decode()
    assert "<del>" in page
    assert "> Kari" not in page, "no line is drawn through an empty place"
    assert LESS in page
    publish(moderator, found(receipt))
    assert not Publication.unguarded.exists()

    assert says(receipt, "agreed").status_code == 200
    assert found(receipt).words == SAID
    publish(moderator, found(receipt))
    one = Publication.unguarded.get()
    assert (one.words, one.answer) == (LESS, LESS_ANSWER)


def test_nobody_is_asked_about_a_text_from_which_nothing_is_taken_out(office, member, moderator):
    voice, receipt = answered(office, member)

    page = ask(moderator, voice, words=SAID, answer=ANSWER)

    assert page.status_code == 200
    assert page.context["form"].errors["words"]
    assert found(receipt).turns_taken == voice.turns_taken


def test_a_no_stands_and_comes_back_with_its_reason(office, member, moderator):
    voice, receipt = answered(office, member)
    ask(moderator, voice)

    says(receipt, "refused", words="Then it says nothing any more.")

    page = moderator.get(reverse("system:voices-check", args=[voice.pk]))
    assert page.context["one"].text.words == SAID
    assert "Then it says nothing any more." in page.content.decode()
    publish(moderator, found(receipt))
    assert not Publication.unguarded.exists()
    ask(moderator, found(receipt), words="My papers were lost twice.")
    says(receipt, "agreed", version=2)
    publish(moderator, found(receipt))
    assert Publication.unguarded.get().words == "My papers were lost twice."


def test_the_speaker_s_own_words_are_published_instead(office, member, moderator):
    voice, receipt = answered(office, member)
    ask(moderator, voice)

    empty = says(receipt, "own")
    assert list(empty.context["form"].errors) == ["words"]
    says(receipt, "own", words="My papers were lost.")
    publish(moderator, found(receipt))

    one = Publication.unguarded.get()
    assert (one.words, one.answer) == ("My papers were lost.", LESS_ANSWER)


def test_silence_is_no_yes(office, member, moderator):
    voice, receipt = answered(office, member)
    ask(moderator, voice)
    assert moderator.get(reverse("system:voices-moderate")).context["lines"] == []

    with clock.moved_back(-15):
        publish(moderator, found(receipt))
        waits = [line.voice for line in moderator.get(reverse("system:voices-moderate")).context["lines"]]

    assert not Publication.unguarded.exists()
    assert waits == [voice]


def test_nothing_is_asked_twice_and_nothing_without_a_difference(office, member, moderator):
    voice, receipt = answered(office, member)

    assert ask(moderator, voice, words=SAID, answer=ANSWER).status_code == 200
    assert ask(moderator, voice, answer=" ").status_code == 200
    assert found(receipt).turns_taken == voice.turns_taken
    ask(moderator, voice)
    again = ask(moderator, found(receipt), words="Less.")
    assert again.context["refused"] == gettext("The one who spoke has been asked, and has not answered yet.")


def test_a_yes_to_an_older_text_is_no_yes_to_a_newer_one(office, member, moderator):
    voice, receipt = answered(office, member)
    ask(moderator, voice)
    with clock.moved_back(-15):
        ask(moderator, found(receipt), words="Less.")

    says(receipt, "agreed", version=1)

    with acting_as(member.who, because="test"):
        assert Edit.unguarded.get(voice=voice).state == "asked"


def test_the_office_sees_its_answer_as_it_may_be_published(office, member, moderator):
    voice, _receipt = answered(office, member)
    ask(moderator, voice)

    page = signed_in(member).get(reverse("service:replies-one", args=[voice.pk])).content.decode()

    assert gettext("Your answer, as it may be published") in page
    assert "<del>" in page


def test_an_answer_that_came_since_is_checked_anew(office, member, moderator):
    voice, receipt = answered(office, member)
    ask(moderator, voice)
    says(receipt, "agreed")
    with acting_as(None, because="test"):
        actions.judge_as_speaker(found(receipt), Judgement.SAME, receipt=receipt)
    actions.deliver()
    with acting_as(member.who, because="test"):
        actions.answer(voice=mine(voice), outcome=Outcome.EXPLAINED, words="Another answer.")

    publish(moderator, found(receipt))

    one = Publication.unguarded.get()
    assert (one.words, one.answer) == (LESS, "Another answer.")


@pytest.mark.parametrize("by", ["speaker", "moderator"])
def test_what_is_serious_is_talked_about_before_it_is_published(office, member, moderator, by):
    voice, receipt = answered(office, member, serious=by == "speaker")
    if by == "moderator":
        data = {"words": "Ask how they are.", "seen": voice.turns_taken}
        moderator.post(reverse("system:voices-talk-first", args=[voice.pk]), data)
    voice = found(receipt)
    assert (voice.serious, voice.publish_from) == (True, clock.today() + timedelta(days=14))

    refused = publish(moderator, voice)
    assert refused.status_code == 200
    assert not Publication.unguarded.exists()
    talk = own_talk(receipt, who=None)
    assert talk.waits_until == voice.publish_from
    assert (
        gettext("This is serious")
        in signed_in(member).get(reverse("service:replies-one", args=[voice.pk])).content.decode()
    )
    with clock.moved_back(-15):
        publish(moderator, voice)
    assert Publication.unguarded.count() == 1


def test_what_is_let_be_says_why_and_is_not_called_published(office, member, moderator):
    voice, receipt = answered(office, member)
    address = reverse("system:voices-let-be", args=[voice.pk])

    assert moderator.post(address, {"words": "", "seen": voice.turns_taken}).status_code == 200
    assert moderator.post(address, {"words": "It names too much.", "seen": voice.turns_taken}).status_code == 302

    assert moderator.get(reverse("system:voices-moderate")).context["lines"] == []
    assert "It names too much." in visitor().post(reverse("system:answers"), {"receipt": receipt}).content.decode()
    with acting_as(None, because="test"):
        actions.judge_as_speaker(found(receipt), Judgement.BETTER, receipt=receipt)
    actions.deliver()
    assert gettext("It is published.") not in own_talk(receipt, who=None).status
    assert not Publication.unguarded.exists()
