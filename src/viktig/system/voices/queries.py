"""What would be published, what is published, and whether it became better."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from viktig.ground.facts.quarters import Quarter, quarter_on
from viktig.ground.people.models import Place
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.voice.models import Publication, Turn, Voice
from viktig.ground.voice.queries import talk_of
from viktig.ground.voice.states import Act, Judgement
from viktig.ground.words.areas import LifeArea

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
    """Something published. quarter: when; the day is not shown, so that a voice cannot be dated (domain 14.7).

    area: in words. Django's own `get_area_display` says all ten areas to find one, for each row of the list.
    """

    published: Publication
    quarter: Quarter
    area: str


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
    ordered = found.select_related("organisation", "answered_by", "place").order_by("-published_on", "pk")
    last = Publication.unguarded.filter(pk=after).only("published_on").first() if after else None
    if last is not None:
        day = last.published_on
        ordered = ordered.filter(Q(published_on__lt=day) | Q(published_on=day, pk__gt=last.pk))
    rows = list(ordered[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    return Changes(rows=[change_of(one) for one in shown], more=shown[-1].pk if len(rows) > A_PAGE else None, **totals)


def change_of(published: Publication) -> Change:
    """Return something published with its quarter and area."""
    return Change(published, quarter_on(published.published_on), area=str(LifeArea(published.area).label))


def places_with_changes() -> Sequence[Place]:
    """Return the places from which something is published, by name."""
    found = Place.unguarded.filter(pk__in=Publication.unguarded.order_by().values("place"))
    return sorted(found, key=lambda place: place.name.casefold())
