"""What is talked about in a meeting."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.person.meetings import access, actions, queries
from viktig.person.meetings.forms import NewPointForm, WrittenPointForm
from viktig.person.meetings.page import SUGGEST, Writing, back_to, begun, done, write

DO: dict[str, tuple[Callable[..., None], dict[str, Any]]] = {
    "up": (actions.move_point, {"steps": -1}),
    "down": (actions.move_point, {"steps": 1}),
    "aside": (actions.lay_aside, {}),
    "up_again": (actions.take_up, {}),
    "done": (actions.note_done, {"is_done": True}),
    "not_done": (actions.note_done, {"is_done": False}),
}


def add(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, SUGGEST)
    is_own = meeting.person_id == request.user.who
    draft = f"person.meetings.point.{meeting.pk}" if is_own else ""
    form = NewPointForm(request.POST or None, initial=begun(request, draft, {"new_id": uuid.uuid4()}))
    page = Writing(
        title=_("Something to talk about"),
        lead=_("Your own points come first in the meeting.")
        if is_own
        else _("It comes after the points of the one whose meeting it is."),
        to=("person:meetings-detail", meeting.pk),
        draft=draft,
    )
    return write(request, meeting, form, page, actions.add_point, meeting=meeting, by=request.user)


def write_point(request: AccountRequest, point_id: UUID) -> HttpResponse:
    point = access.get_point_for(request.user, point_id)
    draft, seen = f"person.meetings.point.{point.pk}", queries.words_fingerprint(point)
    form = WrittenPointForm(request.POST or None, initial=begun(request, draft, {"words": point.words, "seen": seen}))
    page = Writing(
        title=_("Something to talk about"),
        to=("person:meetings-detail", point.meeting_id),
        draft=draft,
        seen=seen,
        standing=[(_("What stands there now"), point.words)],
    )
    return write(request, point.meeting, form, page, actions.write_point, point=point)


@require_POST
def do(request: AccountRequest, point_id: UUID) -> HttpResponse:
    point = access.get_point_for(request.user, point_id)
    if found := DO.get(request.POST.get("do", "")):
        action, values = found
        action(point=point, **values)
    if request.POST.get("at") == "table":
        return redirect("person:meetings-table", point.meeting_id)
    return back_to(point.meeting, "agenda")


@require_POST
def take_back(request: AccountRequest, kind: str, row_id: UUID) -> HttpResponse:
    if kind not in access.KINDS:
        raise Http404
    row = access.get_to_take_back(request.user, kind, row_id)
    done(request, actions.take_back, say=_("It is gone."), row=row)
    return back_to(row.meeting)
