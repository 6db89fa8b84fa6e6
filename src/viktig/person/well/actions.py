"""What a person does with what keeps them well, and the words that a helper may suggest. Nobody else writes here."""

import uuid
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.ground.privacy.actions import end_shares
from viktig.ground.rules import RuleBroken
from viktig.ground.words.areas import LifeArea
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.matters.actions import write_matter
from viktig.person.matters.models import Matter
from viktig.person.well.models import (
    CrisisCard,
    DayMark,
    DiaryPage,
    Note,
    SuggestedFor,
    Thing,
    Tracker,
    WordSuggestion,
)
from viktig.person.well.queries import fingerprint, helper_name

Written = TypeVar("Written", Note, CrisisCard, Tracker, DiaryPage)


class CardIsThere(RuleBroken):
    """The person made their crisis card in another window."""


class DayIsTaken(RuleBroken):
    """Something stands on this day already, that the form did not show."""


class LaidAside(RuleBroken):
    """The suggestion was laid aside, so it is not written any further."""


# What the person writes -----------------------------------------------------------------------------------------------


def write_note(*, who: UUID, kind: str, words: str, new_id: UUID | None = None) -> Note:
    """Write a note; it comes last among its kind. new_id: minted with the form, so that it is written once.

    Raises NothingWritten.
    """
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    return _write(Note(id=new_id or uuid.uuid4(), person_id=who, kind=kind, words=words.strip()))


def write_diary(*, who: UUID, day: date, words: str, new_id: UUID | None = None) -> DiaryPage:
    """Write a page of the diary. new_id: as in `write_note`. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    return _write(DiaryPage(id=new_id or uuid.uuid4(), person_id=who, day=day, words=words.strip()))


def make_tracker(*, who: UUID, name: str, scale: str, unit: str = "", new_id: UUID | None = None) -> Tracker:
    """Begin to follow something. new_id: as in `write_note`. Raises NothingWritten."""
    if not name.strip():
        raise NothingWritten(_("Give it a name first. Any word of your own will do."))
    tracker = Tracker(id=new_id or uuid.uuid4(), person_id=who, name=name.strip(), scale=scale, unit=unit.strip())
    return _write(tracker)


def write_card(*, who: UUID, new_id: UUID | None = None, **parts: str) -> CrisisCard:
    """Make the crisis card. parts: words by the name of the column. Raises NothingWritten, CardIsThere."""
    if not any(words.strip() for words in parts.values()):
        raise NothingWritten(_("Write in one of the boxes first. One is enough."))
    try:
        return _write(CrisisCard(id=new_id or uuid.uuid4(), person_id=who, **_stripped(parts)))
    except Http404:
        raise CardIsThere(
            _("You made a card in another window. Your words are below. Copy them, and add them to that card.")
        ) from None


def _write(thing: Written) -> Written:
    """Write a new thing once, whatever number of times its form is sent; return it as it stands.

    Raises Http404 when another row is in its place.
    """
    thing.written_at = timezone.now()
    try:
        with transaction.atomic():
            thing.save(force_insert=True)
    except IntegrityError:
        there = type(thing).unguarded.filter(pk=thing.pk, person_id=thing.person_id).first()
        if there is None:
            raise Http404 from None
        return there
    return thing


@transaction.atomic
def change_thing(*, thing: Thing, seen: str, **parts: Any) -> None:
    """Write a thing anew. seen: the fingerprint of what the form showed. parts: values by the name of the column.

    Raises NothingWritten, WrittenMeanwhile.
    """
    parts = _stripped(parts)
    if not any(value for name, value in parts.items() if name not in {"day", "scale", "unit"}):
        raise NothingWritten(_("Write something first. You can also delete it for good."))
    now = type(thing).unguarded.select_for_update().get(pk=thing.pk)
    unchanged(seen, fingerprint(now))
    for name, value in parts.items():
        setattr(now, name, value)
    now.written_at = timezone.now()
    now.save(update_fields=[*parts, "written_at"])


def delete_thing(*, thing: Thing) -> None:
    """Delete a thing, what was written down for it and the shares of it alone. It was asked twice."""
    end_shares(person=thing.person_id, item=thing.pk)
    thing.delete()


@transaction.atomic
def mark_day(*, tracker: Tracker, day: date, value: str, words: str = "", seen: str = "") -> DayMark:
    """Write down one day: the first time, or over what stood there. seen: the fingerprint of what the form showed.

    The same twice is one. Raises DayIsTaken when something else stands there that the form did not show.
    """
    Tracker.unguarded.select_for_update().get(pk=tracker.pk)
    mark = DayMark.unguarded.filter(tracker=tracker, day=day).first()
    if mark is None:
        mark = DayMark(person_id=tracker.person_id, tracker=tracker, day=day)
    elif (mark.value, mark.words) == (value, words.strip()):
        return mark
    elif seen != fingerprint(mark):
        raise DayIsTaken(_("Something stands on this day already. It is below. Save again to write over it."))
    mark.value, mark.words = value, words.strip()
    mark.save()
    return mark


def delete_mark(*, mark: DayMark) -> None:
    """Delete what was written down for one day. It was asked twice."""
    mark.delete()


def _stripped(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in parts.items()}


# Words that a helper suggests -----------------------------------------------------------------------------------------


def suggest_words(*, who: UUID, by: Account, suggestion_id: UUID, kind: str, words: str, ready: bool) -> WordSuggestion:
    """Write words on a person's page that could be theirs: the person sees them from the first letter.

    suggestion_id: minted with the form; writing on changes the same row. ready: the helper has finished, and the person
    is told, once. Raises LaidAside, and NothingWritten when it is ready and empty.
    """
    if ready and not words.strip():
        raise NothingWritten(_("Write the words you suggest."))
    written = WordSuggestion.unguarded.filter(pk=suggestion_id, person_id=who, by=by.who).first()
    if written is None:
        written = _begin_suggestion(who, by, suggestion_id)
    if not written.is_open:
        raise LaidAside(
            _("This suggestion was laid aside. Your words are below. Copy them if you want to begin a new one.")
        )
    is_news = ready and not written.is_ready
    written.kind, written.words, written.is_ready = kind, words.strip() if ready else words, ready
    written.save(update_fields=["kind", "words", "is_ready", "changed_at"])
    if is_news:
        tell(who, address=reverse("person:well-own"))
    return written


def _begin_suggestion(who: UUID, by: Account, suggestion_id: UUID) -> WordSuggestion:
    name = helper_name(who, by.who)
    begun = WordSuggestion(id=suggestion_id, person_id=who, by=by.who, by_name=name, kind=SuggestedFor.MATTER)
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:  # two letters came at once, and the other made the row; or the id is not ours to write under
        there = WordSuggestion.unguarded.filter(pk=suggestion_id, person_id=who, by=by.who).first()
        if there is None:
            raise Http404 from None
        return there
    return begun


def lay_aside(*, suggestion: WordSuggestion) -> None:
    """Lay a suggestion aside, without a reason: the person says not this time, or its helper takes it back."""
    WordSuggestion.unguarded.filter(pk=suggestion.pk).update(is_open=False)


def bring_back(*, suggestion: WordSuggestion) -> None:
    """Take up a suggestion again that was laid aside."""
    WordSuggestion.unguarded.filter(pk=suggestion.pk).update(is_open=True)


@transaction.atomic
def use_words(*, suggestion: WordSuggestion, kind: str, words: str, new_id: UUID | None = None) -> Note | Matter:
    """Make suggested words the person's own, as the person has changed them: among what matters, or a note here.

    The suggestion is laid aside. new_id: as in `write_note`. Raises NothingWritten.
    """
    who = suggestion.person_id
    written: Note | Matter
    if kind == SuggestedFor.MATTER:
        written = write_matter(who=who, area=LifeArea.OTHER, words=words, new_id=new_id)
    else:
        written = write_note(who=who, kind=kind, words=words, new_id=new_id)
    lay_aside(suggestion=suggestion)
    return written
