"""The person's own words stand in every room where others write, on the page where it stands, and go when it goes."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.beside import beside
from viktig.ground.privacy.models import Level, OwnNote, Room
from viktig.ground.record import Record
from viktig.person.choices.tests.make import make_choosing, make_proposal
from viktig.person.group.tests.make import first_line, make_change, make_message, make_suggested
from viktig.person.meetings import actions as meetings
from viktig.person.meetings.tests.make import make_decision, make_invited, make_point
from viktig.person.meetings.tests.make import make_paper as make_meeting_paper
from viktig.person.notes import actions
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_paper
from viktig.person.ombud.tests.make import make_suggestion as suggest_to_say
from viktig.person.plan.tests.make import make_goal, make_plan, make_suggestion
from viktig.person.well.tests.make import make_words

WORDS = "That is not how it was."


def of_ombud(ane: Account, _helper: Account) -> tuple[Record, Account]:
    ombud = make_ombud(name="Liv")
    return suggest_to_say(make_assignment(make_agreement(ane, ombud)), ombud.account), ombud.account


def picture(ane: Account, _helper: Account) -> tuple[Record, Account]:
    ombud = make_ombud(name="Liv")
    return make_paper(make_assignment(make_agreement(ane, ombud)), ombud.account), ombud.account


def of_goal(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_suggestion(make_goal(make_plan(ane.who)), helper), helper


def of_plan(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_suggestion(make_plan(ane.who), helper), helper


def point(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_point(make_invited(ane.who, helper), helper), helper


def paper(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_meeting_paper(make_invited(ane.who, helper), helper), helper


def decision(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_decision(make_invited(ane.who, helper), helper), helper


def of_choice(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_proposal(make_choosing(ane), helper), helper


def message(ane: Account, helper: Account) -> tuple[Record, Account]:
    with acting_as(helper.who, because="test"):
        person = Person.unguarded.get(pk=ane.who)
    return make_message(person, helper), helper


def answer(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_suggested(first_line(make_change(ane.who)), helper), helper


def of_words(ane: Account, helper: Account) -> tuple[Record, Account]:
    return make_words(ane.who, helper), helper


THINGS = [
    ("ombud", of_ombud), ("ombud", picture), ("plan", of_goal), ("plan", of_plan), ("meetings", point), ("meetings", paper),
    ("meetings", decision), ("choices", of_choice), ("group", message), ("group", answer), ("well", of_words),
]  # fmt: skip


@pytest.fixture
def ane() -> Account:
    return make_account(name="Ane")


@pytest.fixture
def helper(ane: Account) -> Account:
    kim = make_account(name="Kim")
    for room in Room:
        make_share(ane.who, kim.who, room=room, level=Level.SUGGEST)
    return kim


def written(ane: Account, room: str, thing: Record) -> OwnNote:
    """Let the person write beside a thing."""
    with acting_as(ane.who, because="test"):
        about = beside(room, ane.who, thing.pk)
        return actions.write_note(person=ane.who, room=room, item=thing.pk, about=about, words=WORDS, seen="")


@pytest.mark.parametrize(("room", "make"), THINGS)
def test_beside_what_somebody_else_wrote_stands_how_the_person_sees_it(client, ane, helper, room, make):
    thing, by = make(ane, helper)
    note = reverse("person:notes-write", args=[room, thing.pk])
    client.force_login(ane)
    with acting_as(ane.who, because="test"):
        page = beside(room, ane.who, thing.pk).address
    assert note in client.get(page).text

    assert client.post(note, {"words": WORDS, "seen": ""}).status_code == 302
    assert WORDS in client.get(page).text
    other = Client()
    other.force_login(by)
    assert WORDS in other.get(page).text
    assert (note in other.get(page).text, other.get(note).status_code) == (False, 404)


@pytest.mark.parametrize(("room", "make"), THINGS)
def test_the_note_goes_with_what_it_stood_beside(ane, helper, room, make):
    thing, _by = make(ane, helper)
    written(ane, room, thing)

    with acting_as(ane.who, because="test"):
        type(thing).unguarded.filter(pk=thing.pk).delete()
        assert not OwnNote.unguarded.exists()


def test_a_helper_who_takes_back_their_own_point_leaves_no_note_behind(ane, helper):
    thing, by = point(ane, helper)
    written(ane, "meetings", thing)

    with acting_as(by.who, because="test"):
        assert OwnNote.unguarded.update(room="meetings") == 0, "the note is the person's alone"
        meetings.take_back(row=thing)

    with acting_as(ane.who, because="test"):
        assert not OwnNote.unguarded.exists()


def test_beside_ones_own_words_there_is_none(ane, helper):
    own = make_point(make_invited(ane.who, helper), ane)
    with acting_as(ane.who, because="test"):
        assert beside("meetings", ane.who, own.pk) is None
        assert beside("group", ane.who, UUID(int=1)) is None
