"""Reads of what a person has told, and of what they are writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Draft
from viktig.ground.stories.queries import OwnStory, own_stories
from viktig.person.stories.models import Told

BEGUN, WORDS = "person.stories.begun.", "person.stories.words."
TIMES = "times"  # how often the form was sent on
FIELDS = ("words", "area", "kind", "name")


@dataclass(frozen=True)
class Line:
    """One thing that was told, as a list shows it. own: None, if it cannot be found now."""

    id: UUID
    own: OwnStory | None
    has_news: bool


@dataclass(frozen=True)
class Begun:
    """Something that was begun and not sent."""

    id: UUID
    words: str


def lines_of(told: Sequence[Told], *, who: UUID) -> list[Line]:
    """Return what was told, for a list: news first, then by its words; in as many queries as for one."""
    found = own_stories([one.receipt for one in told], who=who)
    lines = [_line(one, found.get(one.receipt)) for one in told]
    return sorted(lines, key=lambda one: (not one.has_news, one.own.tale.words.casefold() if one.own else ""))


def _line(told: Told, own: OwnStory | None) -> Line:
    return Line(told.pk, own, own is not None and own.news > int(told.seen["news"]))


def own_story(told: Told) -> OwnStory | None:
    """Return the story that a person has told; None, if it cannot be found now."""
    return own_stories([told.receipt], who=told.person_id).get(told.receipt)


# What is being written ------------------------------------------------------------------------------------------------


def begun(who: UUID, told_id: UUID) -> dict[str, str]:
    """Return what whoever acts has sent on so far from the form with this id."""
    return drafts.kept(who=who, form=f"{BEGUN}{told_id}")


def with_letters(who: UUID, told_id: UUID) -> dict[str, str]:
    """Return the same, and what was written since and kept by itself."""
    given = begun(who, told_id)
    return given | drafts.kept(who=who, form=letters_key(told_id, given))


def letters_key(told_id: UUID, given: Mapping[str, str]) -> str:
    """Return under which name words are kept while they are written; another one each time the form is sent on, so that
    letters that arrive late overwrite nothing.
    """
    return f"{WORDS}{told_id}.{given.get(TIMES, '0')}"


def all_begun(who: UUID) -> list[Begun]:
    """Return what whoever acts has begun to tell and not sent, last changed first."""
    found: dict[UUID, str] = {}
    for draft in Draft.unguarded.filter(person_id=who, form__startswith="person.stories.").order_by("-changed_at"):
        for kind in (WORDS, BEGUN):
            if draft.form.startswith(kind) and draft.words.get("words", "").strip():
                found.setdefault(UUID(draft.form.removeprefix(kind)[:36]), draft.words["words"])
    sent = set(Told.unguarded.filter(person_id=who, pk__in=found).values_list("pk", flat=True))
    return [Begun(told_id, words) for told_id, words in found.items() if told_id not in sent]


# For other rooms, and for work that starts from nobody -----------------------------------------------------------------


def due_stories() -> list[tuple[UUID, UUID]]:
    """Return (who, id) of something told for everybody who has told anything, once each."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct on (who) who, id from due_stories() order by who")
        return list(cursor.fetchall())


def export_stories(who: UUID) -> list[dict[str, Any]]:
    """Return all that whoever acts has told, as it stands now (docs/my-data.md)."""
    told = list(Told.unguarded.filter(person_id=who))
    found = own_stories([one.receipt for one in told], who=who)
    return [{"id": str(one.pk), "stays": one.seen["stays"]} | _exported(found.get(one.receipt)) for one in told]


def _exported(own: OwnStory | None) -> dict[str, Any]:
    if own is None:
        return {}
    story = own.story
    return {
        "words": own.tale.words,
        "screen_name": own.tale.name,
        "area": own.tale.area,
        "what_helped": own.tale.kind,
        "sent_on": story.told_on.isoformat() if story else None,
        "status": own.status,
        "suggested": story.suggested if story else "",
        "reply": story.reply if story else "",
    }
