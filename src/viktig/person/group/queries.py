"""Reads of those around a person. They take what access gave, or the `who` of whoever acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.access.queries import last_day, open_shares
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import Level, Room, Share
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.group.dates import Gap, days_due, gaps, months_due
from viktig.person.group.models import (
    Asked,
    CheckIn,
    Circle,
    Line,
    LineState,
    Message,
    Part,
    Participant,
    SuggestedAnswer,
    Topic,
    Transition,
)

PAGE = 50
ORDER = list(Part)


@dataclass(frozen=True)
class Sees:
    """One room that somebody sees now. until: the last day."""

    room: str
    level: Level
    until: date


@dataclass(frozen=True)
class Around:
    """Somebody around the person, and what they see now; nothing, for whoever is not the person."""

    one: Participant
    sees: list[Sees]

    @property
    def sees_this(self) -> bool:
        """Say whether they see the room itself."""
        return any(one.room == str(Room.GROUP.label) for one in self.sees)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the whole room now, beside the person."""

    who: UUID
    name: str
    level: Level
    until: date


@dataclass(frozen=True)
class ToRead:
    """A message as a page shows it. is_mine: whoever looks wrote it; of_person: the person did."""

    message: Message
    is_mine: bool
    of_person: bool


@dataclass(frozen=True)
class Messages:
    """A page of messages, newest first. older: where the next page starts, or empty."""

    found: list[ToRead]
    older: str


@dataclass(frozen=True)
class Change:
    """A change as a list shows it. open: lines without an answer, of `asked`. days_left: negative when it has passed."""

    transition: Transition
    open: int
    asked: int
    suggested: int
    days_left: int


@dataclass(frozen=True)
class OneLine:
    """A line of a list with what was suggested for it, newest first."""

    line: Line
    question: str
    suggested: list[SuggestedAnswer]
    put_away: list[SuggestedAnswer] = field(default_factory=list)


@dataclass(frozen=True)
class Spell:
    """A time with somebody, or a gap between two of them, in the history."""

    since: date | None
    until: date | None
    who: Participant | None = None
    days: int | None = None


# Those around the person ------------------------------------------------------------------------------------------------


def participants_of(who: UUID) -> tuple[list[Participant], list[Participant]]:
    """Return who is around a person now, by what they are and by name, and who was, the last who left first."""
    found = list(Participant.unguarded.filter(person_id=who).order_by("pk"))
    now = [one for one in found if one.ended_on is None]
    left = [one for one in found if one.ended_on is not None]
    now.sort(key=lambda one: (ORDER.index(Part(one.part)), one.name.casefold()))
    left.sort(key=lambda one: (one.ended_on or date.min, one.name), reverse=True)
    return now, left


def with_what_they_see(now: Sequence[Participant], who: UUID, *, is_own: bool) -> list[Around]:
    """Return each with the whole rooms and single things they see now, for the person; for others without that."""
    shares = open_shares(who) if is_own else []
    return [Around(one, [_sees(share) for share in shares if one.receiver == share.receiver]) for one in now]


def _sees(share: Share) -> Sees:
    return Sees(str(Room(share.room).label), Level(share.level), last_day(share))


def vacant_since(now: Iterable[Participant], left: Iterable[Participant]) -> date | None:
    """Return since when nobody coordinates, where somebody did before; None, when somebody does or nobody ever did."""
    if any(one.part == Part.COORDINATOR for one in now):
        return None
    return max((one.ended_on for one in left if one.part == Part.COORDINATOR and one.ended_on), default=None)


def history(everybody: Iterable[Participant]) -> list[tuple[str, list[Spell]]]:
    """Return by part who was there, and the gaps between those of whom there should always be one; newest first."""
    found = []
    for part in Part:
        those = [one for one in everybody if one.part == part]
        spells = [Spell(one.started_on, one.ended_on, one) for one in those]
        if part in {Part.COORDINATOR, Part.CONTACT}:
            spells += [Spell(gap.since, gap.until, None, gap.days) for gap in _gaps(those)]
        spells.sort(key=lambda one: (one.since or one.until or date.min, one.who is not None), reverse=True)
        if spells:
            found.append((str(part.label), spells))
    return found


def _gaps(those: Iterable[Participant]) -> list[Gap]:
    return gaps((one.started_on, one.ended_on) for one in those)


def circle_of(who: UUID) -> Circle | None:
    """Return how those around a person work together, if anything is written."""
    return Circle.unguarded.filter(person_id=who).first()


def all_asked(who: UUID) -> list[Asked]:
    """Return how often a person asked for a coordinator, the last first."""
    return list(Asked.unguarded.filter(person_id=who).order_by("-asked_on", "pk"))


# Messages ---------------------------------------------------------------------------------------------------------------


def readers_of(who: UUID) -> list[Reader]:
    """Return who reads the whole room of a person now, beside them, by name. Whoever reads it may know who else does."""
    with connection.cursor() as cursor:
        cursor.execute("select id, who, name, organisation, level, ends_at from group_readers(%s)", [who])
        rows = cursor.fetchall()
    found: dict[UUID, Reader] = {}
    for pk, receiver, name, organisation, level, ends_at in rows:
        share = Share(id=pk, person_id=who, receiver=receiver, level=level, ends_at=ends_at)
        share.receiver_name, share.receiver_from = name, organisation
        until = last_day(share)
        if receiver not in found or found[receiver].until < until:
            found[receiver] = Reader(receiver, share.receiver_in_full, Level(level), until)
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.who))


def name_among(readers: Iterable[Reader], who: UUID) -> str:
    """Return the name by which the person knows one of the readers."""
    return next((one.name for one in readers if one.who == who), "")


def readers_shown(readers: Iterable[Reader]) -> str:
    """Return what tells whether others read now than a page showed, and nothing about them."""
    return fingerprint_of(*sorted(str(one.who) for one in readers))


def messages_on(who: UUID, *, me: UUID, before: str = "") -> Messages:
    """Return a page of what was written between those around a person. before: what the page before gave as `older`."""
    found = Message.unguarded.filter(person_id=who).order_by("-sent_at", "-pk")
    if cursor := _cursor(before):
        found = found.filter(Q(sent_at__lt=cursor[0]) | Q(sent_at=cursor[0], pk__lt=cursor[1]))
    rows = list(found[: PAGE + 1])
    older = f"{rows[PAGE - 1].sent_at.isoformat()}_{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return Messages([ToRead(one, one.by == me, one.by == who) for one in rows[:PAGE]], older)


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    moment, _found, pk = text.rpartition("_")
    try:
        return datetime.fromisoformat(moment), UUID(pk)
    except ValueError:
        return None


# Changes ----------------------------------------------------------------------------------------------------------------


def changes_of(who: UUID) -> list[Change]:
    """Return the changes of a person: those that come, the next first, then those that have passed, the last first."""
    asked = Count("lines", filter=~Q(lines__state=LineState.NOT_NEEDED), distinct=True)
    waits = Count("lines", filter=Q(lines__state=LineState.OPEN), distinct=True)
    suggested = Count("lines__suggested", filter=Q(lines__suggested__is_open=True), distinct=True)
    rows: Any = Transition.unguarded.filter(person_id=who).annotate(asked=asked, waits=waits, suggestions=suggested)
    today = clock.today()
    found = [Change(one, one.waits, one.asked, one.suggestions, (one.day - today).days) for one in rows.order_by("pk")]
    return sorted(found, key=lambda one: (one.days_left < 0, abs(one.days_left)))


def lines_of(transition: Transition) -> list[OneLine]:
    """Return the lines of a list in their order, each with what was suggested for it."""
    lines = list(Line.unguarded.filter(transition=transition).order_by("position", "pk"))
    suggested: dict[UUID, list[SuggestedAnswer]] = {}
    for one in SuggestedAnswer.unguarded.filter(line__transition=transition).order_by("-suggested_on", "pk"):
        suggested.setdefault(one.line_id, []).append(one)
    return [_one_line(line, suggested.get(line.pk, [])) for line in lines]


def suggested_on(line: Line) -> OneLine:
    """Return one line with what was suggested for it."""
    return _one_line(line, list(SuggestedAnswer.unguarded.filter(line=line).order_by("-suggested_on", "pk")))


def _one_line(line: Line, suggested: Sequence[SuggestedAnswer]) -> OneLine:
    return OneLine(
        line,
        question_of(line),
        [one for one in suggested if one.is_open],
        [one for one in suggested if not one.is_open],
    )


def question_of(line: Line) -> str:
    """Return what a line asks: its topic's question, or the person's own."""
    return str(line.question) if line.topic == Topic.OWN else str(Topic(line.topic).label)


def suggestion_for(line: Line, suggested_id: UUID) -> SuggestedAnswer | None:
    """Return an open suggestion for a line by its id, if there is one."""
    return SuggestedAnswer.unguarded.filter(pk=suggested_id, line=line, is_open=True).first()


# Asked how it is --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """What the person is asked now. months: after so many months of help; changes: (change, days after it)."""

    months: int
    since: date | None
    changes: list[tuple[Transition, int]]


def due_now(who: UUID, circle: Circle | None, changes: Iterable[Transition]) -> Due:
    """Return what whoever acts is asked now, of what they have not answered."""
    today, answered = clock.today(), _answered(who)
    since = circle.asked_from if circle else None
    months = months_due(since, today, answered.get((since, None), set()))
    due = [(one, days_due(one.day, today, answered.get((one.day, one.pk), set()))) for one in changes]
    return Due(months, since, [(one, days) for one, days in due if days])


def answered_months(who: UUID, since: date) -> set[str]:
    """Return which check-ins since a day whoever acts has answered."""
    return _answered(who).get((since, None), set())


def answered_after(change: Transition) -> set[str]:
    """Return which questions after a change whoever acts has answered."""
    return _answered(change.person_id).get((change.day, change.pk), set())


def _answered(who: UUID) -> Mapping[tuple[date | None, UUID | None], set[str]]:
    found: dict[tuple[date | None, UUID | None], set[str]] = {}
    for since, change, asked in CheckIn.unguarded.filter(person_id=who).values_list("since", "transition", "asked"):
        found.setdefault((since, change), set()).add(asked)
    return found


def check_ins_of(who: UUID) -> list[CheckIn]:
    """Return what whoever acts has answered so far, the last first. Only they see it."""
    found = CheckIn.unguarded.filter(person_id=who).select_related("transition")
    return list(found.order_by("-answered_on", "-since", "pk"))


def due_people(today: date) -> list[UUID]:
    """Return the `who` of everybody for whom a day has come, once each: where the daily look at dates begins."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct who from due_in_group(%s)", [today])
        return [who for (who,) in cursor.fetchall()]


def fingerprint(row: Participant | Circle | Asked | Transition | Line) -> str:
    """Return what tells whether a row changed since a form was opened, and nothing about it."""
    own = [field for field in row._meta.concrete_fields if field.name not in {"id", "told", "is_counted", "asked_from"}]
    return fingerprint_of(*(getattr(row, field.attname) for field in own))


# Export -----------------------------------------------------------------------------------------------------------------


def export_group(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all that lies in this room about a person, for "my data": text, numbers, dates as ISO 8601."""
    circle = circle_of(who)
    return {
        "around": [_exported(one) for one in Participant.unguarded.filter(person_id=who).order_by("started_on", "pk")],
        "circle": [_exported(circle)] if circle else [],
        "asked": [_exported(one) for one in Asked.unguarded.filter(person_id=who).order_by("asked_on", "pk")],
        "messages": [_exported(one) for one in Message.unguarded.filter(person_id=who).order_by("sent_at", "pk")],
        "lists": [
            _exported(one) | {"lines": [_exported_line(line) for line in lines_of(one)]}
            for one in Transition.unguarded.filter(person_id=who).order_by("day", "pk")
        ],
        "check_ins": [_exported_check_in(one) for one in check_ins_of(who)],
    }


NOT_IN_THE_FILE = {"person", "receiver", "by", "position", "told", "transition", "line", "since", "answers", "asked"}

RENAMED = {"of": "asked_whom", "body": "workplace", "answered_on": "said_on"}  # where another room has the name


def _exported(row: Any) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in NOT_IN_THE_FILE]
    return {RENAMED.get(field.name, field.name): _plain(getattr(row, field.attname)) for field in fields}


def _exported_line(one: OneLine) -> dict[str, Any]:
    suggested = [_exported(answer) for answer in (*one.suggested, *one.put_away)]
    return _exported(one.line) | {"question": one.question, "suggested": suggested}


def _exported_check_in(one: CheckIn) -> dict[str, Any]:
    change = str(one.transition_id) if one.transition_id else None
    answers = {name: one.answers.get(name) for name in ("help", "known", "as_promised")}
    return _exported(one) | {"asked_after": one.asked, "asked_from": one.since.isoformat(), "change": change} | answers


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def written_by_others(who: UUID, item: UUID) -> Beside | None:
    """Return a message or a suggested answer of somebody else's on a person's page; None for all else."""
    message = Message.unguarded.filter(pk=item, person_id=who).exclude(by=who).first()
    if message is not None:
        return Beside(message.words, message.pk, reverse("person:group-messages", args=[who]))
    suggested = SuggestedAnswer.unguarded.filter(pk=item, person_id=who).exclude(by=who).select_related("line").first()
    if suggested is not None:
        return Beside(
            suggested.answer, suggested.pk, reverse("person:group-transition", args=[suggested.line.transition_id])
        )
    return None
