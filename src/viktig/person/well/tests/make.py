"""What keeps somebody well, for tests; written by the person themself, or suggested by a helper."""

import uuid
from datetime import date
from uuid import UUID

from viktig.ground.people.models import Account
from viktig.ground.privacy.acting import acting_as
from viktig.person.well import actions
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, NoteKind, Scale, Tracker, WordSuggestion

DAY = date(2026, 5, 4)


def make_note(who: UUID, words: str = "I make people laugh", *, kind: NoteKind = NoteKind.STRENGTH) -> Note:
    """Write a note."""
    with acting_as(who, because="test"):
        return actions.write_note(who=who, kind=kind, words=words)


def make_card(who: UUID, **parts: str) -> CrisisCard:
    """Make the crisis card."""
    with acting_as(who, because="test"):
        return actions.write_card(who=who, **(parts or {"helps": "Sit with me", "want_not": "No sirens"}))


def make_tracker(who: UUID, name: str = "Sleep", *, scale: Scale = Scale.TEN, unit: str = "") -> Tracker:
    """Begin to follow something."""
    with acting_as(who, because="test"):
        return actions.make_tracker(who=who, name=name, scale=scale, unit=unit)


def make_mark(tracker: Tracker, day: date = DAY, value: str = "4", *, words: str = "") -> DayMark:
    """Write down one day."""
    with acting_as(tracker.person_id, because="test"):
        return actions.mark_day(tracker=tracker, day=day, value=value, words=words)


def make_page(who: UUID, words: str = "It rained all day", *, day: date = DAY) -> DiaryPage:
    """Write a page of the diary."""
    with acting_as(who, because="test"):
        return actions.write_diary(who=who, day=day, words=words)


def make_words(who: UUID, by: Account, words: str = "You never give up", *, ready: bool = True) -> WordSuggestion:
    """Let a helper suggest words, who may."""
    with acting_as(by.who, because="test"):
        return actions.suggest_words(
            who=who, by=by, suggestion_id=uuid.uuid4(), kind=NoteKind.STRENGTH, words=words, ready=ready
        )
