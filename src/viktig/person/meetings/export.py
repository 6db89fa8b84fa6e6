"""All that lies in this room about a person, for "my data": text, numbers, dates as ISO 8601."""

import base64
from typing import Any
from uuid import UUID

from viktig.person.meetings.models import (
    Meeting,
    MeetingAnswers,
    MeetingDecision,
    MeetingGuest,
    MeetingPaper,
    MeetingPoint,
    MeetingPreparation,
)
from viktig.person.meetings.queries import all_rows


def export_meetings(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return a person's meetings, and in parts of their own what belongs to each; `meeting` names it by its id."""
    rows = all_rows(who)
    emails = {one.guest_id: one.email for one in rows["MeetingAddress"]}
    return {
        "meetings": [_meeting(one) for one in rows["Meeting"]],
        "guests": [_guest(one, emails.get(one.pk, "")) for one in rows["MeetingGuest"]],
        "points": [_point(one) for one in rows["MeetingPoint"]],
        "meeting_papers": [_paper(one) for one in rows["MeetingPaper"]],
        "decisions": [_decision(one) for one in rows["MeetingDecision"]],
        "preparations": [_part(one) for one in rows["MeetingPreparation"]],
        "after_meetings": [_answers(one) for one in rows["MeetingAnswers"]],
    }


def _meeting(one: Meeting) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting_kind": one.kind,
        "title": one.title,
        "starts_at": one.starts_at.isoformat(),
        "zone": one.zone,
        "minutes": one.minutes,
        "where": one.place,
        "link": one.link,
        "meeting_status": one.status,
        "days_before": one.days_before,
        "sequence": one.sequence,
        "times_moved": one.times_moved,
        "moved_from": one.moved_from.isoformat() if one.moved_from else None,
        "writes_down": one.writes_down,
        "in_calendar": one.in_calendar,
        "turn": one.turn,
        "invited_on": one.invited_on.isoformat() if one.invited_on else None,
        "is_counted": one.is_counted,
        "changed_at": one.changed_at.isoformat(),
    }


def _guest(one: MeetingGuest, email: str) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": str(one.meeting_id),
        "name": one.name,
        "they_are": one.role,
        "from": one.body,
        "email": email,
        "level": one.level,
        "has_page": one.who is not None,
        "invited_on": one.invited_on.isoformat() if one.invited_on else None,
        "is_absent": one.is_absent,
    }


def _part(one: MeetingPreparation) -> dict[str, Any]:
    meeting = str(one.meeting_id)
    return {"id": str(one.pk), "meeting": meeting, "part": one.part, "words": one.words, "shown": one.is_shown}


def _point(one: MeetingPoint) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": str(one.meeting_id),
        "by": one.by_name,
        "words": one.words,
        "is_done": one.is_done,
        "laid_aside": one.laid_aside,
        "written_at": one.written_at.isoformat(),
    }


def _paper(one: MeetingPaper) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": str(one.meeting_id),
        "by": one.by_name,
        "title": one.title,
        "words": one.words,
        "added_on": one.added_on.isoformat(),
        "sent_on": one.sent_on.isoformat() if one.sent_on else None,
        "meeting_picture": base64.b64encode(one.large).decode() if one.large else "",
    }


def _decision(one: MeetingDecision) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": str(one.meeting_id),
        "by": one.by_name,
        "words": one.words,
        "who_does": one.who_does,
        "by_when": one.by_when.isoformat() if one.by_when else None,
        "decision_status": one.status,
        "fixed_at": one.fixed_at.isoformat() if one.fixed_at else None,
        "in_plan": one.in_plan is not None,
        "written_at": one.written_at.isoformat(),
    }


def _answers(one: MeetingAnswers) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "meeting": str(one.meeting_id),
        "got_to_say": one.said,
        "dealt_with": one.dealt,
        "knows_next": one.next,
        "words": one.words,
        "noted_on": one.answered_on.isoformat(),
    }
