"""What is done with a meeting itself. The person alone does it: access has seen to that."""

import uuid
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Person
from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import Room, Share
from viktig.person.actions import unchanged, written_once
from viktig.person.meetings import counted
from viktig.person.meetings.actions.rules import NotAtThatTime, NotNow
from viktig.person.meetings.models import Meeting, MeetingKind, MeetingStatus
from viktig.person.meetings.queries import meeting_fingerprint, receivers_of, shares_of, zone_of
from viktig.person.meetings.states import before, may_move

FURTHEST = timedelta(days=730)
SEEN_AFTER = timedelta(days=30)  # those who are invited see the page so long after the meeting
NOT_ANY_MORE = _("This meeting was changed in another window. Look at how it stands now, then choose again.")


def add_meeting(
    *,
    person: Person,
    kind: MeetingKind | str,
    title: str,
    day: date,
    at: time,
    minutes: int,
    place: str = "",
    link: str = "",
    new_id: UUID | None = None,
) -> Meeting:
    """Begin to prepare a meeting, by the clock of the person's place. Nobody else sees it. Raises NotAtThatTime.

    In a meeting with the network nothing is written down, unless the person wants it. new_id: minted with the form.
    """
    zone = zone_of(person)
    starts_at = _moment(day, at, zone)
    meeting = Meeting(
        id=new_id or uuid.uuid4(),
        person_id=person.pk,
        kind=kind,
        title=title.strip(),
        starts_at=starts_at,
        zone=zone,
        minutes=minutes,
        place=place.strip(),
        link=link.strip(),
        writes_down=kind != MeetingKind.NETWORK,
        changed_at=clock.now(),
    )
    return written_once(meeting)


@transaction.atomic
def write_meeting(
    *,
    meeting: Meeting,
    title: str,
    day: date,
    at: time,
    minutes: int,
    place: str,
    link: str,
    days_before: int,
    writes_down: bool,
    in_calendar: bool,
    seen: str,
) -> None:
    """Write a meeting anew. What a calendar must know raises its sequence, and those who are invited are told.

    seen: the fingerprint of what the form showed. Raises WrittenMeanwhile, NotAtThatTime.
    """
    now = Meeting.unguarded.select_for_update().get(pk=meeting.pk)
    unchanged(seen, meeting_fingerprint(now))
    starts_at = _moment(day, at, now.zone) if (day, at) != (now.begins.date(), now.begins.time()) else now.starts_at
    was, was_seen_until = (now.starts_at, now.minutes, now.place, now.link), seen_until(now)
    if starts_at != now.starts_at and now.status == MeetingStatus.INVITED:
        now.moved_from, now.times_moved = now.starts_at, now.times_moved + 1
    now.title, now.starts_at, now.minutes = title.strip(), starts_at, minutes
    now.place, now.link, now.days_before = place.strip(), link.strip(), days_before
    now.writes_down, now.in_calendar, now.changed_at = writes_down, in_calendar, clock.now()
    now.sequence += 1
    now.save()
    if now.status == MeetingStatus.INVITED and was != (now.starts_at, now.minutes, now.place, now.link):
        _last_on(now, was_seen_until)
        tell_guests(now)


@transaction.atomic
def call_off(*, meeting: Meeting) -> None:
    """Call a meeting off, without a reason. Those who were invited are told. Twice is once. Raises NotNow."""
    now = _moved(meeting, MeetingStatus.CALLED_OFF)
    if now is not None:
        now.sequence += 1
        now.save()
        tell_guests(now)


@transaction.atomic
def hold_after_all(*, meeting: Meeting) -> None:
    """Let a meeting that was called off be held after all; those who were invited are told. Raises NotNow."""
    now = _moved(meeting, before(is_invited=meeting.invited_on is not None), only_from=MeetingStatus.CALLED_OFF)
    if now is not None:
        now.sequence += 1
        now.save()
        tell_guests(now)


@transaction.atomic
def note_held(*, meeting: Meeting) -> None:
    """Keep that a meeting was held. The first time it is counted, with nobody in it. Raises NotNow, NotAtThatTime."""
    if meeting.starts_at > clock.now():
        raise NotAtThatTime(_("The meeting has not begun yet."))
    now = _moved(meeting, MeetingStatus.HELD)
    if now is not None:
        now.is_counted = now.is_counted or counted.count_held(now)
        now.save()


@transaction.atomic
def not_held(*, meeting: Meeting) -> None:
    """Take back that a meeting was held. Raises NotNow."""
    now = _moved(meeting, before(is_invited=meeting.invited_on is not None), only_from=MeetingStatus.HELD)
    if now is not None:
        now.save()


@transaction.atomic
def delete_meeting(*, meeting: Meeting) -> None:
    """Delete a meeting with all that belongs to it, and the shares of it. It was asked twice.

    Those who were invited are told that something is new; the page is gone for them.
    """
    if meeting.status == MeetingStatus.INVITED:
        for who in receivers_of(meeting):
            tell(who, address=reverse("ground:tasks"))
    end_shares(person=meeting.person_id, item=meeting.pk)
    Meeting.unguarded.filter(pk=meeting.pk).delete()


def speak(*, meeting: Meeting, seen: int, to: int) -> None:
    """Let the word go to another turn. seen: the turn that the page showed, so that two taps are one step."""
    Meeting.unguarded.filter(pk=meeting.pk, turn=seen).update(turn=to)


def tell_guests(meeting: Meeting) -> None:
    """Tell those who see the page of a meeting that something is new there: a constant subject, a link, no words."""
    for who in receivers_of(meeting):
        tell(who, address=reverse("person:meetings-detail", args=[meeting.pk]))


def seen_until(meeting: Meeting) -> datetime:
    """Return until when those who are invited see the page: the end of a day, a month after the meeting."""
    last = meeting.begins.date() + SEEN_AFTER
    return datetime.combine(last + timedelta(days=1), time.min, ZoneInfo(meeting.zone))


def _last_on(meeting: Meeting, before: datetime) -> None:
    """Let what an invitation opened last as long after the new day of a meeting that was moved.

    before: until when it was open. A share to which the person gave another end keeps that; one that was ended stays so.
    """
    open_now = [one.pk for one in shares_of(meeting) if one.ends_at == before]
    acting().found.clear()
    Share.unguarded.filter(pk__in=open_now, room=Room.MEETINGS).update(ends_at=seen_until(meeting))


def _moment(day: date, at: time, zone: str) -> datetime:
    moment = datetime.combine(day, at, ZoneInfo(zone))
    if not clock.now() - timedelta(days=1) < moment <= clock.now() + FURTHEST:
        raise NotAtThatTime(_("Choose a day from today and at most two years ahead."))
    return moment


def _moved(meeting: Meeting, to: MeetingStatus, *, only_from: MeetingStatus | None = None) -> Meeting | None:
    """Return the meeting with its new status, not yet saved; None, if it has that already. Raises NotNow."""
    now = Meeting.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=meeting.pk)
    if now.status == to:
        return None
    if not may_move(now.status, to) or only_from not in {None, now.status}:
        raise NotNow(NOT_ANY_MORE)
    now.status, now.changed_at = to, clock.now()
    return now
