"""One page for the middle of the table: what is talked about, who speaks now, what is decided."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.person.meetings import access, actions, queries, turns
from viktig.person.meetings.forms import TurnForm
from viktig.person.meetings.models import Meeting
from viktig.person.meetings.page import EDIT, READ, TEMPLATES, meeting_page


@require_safe
def table(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, READ)
    contents = queries.contents_of(meeting, account=request.user)
    round_ = _round(meeting, contents)
    shown = {
        "contents": contents,
        "round": round_,
        "now": next((one for one in round_ if one.state == "now"), None),
        "following": next((one for one in round_ if one.turn == turns.turn_beside(round_, meeting.turn, 1)), None),
        "is_over": meeting.turn >= len(round_),
        "may_suggest": access.may_suggest(request.user, meeting),
    }
    return render(request, f"{TEMPLATES}/table.html", meeting_page(request, meeting) | shown)


@require_POST
def turn(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    form = TurnForm(request.POST)
    if form.is_valid():
        seen, way = form.cleaned_data["seen"], form.cleaned_data["to"]
        round_ = _round(meeting, queries.contents_of(meeting, account=request.user))
        to = 0 if way == "again" else turns.turn_beside(round_, seen, 1 if way == "next" else -1)
        actions.speak(meeting=meeting, seen=seen, to=to)
    return redirect(f"{redirect('person:meetings-table', meeting.pk).url}#speaking")


@require_POST
def absent(request: AccountRequest, guest_id: UUID) -> HttpResponse:
    guest = access.get_guest_for(request.user, guest_id)
    actions.note_absent(guest=guest, is_absent=request.POST.get("absent") == "yes")
    return redirect(f"{redirect('person:meetings-table', guest.meeting_id).url}#speaking")


def _round(meeting: Meeting, contents: queries.Contents) -> list[turns.Speaker]:
    person = meeting.person.name or _("The one whose meeting it is")
    return turns.speakers(meeting, person=person, guests=[one.guest for one in contents.guests])
