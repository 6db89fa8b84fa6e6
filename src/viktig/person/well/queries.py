"""Reads of what keeps a person well. They take what access gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from viktig.ground.access.queries import open_shares
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.well.models import (
    CrisisCard,
    DayMark,
    DiaryPage,
    Note,
    NoteKind,
    Thing,
    Tracker,
    WordSuggestion,
)

PAGE = 50
CARD = ("helps", "worse", "call", "want", "want_not")
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    Note: ("words",),
    CrisisCard: CARD,
    Tracker: ("name", "unit"),
    DiaryPage: ("day", "words"),
    DayMark: ("day", "value", "words"),
}


@dataclass(frozen=True)
class Listed:
    """A page of a list, newest first. older: where the next page starts, or empty."""

    lines: list[Any]
    older: str


def fingerprint(thing: Thing | DayMark) -> str:
    """Return a mark of what a row says now, by which a form knows that it was written in another window."""
    return fingerprint_of(thing.pk, *(getattr(thing, name) for name in COLUMNS[type(thing)]))


def notes_by_kind(who: UUID) -> dict[str, list[Note]]:
    """Return the notes of a person by kind, in the order of the page; each kind is there, and may be empty."""
    found: dict[str, list[Note]] = {kind: [] for kind in NoteKind.values}
    for note in Note.unguarded.filter(person_id=who).order_by("written_at", "pk"):
        found[note.kind].append(note)
    return found


def card_of(who: UUID) -> CrisisCard | None:
    """Return the crisis card of a person, if they have made one."""
    return CrisisCard.unguarded.filter(person_id=who).first()


def lines_of(card: CrisisCard) -> list[tuple[str, str]]:
    """Return what stands on a crisis card: (what, words), without what is empty."""
    named = ((str(CrisisCard._meta.get_field(name).verbose_name), str(getattr(card, name))) for name in CARD)  # type: ignore[union-attr]
    return [(name, words) for name, words in named if words]


def trackers_of(who: UUID) -> list[Tracker]:
    """Return what a person follows, in the order in which they began."""
    return list(Tracker.unguarded.filter(person_id=who).order_by("written_at", "pk"))


def marks_of(tracker: Tracker, before: str = "") -> Listed:
    """Return what was written down, newest first. before: a day, as the page before gave it."""
    found = DayMark.unguarded.filter(tracker=tracker).order_by("-day")
    if day := _day(before):
        found = found.filter(day__lt=day)
    marks = list(found[: PAGE + 1])
    return Listed(marks[:PAGE], marks[PAGE - 1].day.isoformat() if len(marks) > PAGE else "")


def mark_on(tracker: Tracker, day: date) -> DayMark | None:
    """Return what was written down for one day, if anything."""
    return DayMark.unguarded.filter(tracker=tracker, day=day).first()


def diary_of(who: UUID, before: str = "") -> Listed:
    """Return a part of the diary, newest day first. before: as the part before gave it."""
    found = DiaryPage.unguarded.filter(person_id=who).order_by("-day", "-pk")
    day, _found, pk = before.partition("_")
    if (last := _day(day)) and (last_id := _uuid(pk)):
        found = found.filter(Q(day__lt=last) | Q(day=last, pk__lt=last_id))
    pages = list(found[: PAGE + 1])
    last_page = pages[PAGE - 1] if len(pages) > PAGE else None
    return Listed(pages[:PAGE], f"{last_page.day.isoformat()}_{last_page.pk}" if last_page else "")


def pages_that_say(who: UUID, words: str) -> list[DiaryPage]:
    """Return the pages of a diary that hold all the words, in any order and case. The search is in memory."""
    wanted = words.casefold().split()
    pages = DiaryPage.unguarded.filter(person_id=who).order_by("-day", "-pk")
    return [one for one in pages if all(word in one.words.casefold() for word in wanted)]


def by_day(pages: Sequence[DiaryPage]) -> list[tuple[date, list[DiaryPage]]]:
    """Return pages of a diary by day, in the order they came in."""
    days: dict[date, list[DiaryPage]] = {}
    for one in pages:
        days.setdefault(one.day, []).append(one)
    return list(days.items())


# Words that helpers suggest -------------------------------------------------------------------------------------------


def suggestions_to(who: UUID) -> tuple[list[WordSuggestion], list[WordSuggestion]]:
    """Return what helpers have suggested to a person: what is open, and what was laid aside; newest first."""
    found = list(WordSuggestion.unguarded.filter(person_id=who).order_by("-changed_at", "pk"))
    return [one for one in found if one.is_open], [one for one in found if not one.is_open]


def begun_suggestion(who: UUID, suggestion_id: UUID, *, by: UUID) -> WordSuggestion | None:
    """Return what a helper has begun to write to a person, under the id of its form."""
    return WordSuggestion.unguarded.filter(pk=suggestion_id, person_id=who, by=by).first()


def helper_name(who: UUID, helper: UUID) -> str:
    """Return the name under which a person shares this room with somebody now."""
    shares = [one for one in open_shares(who) if (one.receiver, one.room) == (helper, Room.WELL)]
    return next((str(one.receiver_name) for one in shares), "")


# To share, and to take along ------------------------------------------------------------------------------------------


def shareable_things(who: UUID) -> dict[UUID, str]:
    """Return what each thing that can be shared alone is called, by its id. A diary page is called by its day."""
    found = {note.pk: str(note.words) for notes in notes_by_kind(who).values() for note in notes}
    if card := card_of(who):
        found[card.pk] = _("My crisis card")
    found |= {one.pk: str(one.name) for one in trackers_of(who)}
    days = DiaryPage.unguarded.filter(person_id=who).order_by("-day", "-pk").values_list("pk", "day")
    return found | {pk: _("My diary, %(day)s") % {"day": formats.date_format(day, "DATE_FORMAT")} for pk, day in days}


def export_well(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all that lies in this room about a person, as docs/my-data.md describes it."""
    notes = [one for kind in notes_by_kind(who).values() for one in kind]
    marks: dict[UUID, list[dict[str, str]]] = {}
    for mark in DayMark.unguarded.filter(person_id=who).order_by("day"):
        marks.setdefault(mark.tracker_id, []).append(
            {"on": mark.day.isoformat(), "value": mark.value, "words": mark.words}
        )
    card, pages = card_of(who), DiaryPage.unguarded.filter(person_id=who).order_by("day", "pk")
    return {
        "notes": [
            {"id": str(one.pk), "about": one.kind, "words": one.words, "written_at": one.written_at.isoformat()}
            for one in notes
        ],
        "crisis_card": [{"id": str(card.pk)} | _words_on(card)] if card else [],
        "followed": [
            {
                "id": str(one.pk),
                "name": one.name,
                "scale": one.scale,
                "unit": one.unit,
                "written_at": one.written_at.isoformat(),
                "days": marks.get(one.pk, []),
            }
            for one in trackers_of(who)
        ],
        "diary": [{"id": str(one.pk), "on": one.day.isoformat(), "words": one.words} for one in pages],
        "suggested_words": [
            {
                "id": str(one.pk),
                "by": one.by_name,
                "about": one.kind,
                "words": one.words,
                "is_open": one.is_open,
                "changed_at": one.changed_at.isoformat(),
            }
            for part in suggestions_to(who)
            for one in part
        ],
    }


def _words_on(card: CrisisCard) -> dict[str, str]:
    return {name: str(getattr(card, name)) for name in CARD} | {"written_at": card.written_at.isoformat()}


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def suggested_to(who: UUID, item: UUID) -> Beside | None:
    """Return words that a helper suggests to a person, for the person's own note beside them; None for all else."""
    found = WordSuggestion.unguarded.filter(pk=item, person_id=who).exclude(by=who).first()
    return Beside(found.words, found.pk, reverse("person:well-room", args=[who])) if found else None
