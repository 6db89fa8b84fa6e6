"""The few people of this room's tests, each named after what they are to Ane."""

from dataclasses import dataclass

import pytest

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions
from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.person.group.models import Asked, Line, Message, Participant, SuggestedAnswer, Transition
from viktig.person.group.tests.make import (
    first_line,
    make_asked,
    make_change,
    make_message,
    make_participant,
    make_suggested,
)


@dataclass(frozen=True)
class Cast:
    """Ane, who lives in Fjordby, and those around her. One row of each kind."""

    ane: Account
    person: Person
    helper: Account
    reader: Account
    former: Account
    stranger: Account
    administrator: Account
    participant: Participant
    asked: Asked
    message: Message
    of_helper: Message
    change: Transition
    line: Line
    suggested: SuggestedAnswer

    def account(self, name: str) -> Account:
        """Return one of them by name."""
        found: Account = getattr(self, name)
        return found


@pytest.fixture
def ane() -> Account:
    """Return somebody who lives in Fjordby."""
    make_place()
    account = make_account(name="Ane", email="ane@example.org")
    with acting_as(account.who, because="test"):
        person = Person.unguarded.get(pk=account.who)
        actions.name_yourself(person=person, name="Ane", place_code="NO-9901")
    return account


@pytest.fixture
def cast(ane: Account) -> Cast:
    helper, reader, former = make_account(name="Kim"), make_account(name="Ola"), make_account()
    make_share(ane.who, helper.who, room=Room.GROUP, level=Level.SUGGEST)
    make_share(ane.who, reader.who, room=Room.GROUP)
    make_share(ane.who, former.who, room=Room.GROUP, level=Level.SUGGEST, days=-1)
    with acting_as(ane.who, because="test"):
        person = Person.unguarded.select_related("place").get(pk=ane.who)
    change = make_change(ane.who)
    return Cast(
        ane=ane,
        person=person,
        helper=helper,
        reader=reader,
        former=former,
        stranger=make_account(),
        administrator=make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR),
        participant=make_participant(ane.who, receiver=helper.who),
        asked=make_asked(ane.who),
        message=make_message(person, ane),
        of_helper=make_message(person, helper, "Yes, at ten."),
        change=change,
        line=first_line(change),
        suggested=make_suggested(first_line(change), helper),
    )
