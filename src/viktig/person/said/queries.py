"""Reads of what a person has said: each row opens its receipt, and the receipt opens the talk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Draft, LogEntry, LogQuestion
from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.ground.voice.queries import OwnTalk, OwnVoice, own_talks, own_voices
from viktig.ground.voice.telling import KEPT
from viktig.person.matters.models import Matter
from viktig.person.ombud.models import Suggestion
from viktig.person.said.models import Said

CLASSES = ("service", "right", "transition", "spoken_by", "serious")
BEGUN, WORDS = "person.said.begun.", "person.said.words."
TIMES = "times"  # how often the form was sent on


@dataclass(frozen=True)
class Line:
    """One thing said, as a list shows it. first_words: whole; the page cuts them."""

    id: UUID
    first_words: str
    status: str
    to: str
    said_on: date | None
    has_news: bool
    may_judge: bool
    is_asked: bool
    is_closed: bool


@dataclass(frozen=True)
class Begun:
    """Something that was begun and not sent yet."""

    id: UUID
    words: str


def lines_of(saids: Sequence[Said], *, who: UUID) -> list[Line]:
    """Return what was said, for a list: news first, then what waits for them, then the latest, in a few queries.

    saids: from access. who: who looks.
    """
    voices = own_voices([said.receipt for said in saids], who=who)
    lines = [_line(said, voices.get(said.receipt)) for said in saids]
    lines.sort(key=lambda one: one.said_on or date.max, reverse=True)
    return sorted(lines, key=lambda one: (not one.has_news, not (one.may_judge or one.is_asked), one.is_closed))


def said_overview(who: UUID) -> list[Line]:
    """Return all that whoever acts has said, for their own page; as `lines_of`."""
    return lines_of(list(Said.unguarded.filter(person_id=who)), who=who)


def has_news(said: Said, own: OwnVoice) -> bool:
    """Say whether somebody else has taken a turn since the person last looked."""
    return own.news > int(said.seen["turns"])


def _line(said: Said, own: OwnVoice | None) -> Line:
    if own is None:
        return Line(said.pk, "", _("We cannot find this now."), "", None, False, False, False, not said.is_open)
    voice = own.voice
    return Line(
        id=said.pk,
        first_words=own.first_words,
        status=own.status,
        to=voice.to.name if voice else "",
        said_on=voice.said_on if voice else None,
        has_news=has_news(said, own),
        may_judge=own.may_judge,
        is_asked=own.is_asked,
        is_closed=own.is_closed,
    )


# What is being written ------------------------------------------------------------------------------------------------


def begun(who: UUID, said_id: UUID) -> dict[str, str]:
    """Return what whoever acts has given so far in the form with this id, step by step."""
    return drafts.kept(who=who, form=f"{BEGUN}{said_id}")


def letters(who: UUID, said_id: UUID, given: Mapping[str, str]) -> dict[str, str]:
    """Return the words that were kept by themselves since the form with this id was last sent on."""
    return drafts.kept(who=who, form=letters_key(said_id, given))


def letters_key(said_id: UUID, given: Mapping[str, str]) -> str:
    """Return under which name the words are kept while they are written.

    It is another one after each step: letters that arrive late, when the words are already sent on, overwrite nothing.
    """
    return f"{WORDS}{said_id}.{given.get(TIMES, '0')}"


def all_begun(who: UUID) -> list[Begun]:
    """Return what whoever acts has begun to say and not sent, last changed first."""
    found: dict[UUID, str] = {}
    for draft in Draft.unguarded.filter(person_id=who, form__startswith="person.said.").order_by("-changed_at"):
        for kind in (WORDS, BEGUN):
            if draft.form.startswith(kind) and draft.words.get("words", "").strip():
                found.setdefault(UUID(draft.form.removeprefix(kind)[:36]), draft.words["words"])
    sent = Said.unguarded.filter(person_id=who, pk__in=found).values_list("pk", flat=True)
    return [Begun(said_id, words) for said_id, words in found.items() if said_id not in set(sent)]


def from_suggestion(suggestion: Suggestion) -> dict[str, str]:
    """Return what a suggestion fills in."""
    load = {name: str(value) for name, value in (suggestion.load or {}).items() if name in KEPT and value}
    to = Organisation.unguarded.filter(pk=load["to"]).first() if _is_id(load.get("to", "")) else None
    return load | {"words": suggestion.words} | ({"place": to.place_id} if to else {})


def from_matter(matter: Matter) -> dict[str, str]:
    """Return what something that matters fills in."""
    return {"words": matter.words, "area": matter.area}


def from_look(entry: LogEntry) -> dict[str, str]:
    """Return what a look fills in that nobody has told the reason for: no name, only where they worked, if they did."""
    asked_on = LogQuestion.unguarded.filter(entry=entry).values_list("asked_on", flat=True).first()
    told = {"day": date_format(asked_on or clock.today()), "organisation": entry.reader_from}
    if entry.reader_from:
        words = _(
            "Someone from %(organisation)s opened my page. On %(day)s I asked why. They had seven days, and they have not"
            " answered."
        )
    else:
        words = _("Someone opened my page. On %(day)s I asked why. They had seven days, and they have not answered.")
    return {"words": words % told, "kind": Kind.BARRIER, "level": VoiceLevel.SERVICE}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


# For other rooms, and for work that starts from nobody -----------------------------------------------------------------


def due_said() -> list[UUID]:
    """Return the `who` of everybody who waits for an answer, once each."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct who from due_said()")
        return [who for (who,) in cursor.fetchall()]


def receipts_of(who: UUID) -> list[str]:
    """Return the receipts that whoever acts holds, for erasing what they have not sent off yet."""
    return [said.receipt for said in Said.unguarded.filter(person_id=who)]


def export_said(who: UUID) -> list[dict[str, Any]]:
    """Return all that whoever acts has said, with the talk and the receipt (docs/my-data.md)."""
    saids = list(Said.unguarded.filter(person_id=who))
    talks = own_talks([said.receipt for said in saids], who=who)
    return [
        {"id": str(said.pk), "receipt": said.receipt, "assignment": said.seen.get("assignment")}
        | _exported(talks.get(said.receipt))
        for said in saids
    ]


def _exported(own: OwnTalk | None) -> dict[str, Any]:
    if own is None:
        return {}
    voice = own.voice
    return {
        "words": own.first_words,
        "status": own.status,
        "to": voice.to.name if voice else None,
        "said_on": voice.said_on.isoformat() if voice else None,
        "kind": voice.kind if voice else None,
        "area": voice.area if voice else None,
        "level": voice.level if voice else None,
        "may_publish": voice.may_publish if voice else None,
        **{name: getattr(voice, name) if voice else None for name in CLASSES},
        "talk": [
            {"on": line.on.isoformat() if line.on else None, "what": line.what, "words": line.words}
            for line in own.lines
        ],
    }
