"""Those around somebody, for tests; written by the person themself, or by whoever may suggest."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from viktig.ground import clock
from viktig.ground.people.models import Account
from viktig.ground.privacy.acting import acting_as
from viktig.person.group.actions import asking, messages, people, transitions
from viktig.person.group.models import Asked, Line, Message, Participant, SuggestedAnswer, Transition
from viktig.person.group.queries import readers_of, readers_shown


def make_participant(who: UUID, name: str = "Liv", *, part: str = "coordinator", **words: Any) -> Participant:
    """Write somebody into the list of those around a person."""
    with acting_as(who, because="test"):
        return people.add_participant(who=who, new_id=uuid4(), name=name, part=part, **words)


def leave(one: Participant, *, on: date | None = None, handover: str = "none") -> None:
    """Let somebody be no longer there."""
    with acting_as(one.person_id, because="test"):
        people.leave(participant=one, ended_on=on or clock.today(), handover=handover, ended_words="")


def make_asked(who: UUID, of: str = "The municipality", *, days_ago: int = 10) -> Asked:
    """Write down that somebody asked for a coordinator."""
    with acting_as(who, because="test"):
        return asking.ask(who=who, new_id=uuid4(), of=of, asked_on=clock.today() - timedelta(days=days_ago))


def make_message(person: Any, by: Account, words: str = "Can we meet on Friday?", *, to_name: str = "") -> Message:
    """Write a message on somebody's page, to those who read it now."""
    with acting_as(by.who, because="test"):
        shown = readers_shown(readers_of(person.pk))
        return messages.send(person=person, by=by, new_id=uuid4(), to_name=to_name, words=words, shown=shown)


def make_change(who: UUID, *, in_days: int = 14, kind: str = "home") -> Transition:
    """Make a list before a change; a negative number of days makes one that has passed."""
    with acting_as(who, because="test"):
        day = clock.today() + timedelta(days=in_days)
        return transitions.begin_transition(who=who, new_id=uuid4(), kind=kind, day=day)


def first_line(change: Transition) -> Line:
    """Return the first line of a list."""
    with acting_as(change.person_id, because="test"):
        return Line.unguarded.filter(transition=change).select_related("transition").order_by("position")[0]


def make_suggested(line: Line, by: Account, answer: str = "Liv calls on Monday at ten.") -> SuggestedAnswer:
    """Suggest an answer, as somebody who may."""
    with acting_as(by.who, because="test"):
        return transitions.suggest_answer(line=line, by=by, new_id=uuid4(), answer=answer, responsible="Liv")
