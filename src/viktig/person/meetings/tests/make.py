"""Meetings for tests, made as the people they belong to: row security holds for tests too."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from viktig.ground import clock
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level
from viktig.person.meetings import actions, queries
from viktig.person.meetings.models import (
    Meeting,
    MeetingDecision,
    MeetingGuest,
    MeetingKind,
    MeetingPaper,
    MeetingPoint,
)


def make_meeting(
    who: UUID, *, days: int = 20, kind: MeetingKind = MeetingKind.PLAN, title: str = "The big one"
) -> Meeting:
    """Let a person begin to prepare a meeting so many days from now, at ten."""
    with acting_as(who, because="test"):
        return actions.add_meeting(
            person=Person.unguarded.select_related("place__country").get(pk=who),
            kind=kind,
            title=title,
            day=clock.today() + timedelta(days=days),
            at=time(10),
            minutes=60,
            place="The library",
        )


def make_guest(meeting: Meeting, account: Account | None = None, *, name: str = "Kim", **values: Any) -> MeetingGuest:
    """Let the person write somebody on the list."""
    with acting_as(meeting.person_id, because="test"):
        return actions.add_guest(meeting=meeting, name=name, who=account.who if account else None, **values)


def let_invite(meeting: Meeting) -> Meeting:
    """Let the person approve the list as it stands; return the meeting as it is then."""
    with acting_as(meeting.person_id, because="test"):
        actions.invite(meeting=meeting, seen=queries.guest_list_fingerprint(meeting))
        return Meeting.unguarded.get(pk=meeting.pk)


def make_invited(who: UUID, *accounts: Account, level: Level = Level.SUGGEST, **values: Any) -> Meeting:
    """Make a meeting to which these are invited."""
    meeting = make_meeting(who, **values)
    for account in accounts:
        make_guest(meeting, account, level=level)
    return let_invite(meeting)


def make_point(meeting: Meeting, by: Account, words: str = "A quiet flat") -> MeetingPoint:
    """Let somebody put something on the agenda."""
    with acting_as(by.who, because="test"):
        return actions.add_point(meeting=meeting, by=by, words=words)


def make_paper(meeting: Meeting, by: Account, words: str = "What the doctor wrote") -> MeetingPaper:
    """Let somebody add a paper."""
    with acting_as(by.who, because="test"):
        return actions.add_paper(meeting=meeting, by=by, title="A paper", words=words)


def make_decision(meeting: Meeting, by: Account, words: str = "Kim rings the housing office.") -> MeetingDecision:
    """Let somebody write down what could be decided."""
    with acting_as(by.who, because="test"):
        return actions.propose(meeting=meeting, by=by, words=words, who_does="Kim")
