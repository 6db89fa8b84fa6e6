"""What would be published, what is published, and whether it became better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.text import Truncator

from viktig.ground import clock
from viktig.ground.facts.quarters import Quarter, quarter_on
from viktig.ground.people.models import Place
from viktig.ground.voice.edit import EditState
from viktig.ground.voice.models import Publication, Turn, Voice
from viktig.ground.voice.publishing import Asked, Text, asked_about, latest, may_ask_again, text_of, too_early
from viktig.ground.voice.queries import open_words, talk_of, with_organisations
from viktig.ground.voice.states import Act, Judgement
from viktig.ground.words.lines import first_words, row_addresses

A_PAGE = 50
HINT = 40  # characters


@dataclass(frozen=True)
class ToCheck:
    """A voice exactly as it would be published. before: what is published of it now, or None.

    answer, change: the turns whose words would stand there. waits: it is not published yet, or something came since.
    asked: the text that was last suggested, beside the words as they are; reply: what its speaker wrote to it.
    """

    voice: Voice
    text: Text
    answer: Turn
    change: Turn | None
    before: Publication | None
    waits: bool
    asked: Asked | None
    reply: str

    @property
    def state(self) -> str:
        """Return what the one who spoke says to the text that was suggested, or nothing."""
        return self.asked.edit.state if self.asked else ""

    @property
    def may_ask(self) -> bool:
        """Say whether another text may be suggested now."""
        return may_ask_again(self.asked.edit if self.asked else None, clock.today())

    @property
    def too_early(self) -> bool:
        """Say whether it is serious, and talked about before it is published."""
        return too_early(self.voice, clock.today())

    @property
    def may_publish(self) -> bool:
        """Say whether it may be published now, when nobody can be recognised."""
        return not self.too_early and self.state not in {EditState.ASKED, EditState.REFUSED}


def to_check(voice: Voice) -> ToCheck:
    """Return what `actions.publish` would publish of a voice that access gave."""
    talk = talk_of(voice)
    answer, change = latest(talk.turns)
    assert answer is not None  # access gives what was answered
    before = Publication.unguarded.filter(voice=voice).first()
    replies = [turn.words for turn in talk.turns if turn.act in {Act.AGREED, Act.REFUSED}]
    return ToCheck(
        voice,
        text_of(voice, answer, change, edit=talk.edit, published=before),
        answer,
        change,
        before,
        voice.unchecked,
        asked_about(talk, answered=True),
        replies[-1] if replies else "",
    )


@dataclass(frozen=True)
class Line:
    """One voice in the list of what is checked. hint: its first words, for whoever hears the list's links alone.

    came_back: it is published, and something came since.
    """

    voice: Voice
    address: str
    begins: str
    hint: str
    came_back: bool


def waiting_to_be_checked(voices: QuerySet[Voice], *, after: UUID | None = None) -> tuple[list[Line], UUID | None]:
    """Return a page of the voices from access, the oldest first, and the key of the next page, if there is one."""
    published = Exists(Publication.unguarded.filter(voice=OuterRef("pk")))
    voices = voices.select_related(None).annotate(came_back=published).order_by("said_on", "pk")
    last = voices.filter(pk=after).first() if after else None
    if last is not None:
        voices = voices.filter(Q(said_on__gt=last.said_on) | Q(said_on=last.said_on, pk__gt=last.pk))
    found = list(voices[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return _lines(shown), shown[-1].pk if len(found) > A_PAGE else None


def waiting_for_others(voices: QuerySet[Voice]) -> list[Line]:
    """Return the voices from access that wait for somebody else, with what for, the oldest first, at most fifty."""
    return _lines(list(voices.select_related(None).select_related("edit").order_by("said_on", "pk")[:A_PAGE]))


def _lines(voices: Sequence[Voice]) -> list[Line]:
    open_words(voices)
    address_of = row_addresses("system:voices-check")
    lines = []
    for voice in with_organisations(voices):
        begins = first_words(voice.words)
        came_back = getattr(voice, "came_back", False)
        lines.append(Line(voice, address_of(voice.pk), begins, Truncator(begins).chars(HINT), came_back))
    return lines


@dataclass(frozen=True)
class Change:
    """Something published, in plain values: the same ones always make the same card.

    place, organisation, answered_by: names; answered_by is empty where the one who was asked answered. quarter: when; the
    day is not shown, so that a voice cannot be dated (domain 14.7). written_in_by: the user organisation that wrote in an
    answer that came by letter. now_part_of: the body that took over from the one that was asked. by_when: by which day a
    change was promised. before: what was changed before it was opened again. barrier: what it is joined to, with its name.
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
    by_when: date | None = None
    before: str = ""
    spoken_by: str = ""
    barrier: UUID | None = None
    barrier_name: str = ""


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
    more = ("by_when", "before", "spoken_by", "barrier", "barrier__name")
    found = published.annotate(same=Q(answered_by=F("organisation"))).values_list(*columns, *names, *more, "same")
    rows: list[Any] = []
    width = len(PLAIN)
    for row in found:
        answered_by, place, day, by, part_of, *rest, many, same = row[width:]
        plain = (*row[:width], "" if same else answered_by, place, quarter_on(day))
        rows.append((*plain, by or "", part_of or "", *rest, many or ""))
    return [Change(*row) for row in rows]


def places_with_changes() -> Sequence[Place]:
    """Return the places from which something is published, by name."""
    found = Place.unguarded.filter(pk__in=Publication.unguarded.order_by().values("place"))
    return sorted(found, key=lambda place: place.name.casefold())
