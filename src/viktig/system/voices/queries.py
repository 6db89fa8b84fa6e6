"""What would be published, what is published, and whether it became better."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from viktig.ground.facts.quarters import Quarter, quarter_on
from viktig.ground.people.models import Place
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.voice.models import Publication, Turn, Voice
from viktig.ground.voice.queries import talk_of
from viktig.ground.voice.states import Act, Judgement

A_PAGE = 50


@dataclass(frozen=True)
class ToCheck:
    """A voice exactly as it would be published. change: or None. before: what is published of it now, or None.

    waits: it is not published yet, or something came since.
    """

    voice: Voice
    answer: Turn
    change: Turn | None
    before: Publication | None
    waits: bool


def to_check(voice: Voice) -> ToCheck:
    """Return what `actions.publish` would publish of a voice that access gave."""
    turns = talk_of(voice).turns
    answer = next(turn for turn in reversed(turns) if turn.act == Act.ANSWERED)
    after = [turn for turn in turns if turn.act == Act.CHANGED and turn.position > answer.position]
    change = after[-1] if after else None
    published = [turn.position for turn in turns if turn.act == Act.PUBLISHED]
    waits = not published or published[-1] < (change or answer).position
    return ToCheck(voice, answer, change, Publication.unguarded.filter(voice=voice).first(), waits)


def waiting_to_be_checked(voices: QuerySet[Voice], *, after: UUID | None = None) -> tuple[list[Voice], UUID | None]:
    """Return a page of the voices from access, the oldest first, and the key of the next page, if there is one."""
    voices = voices.order_by("said_on", "pk")
    last = voices.filter(pk=after).first() if after else None
    if last is not None:
        voices = voices.filter(Q(said_on__gt=last.said_on) | Q(said_on=last.said_on, pk__gt=last.pk))
    found = list(voices[: A_PAGE + 1])
    shown = found[:A_PAGE]
    open_keys([voice.pk for voice in shown])
    return shown, shown[-1].pk if len(found) > A_PAGE else None


@dataclass(frozen=True)
class Change:
    """Something published, in plain values: the same ones always make the same card.

    place, organisation, answered_by: names; answered_by is empty where the one who was asked answered. quarter: when; the
    day is not shown, so that a voice cannot be dated (domain 14.7). written_in_by: the user organisation that wrote in an
    answer that came by letter. now_part_of: the body that took over from the one that was asked.
    """

    id: UUID
    words: str
    answer: str
    change: str
    outcome: str
    judgement: str
    language: str
    area: str
    organisation: str
    answered_by: str
    place: str
    quarter: Quarter
    written_in_by: str = ""
    now_part_of: str = ""


@dataclass(frozen=True)
class Changes:
    """A page of what is published. better: how many of `judged` became better; number: how many there are in all."""

    rows: list[Change]
    more: UUID | None
    number: int
    judged: int
    better: int


def changes(*, area: str = "", outcome: str = "", place: str = "", after: UUID | None = None) -> Changes:
    """Return a page of what is published, the newest first. place: its parts count too. Empty: all."""
    wanted = {name: value for name, value in {"area": area, "outcome": outcome}.items() if value}
    found = Publication.unguarded.filter(**wanted)
    if place:
        found = found.filter(Q(place=place) | Q(place__parent=place) | Q(place__parent__parent=place))
    verdicts = [Judgement.BETTER, Judgement.SAME, Judgement.WORSE]
    totals = found.order_by().aggregate(
        number=Count("pk"),
        judged=Count("pk", filter=Q(judgement__in=verdicts)),
        better=Count("pk", filter=Q(judgement=Judgement.BETTER)),
    )
    last = Publication.unguarded.filter(pk=after).only("published_on").first() if after else None
    if last is not None:
        day = last.published_on
        found = found.filter(Q(published_on__lt=day) | Q(published_on=day, pk__gt=last.pk))
    rows = changes_in(found.order_by("-published_on", "pk")[: A_PAGE + 1])
    return Changes(rows=rows[:A_PAGE], more=rows[A_PAGE - 1].id if len(rows) > A_PAGE else None, **totals)


PLAIN = ("pk", "words", "answer", "change", "outcome", "judgement", "language", "area", "organisation__name")


def changes_in(published: QuerySet[Publication]) -> list[Change]:
    """Return what is published, in its order."""
    columns = (*PLAIN, "answered_by__name", "place__name", "published_on")
    names = ("written_in_by__name", "organisation__part_of__name")
    found = published.annotate(same=Q(answered_by=F("organisation"))).values_list(*columns, *names, "same")
    rows: list[Any] = [
        (*plain, "" if same else answered_by, place, quarter_on(day), by or "", part_of or "")
        for *plain, answered_by, place, day, by, part_of, same in found
    ]
    return [Change(*row) for row in rows]


def places_with_changes() -> Sequence[Place]:
    """Return the places from which something is published, by name."""
    found = Place.unguarded.filter(pk__in=Publication.unguarded.order_by().values("place"))
    return sorted(found, key=lambda place: place.name.casefold())
