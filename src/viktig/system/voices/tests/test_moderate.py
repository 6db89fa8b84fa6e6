"""The check before everybody may read it: who checks what, and that only what was checked is published."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.voice.tests.make import found, make_voice

TICKS = {"names": "on", "dates": "on", "places": "on", "rare": "on"}
SOMETHING_NEW = "Something new came while you were reading. Read it once more, then publish."
LIST = "system:voices-moderate"


@dataclass
class Cast:
    office: Organisation
    users: Organisation
    moderator: Account
    member: Account
    administrator: Account
    far_away: Account
    own: Account
    both: Account
    stranger: Account


@pytest.fixture
def cast() -> Cast:
    """users checks for Fjordby; far_away checks elsewhere; own checks for a user organisation that stands in the chain;
    both checks and works for the office."""
    own = make_organisation(name="Rådet", kind=OrganisationKind.USER_ORGANISATION)
    office = make_organisation(answers_to=own)
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    away = make_organisation(
        name="Andre", kind=OrganisationKind.USER_ORGANISATION, place=make_place(code="NO-9902", name="Dalen")
    )
    checks = OrganisationRole.MODERATOR
    return Cast(
        office=office,
        users=users,
        moderator=make_member(users, role=checks),
        member=make_member(office),
        administrator=make_member(users, role=OrganisationRole.ADMINISTRATOR),
        far_away=make_member(away, role=checks),
        own=make_member(own, role=checks),
        both=make_member(office, account=make_member(users, role=checks)),
        stranger=make_account(),
    )


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def answered(
    cast: Cast, *, outcome: Outcome = Outcome.EXPLAINED, words: str = "This is why.", **said
) -> tuple[Voice, str]:
    voice, receipt = make_voice(to=cast.office, **said)
    day = timezone.localdate() + timedelta(days=5)
    with acting_as(cast.member.who, because="test"):
        actions.answer(voice=found_by(voice), outcome=outcome, words=words, by_when=day)
    return found(receipt), receipt


def found_by(voice: Voice) -> Voice:
    return Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)


def page_of(voice: Voice) -> str:
    return reverse("system:voices-check", args=[voice.pk])


def publish(client: Client, voice: Voice, **ticks):
    data = TICKS | {"seen": voice.turns_taken} | ticks
    return client.post(reverse("system:voices-publish", args=[voice.pk]), data)


@pytest.mark.parametrize("who", ["moderator", "member", "administrator", "far_away", "own", "both", "stranger"])
def test_only_a_moderator_of_the_area_who_is_not_spoken_to_checks(cast, who):
    voice, _ = answered(cast, levels=2)
    client, checks = signed_in(getattr(cast, who)), who == "moderator"

    assert client.get(page_of(voice)).status_code == (200 if checks else 404)
    assert publish(client, voice).status_code == (302 if checks else 404)
    assert Publication.unguarded.exists() is checks
    page = client.get(reverse(LIST))
    assert page.status_code == (200 if who in {"moderator", "far_away", "own", "both"} else 404)
    waits = [] if page.status_code == 404 else [line.voice for line in page.context["lines"]]
    assert waits == []


@pytest.mark.parametrize("who", ["moderator", "far_away", "own", "both"])
def test_the_list_shows_what_waits_for_this_moderator(cast, who):
    voice, _ = answered(cast, levels=2)
    client = signed_in(getattr(cast, who))

    waits = [line.voice for line in client.get(reverse(LIST)).context["lines"]]
    tasks = client.get(reverse("ground:tasks")).context["undated"]

    assert waits == ([voice] if who == "moderator" else [])
    assert [task.address for task in tasks] == ([page_of(voice)] if who == "moderator" else [])


@pytest.mark.parametrize("case", ["no consent", "no answer"])
def test_without_consent_or_answer_there_is_nothing_to_check(cast, case):
    if case == "no consent":
        voice, _ = answered(cast, may_publish=False)
    else:
        voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.moderator)

    assert [client.get(page_of(voice)).status_code, publish(client, voice).status_code] == [404, 404]
    assert client.get(reverse(LIST)).context["lines"] == []


def test_publishing_takes_all_four_ticks(cast):
    voice, _ = answered(cast)
    client = signed_in(cast.moderator)

    page = publish(client, voice, rare="")

    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["rare"]
    assert not Publication.unguarded.exists()


def test_what_is_shown_is_what_is_published(cast):
    voice, _ = answered(cast, words="This is why.")
    client = signed_in(cast.moderator)

    page = client.get(page_of(voice)).content.decode()
    assert publish(client, voice).url == reverse(LIST)

    one = Publication.unguarded.get()
    assert [one.words, one.answer, one.change] == ["My papers were lost twice.", "This is why.", ""]
    assert one.words in page
    assert one.answer in page


def test_the_talk_is_not_shown_to_the_one_who_checks(cast):
    voice, _ = make_voice(to=cast.office)
    with acting_as(cast.member.who, because="test"):
        actions.write_as_receiver(voice=found_by(voice), words="Was it on the third floor?")
        actions.answer(voice=found_by(voice), outcome=Outcome.EXPLAINED, words="So.")

    assert "third floor" not in signed_in(cast.moderator).get(page_of(voice)).content.decode()


def test_what_came_after_the_check_began_is_checked_first(cast):
    voice, _ = answered(cast, outcome=Outcome.WILL_CHANGE)
    client = signed_in(cast.moderator)
    client.get(page_of(voice))
    with acting_as(cast.member.who, because="test"):
        actions.tell_change(voice=found_by(voice), words="Kari Olsen now gives receipts.")

    page = publish(client, voice)

    assert page.status_code == 200
    assert page.context["refused"] == gettext(SOMETHING_NEW)
    assert not page.context["form"].is_bound
    assert not Publication.unguarded.exists()


def test_a_double_click_publishes_once_and_says_so(cast):
    voice, _ = answered(cast)
    client = signed_in(cast.moderator)

    assert [publish(client, voice).status_code for _ in range(2)] == [302, 302]
    assert Publication.unguarded.count() == 1


def test_a_change_told_later_waits_for_a_new_check(cast):
    voice, receipt = answered(cast, outcome=Outcome.WILL_CHANGE)
    client = signed_in(cast.moderator)
    publish(client, voice)
    assert client.get(reverse(LIST)).context["lines"] == []
    with acting_as(cast.member.who, because="test"):
        actions.tell_change(voice=found_by(voice), words="A receipt for everything.")

    came = client.get(reverse(LIST)).context["lines"]
    assert [(one.voice, one.came_back) for one in came] == [(voice, True)]
    assert Publication.unguarded.get().change == ""
    publish(client, found(receipt))

    assert Publication.unguarded.get().change == "A receipt for everything."
    assert client.get(reverse(LIST)).context["lines"] == []


def test_a_judgement_needs_no_new_check(cast):
    voice, receipt = answered(cast)
    client = signed_in(cast.moderator)
    publish(client, voice)
    with acting_as(None, because="test"):
        actions.judge_as_speaker(found(receipt), Judgement.BETTER, receipt=receipt)
    actions.deliver()

    assert Publication.unguarded.get().judgement == "better"
    assert client.get(reverse(LIST)).context["lines"] == []


def test_the_list_costs_the_same_with_one_and_with_three(cast):
    client, numbers = signed_in(cast.moderator), []
    client.get(reverse(LIST))
    for more in (1, 2):
        for _ in range(more):
            answered(cast)
        with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
            client.get(reverse(LIST))
        numbers.append((len(data), len(keys)))

    assert numbers[0] == numbers[1]
    assert numbers[0][0] <= 12
