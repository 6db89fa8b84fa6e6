"""What is fixed in part: what is done, what is left and by when; and it stays in sight when it is opened again."""

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
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.voice.tests.make import found, make_voice

DONE, LEFT, REST = "We give receipts now.", "The queue stays as it is until spring.", "The queue is shorter now."


@pytest.fixture
def office():
    return make_organisation()


@pytest.fixture
def member(office):
    return make_member(office)


@pytest.fixture
def moderator(office):
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    return make_member(users, role=OrganisationRole.MODERATOR)


def mine(voice: Voice) -> Voice:
    return Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)


def publish(moderator, voice: Voice) -> Publication:
    with acting_as(moderator.who, because="test"):
        actions.publish(voice=mine(voice))
    return Publication.unguarded.get()


def judged(receipt: str, judgement: Judgement) -> None:
    with acting_as(None, because="test"):
        actions.judge_as_speaker(found(receipt), judgement, receipt=receipt)
    actions.deliver()


def test_an_answer_in_part_says_what_is_left_and_by_when(office, member, moderator):
    voice, receipt = make_voice(to=office)
    client, day = Client(), clock.today() + timedelta(days=20)
    client.force_login(member)
    client.get(reverse("service:replies-one", args=[voice.pk]))
    client.post(reverse("service:replies-promise", args=[voice.pk]), {"step": "3", "seen": "2"})
    data = {"outcome": "partly", "words": DONE, "by_when": day.isoformat(), "seen": "3"}

    refused = client.post(reverse("service:replies-answer", args=[voice.pk]), data)
    assert list(refused.context["answer_form"].errors) == ["remains"]
    client.post(reverse("service:replies-answer", args=[voice.pk]), data | {"remains": LEFT})

    one = publish(moderator, voice)
    assert DONE in one.answer
    assert LEFT in one.answer
    assert one.by_when == day
    page = Client().get(reverse("system:change", args=[one.pk])).content.decode()
    assert gettext("The answer: A part of it will be changed") in page
    assert found(receipt).outcome == Outcome.PARTLY


def test_a_part_better_opens_it_again_and_what_was_done_stays_in_sight(office, member, moderator):
    voice, receipt = make_voice(to=office)
    day = clock.today() + timedelta(days=20)
    with acting_as(member.who, because="test"):
        actions.answer(voice=mine(voice), outcome=Outcome.PARTLY, words="Some of it.", by_when=day)
        actions.tell_change(voice=mine(voice), words=DONE)
    publish(moderator, voice)

    judged(receipt, Judgement.PARTLY)

    assert (found(receipt).status, found(receipt).holder) == ("read", "receiver")
    one = Publication.unguarded.get()
    assert (one.judgement, one.change) == ("partly", DONE)
    assert (
        gettext("The one who spoke says: A part of it became better. The rest is open again.")
        in Client().get(reverse("system:change", args=[one.pk])).content.decode()
    )

    with acting_as(member.who, because="test"):
        actions.answer(voice=mine(voice), outcome=Outcome.WILL_CHANGE, words="The rest too.", by_when=day)
        actions.tell_change(voice=mine(voice), words=REST)
    one = publish(moderator, voice)
    assert (one.change, one.before) == (REST, DONE)
    judged(receipt, Judgement.BETTER)
    assert (found(receipt).status, Publication.unguarded.get().judgement) == ("closed", "better")
