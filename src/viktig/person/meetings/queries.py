"""Reads of a person's meetings. They take what access gave, or the `who` of whoever acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.access.queries import open_shares
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import Room, Share
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.meetings.models import (
    DecisionStatus,
    Meeting,
    MeetingAddress,
    MeetingAnswers,
    MeetingDecision,
    MeetingGuest,
    MeetingKind,
    MeetingPaper,
    MeetingPoint,
    MeetingPreparation,
    MeetingStatus,
    Part,
)
from viktig.person.meetings.states import COMING
from viktig.person.plan.models import Measure
from viktig.person.plan.states import OPEN_MEASURES

A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class PointView:
    """A point of the agenda. is_own: the person wrote it. up, down: whether it can move. mine: whoever reads wrote it."""

    point: MeetingPoint
    is_own: bool
    mine: bool
    up: bool = False
    down: bool = False


@dataclass(frozen=True)
class GuestView:
    """Somebody on the list. sees: they can open the page of the meeting now. ended: they could, and cannot any more."""

    guest: MeetingGuest
    sees: bool
    ended: bool


@dataclass(frozen=True)
class PaperView:
    """A paper. is_late: it went out later than the person had asked for."""

    paper: MeetingPaper
    is_late: bool
    mine: bool


@dataclass(frozen=True)
class DecisionView:
    """A decision. seen: the fingerprint of its words, so that what is fixed is what was read."""

    decision: MeetingDecision
    is_fixed: bool
    is_open: bool
    mine: bool
    seen: str


@dataclass(frozen=True)
class Contents:
    """All that stands on the page of a meeting, as whoever acts may see it."""

    points: list[PointView]
    aside: list[PointView]
    papers: list[PaperView]
    unsent: int
    guests: list[GuestView]
    new_guests: int
    decisions: list[DecisionView]
    let_be: list[DecisionView]
    parts: list[tuple[str, str]]
    prepared: int


# The page of a meeting ------------------------------------------------------------------------------------------------


def contents_of(meeting: Meeting, *, account: Account) -> Contents:
    """Return all that stands on the page of a meeting."""
    me = account.who
    points = points_of(meeting, me=me)
    papers = [
        PaperView(one, bool(one.sent_on and one.sent_on > meeting.out_by), one.by == me) for one in papers_of(meeting)
    ]
    guests = guests_of(meeting)
    decisions = decisions_of(meeting, me=me)
    sheet = preparation_of(meeting)
    return Contents(
        points=[one for one in points if not one.point.laid_aside],
        aside=[one for one in points if one.point.laid_aside],
        papers=papers,
        unsent=sum(one.paper.sent_on is None for one in papers),
        guests=guests,
        new_guests=sum(one.guest.invited_on is None for one in guests),
        decisions=[one for one in decisions if one.decision.status != DecisionStatus.LET_BE],
        let_be=[one for one in decisions if one.decision.status == DecisionStatus.LET_BE],
        parts=[(str(part.label), sheet[part].words) for part in Part if part in sheet and sheet[part].is_shown],
        prepared=len(sheet),
    )


def points_of(meeting: Meeting, *, me: UUID) -> list[PointView]:
    """Return the agenda: the person's own points first, then those of others as they came; laid aside or not."""
    found = list(MeetingPoint.unguarded.filter(meeting=meeting))
    found.sort(
        key=lambda one: (
            one.by != meeting.person_id,
            one.position if one.by == meeting.person_id else 0,
            one.written_at,
        )
    )
    own = [one.pk for one in found if one.by == meeting.person_id and not one.laid_aside]
    return [
        PointView(
            point=one,
            is_own=one.by == meeting.person_id,
            mine=one.by == me,
            up=one.pk in own and one.pk != own[0],
            down=one.pk in own and one.pk != own[-1],
        )
        for one in found
    ]


def papers_of(meeting: Meeting) -> list[MeetingPaper]:
    """Return the papers of a meeting, no picture opened."""
    return list(MeetingPaper.unguarded.filter(meeting=meeting).defer("large", "small").order_by("added_on", "pk"))


def guests_of(meeting: Meeting) -> list[GuestView]:
    """Return who is on the list, in its order, and who of them sees the page now. Only the person knows of the others."""
    sees = seers_of(meeting)
    return [
        GuestView(one, one.who in sees, bool(one.who and one.invited_on and one.who not in sees))
        for one in MeetingGuest.unguarded.filter(meeting=meeting).order_by("position", "pk")
    ]


def decisions_of(meeting: Meeting, *, me: UUID) -> list[DecisionView]:
    """Return the decisions of a meeting that whoever acts may see, as they were written down."""
    return [
        DecisionView(
            decision=one,
            is_fixed=one.status == DecisionStatus.FIXED,
            is_open=one.status == DecisionStatus.PROPOSED,
            mine=one.by == me,
            seen=words_fingerprint(one),
        )
        for one in MeetingDecision.unguarded.filter(meeting=meeting).order_by("written_at", "pk")
    ]


def preparation_of(meeting: Meeting) -> dict[str, MeetingPreparation]:
    """Return the parts of the person's sheet that whoever acts may see, by Part."""
    return {one.part: one for one in MeetingPreparation.unguarded.filter(meeting=meeting)}


def has_own_points(meeting: Meeting) -> bool:
    """Say whether any point of the person's own stands on the agenda."""
    return MeetingPoint.unguarded.filter(meeting=meeting, by=meeting.person_id, laid_aside=False).exists()


def is_prepared(meeting: Meeting) -> bool:
    """Say whether the person has written anything on their sheet."""
    return MeetingPreparation.unguarded.filter(meeting=meeting).exists()


def all_rows(who: UUID) -> dict[str, list[Any]]:
    """Return all rows of a person's meetings, for "my data", by what they are."""
    orders: dict[Any, list[str]] = {
        Meeting: ["starts_at"],
        MeetingGuest: ["meeting", "position"],
        MeetingAddress: [],
        MeetingPoint: ["meeting", "position", "written_at"],
        MeetingPaper: ["added_on"],
        MeetingDecision: ["written_at"],
        MeetingPreparation: ["meeting", "part"],
        MeetingAnswers: ["answered_on"],
    }
    rows: dict[Any, Any] = {
        model: model.unguarded.filter(person_id=who).order_by(*o, "pk") for model, o in orders.items()
    }
    rows[MeetingPaper] = rows[MeetingPaper].defer("small")
    return {model.__name__: list(found) for model, found in rows.items()}


def answers_of(meeting: Meeting) -> MeetingAnswers | None:
    """Return how a meeting was for the person, if they have said so; for nobody else."""
    return MeetingAnswers.unguarded.filter(meeting=meeting).first()


def is_late(meeting: Meeting) -> bool:
    """Say whether the invitation went out later than the person had asked for."""
    return meeting.invited_on is not None and meeting.invited_on > meeting.out_by


def would_be_late(meeting: Meeting) -> bool:
    """Say whether what goes out today goes out later than the person has asked for."""
    return clock.today() > meeting.out_by


def emails_of(meeting: Meeting) -> dict[UUID, str]:
    """Return the e-mail addresses that the person has written, by guest; nothing for anybody else."""
    return {one.guest_id: one.email for one in MeetingAddress.unguarded.filter(guest__meeting=meeting)}


def name_of(meeting: Meeting, who: UUID) -> str:
    """Return the name under which a person shares a meeting, or all meetings, with somebody now."""
    shares = [one for one in open_shares(meeting.person_id) if one.receiver == who and one.room == Room.MEETINGS]
    shares.sort(key=lambda one: one.item != meeting.pk)
    return next((str(one.receiver_name) for one in shares if one.item in {None, meeting.pk}), "")


def shares_of(meeting: Meeting) -> list[Share]:
    """Return the shares of this one meeting that are open now, as far as whoever acts may know of them."""
    return [one for one in open_shares(meeting.person_id) if one.room == Room.MEETINGS and one.item == meeting.pk]


def shares_of_all(meeting: Meeting) -> list[Share]:
    """Return the shares through which this meeting is open now: its own, and those of all meetings."""
    found = (one for one in open_shares(meeting.person_id) if one.room == Room.MEETINGS)
    return [one for one in found if one.item in {None, meeting.pk}]


def seers_of(meeting: Meeting) -> set[UUID]:
    """Return who sees a meeting now: with whom it is shared, or all meetings are."""
    return {one.receiver for one in shares_of_all(meeting)}


def receivers_of(meeting: Meeting) -> list[UUID]:
    """Return those with whom the person shares this one meeting now."""
    return sorted({one.receiver for one in shares_of(meeting)})


def zone_of(person: Person) -> str:
    """Return the name of the clock where a person lives; the house's own, if they have not said where."""
    return person.place.country.zone if person.place else settings.TIME_ZONE


# Fingerprints: what tells whether something changed since a form was opened, and nothing about it -----------------------


def meeting_fingerprint(one: Meeting) -> str:
    """Return the fingerprint of what the form of a meeting shows."""
    return fingerprint_of(
        one.pk,
        one.title,
        one.starts_at,
        one.minutes,
        one.place,
        one.link,
        one.days_before,
        one.writes_down,
        one.in_calendar,
    )


def words_fingerprint(one: MeetingPoint | MeetingDecision) -> str:
    """Return the fingerprint of a point, or of a decision: of all that was read before it was fixed."""
    return fingerprint_of(one.pk, one.words, getattr(one, "who_does", ""), getattr(one, "by_when", ""))


def preparation_fingerprint(parts: dict[str, MeetingPreparation]) -> str:
    """Return the fingerprint of a sheet."""
    return fingerprint_of(*((part, parts[part].words, parts[part].is_shown) for part in sorted(parts)))


def guest_list_fingerprint(meeting: Meeting) -> str:
    """Return the fingerprint of a list: who is on it, and what they may do."""
    found = MeetingGuest.unguarded.filter(meeting=meeting).order_by("position", "pk")
    return fingerprint_of(*((one.pk, one.name, one.role, one.level, one.invited_on) for one in found))


# All meetings ---------------------------------------------------------------------------------------------------------


def coming(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings that are still to be, the next first; one that has begun today is among them."""
    return [one for one in meetings if one.status in COMING and one.begins.date() >= clock.today()]


def earlier(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings that have been, or were called off, the last first."""
    every = list(meetings)
    known = {one.pk for one in coming(every)}
    return [one for one in reversed(every) if one.pk not in known]


def title_of(meeting: Meeting) -> str:
    """Return what a meeting is called: the person's own word for it, or its kind."""
    return meeting.title or str(MeetingKind(meeting.kind).label)


def when_of(meeting: Meeting) -> str:
    """Return when a meeting is, in words: by the clock of its place."""
    names = {
        "day": date_format(meeting.begins, "DATE_FORMAT"),
        "from": date_format(meeting.begins, "H:i"),
        "to": date_format(meeting.ends, "H:i"),
    }
    return _("%(day)s, from %(from)s to %(to)s") % names


def shareable_meetings(who: UUID) -> dict[UUID, str]:
    """Return what each meeting is called, by its id; any of them can be shared alone. The person themself acts."""
    return {one.pk: title_of(one) for one in Meeting.unguarded.filter(person_id=who).order_by("starts_at")}


def has_meetings(who: UUID) -> bool:
    """Say whether a person has any meeting here."""
    return Meeting.unguarded.filter(person_id=who).exists()


def measures_with_a_day(who: UUID) -> list[Measure]:
    """Return what is to be done in a person's plan by a day, and is still open: for their calendar."""
    found = Measure.unguarded.filter(person_id=who, due_on__isnull=False, status__in=OPEN_MEASURES)
    return list(found.order_by("due_on", "pk"))


def to_answer(who: UUID) -> list[Meeting]:
    """Return the meetings that have been and of which the person has not said how they were; those of a month."""
    since = clock.now() - A_MONTH
    found = Meeting.unguarded.filter(
        person_id=who, status__in=[*COMING, MeetingStatus.HELD], starts_at__gt=since, starts_at__lt=clock.now()
    )
    answered = set(MeetingAnswers.unguarded.filter(person_id=who).values_list("meeting", flat=True))
    return [one for one in found.order_by("starts_at") if one.pk not in answered and ends_at(one) < clock.now()]


def proposed(who: UUID) -> list[MeetingDecision]:
    """Return what others have proposed to decide, and the person has not read yet."""
    found = MeetingDecision.unguarded.filter(person_id=who, status=DecisionStatus.PROPOSED).exclude(by=who)
    return list(found.order_by("written_at"))


def invited_to(who: UUID) -> list[Meeting]:
    """Return the meetings of others to which somebody is invited, from today on."""
    found = Meeting.unguarded.exclude(person_id=who).filter(
        status=MeetingStatus.INVITED, starts_at__gt=clock.now() - timedelta(days=2), guests__who=who
    )
    return [one for one in found.select_related("person").order_by("starts_at") if day_of(one) >= clock.today()]


def ends_at(meeting: Meeting) -> datetime:
    """Return when a meeting ends."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def day_of(meeting: Meeting) -> date:
    """Return the day of a meeting, where it is."""
    return meeting.begins.date()


def written_by_others(who: UUID, item: UUID) -> Beside | None:
    """Return a point, a paper or a decision that somebody else brought to a person's meeting; None for all else."""
    paper = MeetingPaper.unguarded.filter(pk=item, person_id=who).defer("large", "small").first()
    if paper is not None:
        found = Beside(paper.title or _("A paper"), paper.meeting_id, reverse("person:meetings-paper", args=[paper.pk]))
        return found if paper.by_name else None
    for model in (MeetingPoint, MeetingDecision):
        row = model.unguarded.filter(pk=item, person_id=who).first()
        if row is not None and row.by_name:
            return Beside(row.words, row.meeting_id, reverse("person:meetings-detail", args=[row.meeting_id]))
    return None
