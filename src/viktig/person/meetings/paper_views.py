"""Papers for a meeting."""

import uuid
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.pictures import CONTENT_TYPE
from viktig.person.meetings import access, actions
from viktig.person.meetings.forms import PaperForm
from viktig.person.meetings.page import (
    EDIT,
    READ,
    SUGGEST,
    TEMPLATES,
    Writing,
    back_to,
    begun,
    done,
    meeting_page,
    write,
)


def add(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, SUGGEST)
    is_own = meeting.person_id == request.user.who
    draft = f"person.meetings.paper.{meeting.pk}" if is_own else ""
    first = begun(request, draft, {"new_id": uuid.uuid4()})
    form = PaperForm(request.POST or None, request.FILES or None, initial=first)
    page = Writing(
        title=_("A paper for the meeting"),
        lead=_("Nobody else sees it before you send it.")
        if is_own
        else _("The one whose meeting it is sees it first, and sends it on."),
        to=("person:meetings-detail", meeting.pk),
        draft=draft,
        has_file=True,
    )
    return write(request, meeting, form, page, actions.add_paper, meeting=meeting, by=request.user)


@require_POST
def send(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    done(request, actions.send_papers, say=_("Sent. Those you have invited see the papers now."), meeting=meeting)
    return back_to(meeting, "papers")


@require_safe
def paper(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    found = access.get_paper_for(request.user, paper_id, READ)
    shown = {
        "paper": found,
        "has_picture": found.small is not None,
        "is_late": bool(found.sent_on and found.sent_on > found.meeting.out_by),
        "mine": found.by == request.user.who,
    }
    found.meeting.person = found.person
    return render(request, f"{TEMPLATES}/paper.html", meeting_page(request, found.meeting) | shown)


@require_safe
def picture(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    content = access.get_paper_for(request.user, paper_id, READ).large
    if content is None:
        raise Http404
    headers = {"Content-Disposition": "inline", "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
