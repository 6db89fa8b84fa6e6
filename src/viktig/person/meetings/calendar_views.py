"""Calendar files: all the person's dates, one meeting, the invitation of one guest."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rooms import is_open
from viktig.person.meetings import access, ics, queries
from viktig.person.meetings.page import READ


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    _person, meetings = access.get_meetings_for(request.user, request.user.who, READ)
    days = [
        ics.WholeDay(
            f"{measure.pk}",
            measure.due_on,
            _("Something in my plan"),
            reverse("person:plan-measure", args=[measure.pk]),
        )
        for measure in (queries.measures_with_a_day(request.user.who) if is_open("person/plan") else [])
        if measure.due_on
    ]
    return ics.as_calendar(ics.calendar(meetings, days))


@require_safe
def one(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    return ics.as_calendar(ics.calendar([access.get_meeting_for(request.user, meeting_id, READ)]))


@require_safe
def invitation(request: AccountRequest, guest_id: UUID) -> HttpResponse:
    guest = access.get_guest_for(request.user, guest_id)
    email = queries.emails_of(guest.meeting).get(guest.pk)
    if not email:
        raise Http404
    me = request.user.email
    organiser = ics.Mailbox(guest.meeting.person.name, me) if me else None
    invited = ics.Mailbox(guest.name, email)
    return ics.as_calendar(ics.invitation(guest.meeting, organiser=organiser, guest=invited))
