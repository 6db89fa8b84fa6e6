"""The only way to a person's meetings and what belongs to them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.ground.record import Record
from viktig.person.meetings.models import Meeting, MeetingDecision, MeetingGuest, MeetingPaper, MeetingPoint

Added = MeetingPoint | MeetingPaper | MeetingDecision
EDIT, SUGGEST = Permission.PERSON_MEETINGS_EDIT, Permission.PERSON_MEETINGS_SUGGEST


def get_meetings_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, list[Meeting]]:
    """Return a person and all their meetings, the earliest first.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.MEETINGS), about=person, person_id=who)
    return person, list(Meeting.unguarded.filter(person_id=who).order_by("starts_at", "pk"))


def get_meeting_for(account: Account, meeting_id: UUID, permission: Permission) -> Meeting:
    """Return one meeting. Raises Http404 if it is missing or not this account's; it can be shared alone."""
    found = Meeting.unguarded.select_related("person__place__country")
    meeting = get_object_or_404(found, pk=meeting_id)
    _authorize(account, permission, meeting, meeting)
    return meeting


def get_guest_for(account: Account, guest_id: UUID) -> MeetingGuest:
    """Return somebody on the list of a meeting, for the person who decides about it. Raises Http404."""
    guest = get_object_or_404(MeetingGuest.unguarded.select_related("meeting__person__place__country"), pk=guest_id)
    _authorize(account, EDIT, guest, guest.meeting)
    return guest


def get_point_for(account: Account, point_id: UUID) -> MeetingPoint:
    """Return a point of a meeting, for the person who decides about it. Raises Http404."""
    point = get_object_or_404(MeetingPoint.unguarded.select_related("meeting__person"), pk=point_id)
    _authorize(account, EDIT, point, point.meeting)
    return point


def get_paper_for(account: Account, paper_id: UUID, permission: Permission) -> MeetingPaper:
    """Return a paper of a meeting, its picture not yet opened. Raises Http404; a look at it is a look at the meeting."""
    found = MeetingPaper.unguarded.select_related("meeting", "person__place").defer("large", "small")
    paper = get_object_or_404(found, pk=paper_id)
    _authorize(account, permission, paper.meeting, paper.meeting)
    return paper


def get_decision_for(account: Account, decision_id: UUID) -> MeetingDecision:
    """Return a decision, for the person who fixes it. Raises Http404."""
    found = MeetingDecision.unguarded.select_related("meeting__person__place__country")
    decision = get_object_or_404(found, pk=decision_id)
    _authorize(account, EDIT, decision, decision.meeting)
    return decision


def get_to_take_back(account: Account, kind: str, row_id: UUID) -> Added:
    """Return what this account may take away: the person anything, somebody else what they added. Raises Http404.

    kind: point, paper or decision. What has been used already, nobody but the person takes away: the database sees to it.
    """
    found = KINDS[kind].unguarded.select_related("meeting__person")
    row: Added = get_object_or_404(found.defer("large", "small") if kind == "paper" else found, pk=row_id)
    is_own = row.by == account.who
    _authorize(account, SUGGEST if is_own else EDIT, row, row.meeting)
    return row


def may_suggest(account: Account, meeting: Meeting) -> bool:
    """Say whether an account may add a point, a paper or a decision: whether to show the way there, no more."""
    roles = roles_on(account, meeting.person_id, room=Room.MEETINGS, item=meeting.pk)
    return PersonRole.SELF in roles or PersonRole.HELPER in roles


def get_own_person(account: Account) -> Person:
    """Return the person an account leads to."""
    return person_of(account.who)


KINDS: dict[str, Any] = {"point": MeetingPoint, "paper": MeetingPaper, "decision": MeetingDecision}


def _authorize(account: Account, permission: Permission, about: Record, meeting: Meeting) -> None:
    roles = roles_on(account, meeting.person_id, room=Room.MEETINGS, item=meeting.pk)
    authorize(account, permission, roles=roles, about=about, person_id=meeting.person_id)
