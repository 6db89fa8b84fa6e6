"""The meetings of a person, and the page of each: the same for the person and for those who are invited."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.meetings import access, actions, queries
from viktig.person.meetings.forms import MeetingForm, NewMeetingForm
from viktig.person.meetings.models import Meeting, MeetingKind, MeetingStatus
from viktig.person.meetings.page import EDIT, READ, TEMPLATES, Writing, back_to, begun, done, meeting_page, write
from viktig.person.page import did, page_of

NEW_DRAFT = "person.meetings.new"
STEPS = ("title", "minutes", "place", "link", "days_before", "writes_down", "in_calendar")


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:meetings-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person, meetings = access.get_meetings_for(request.user, who, READ)
    lines = [(one, queries.title_of(one), queries.when_of(one)) for one in queries.coming(meetings)]
    before = [(one, queries.title_of(one), queries.when_of(one)) for one in queries.earlier(meetings)]
    shown = {"coming": lines, "earlier": before, "seers": seen_by(who, Room.MEETINGS)}
    return render(request, f"{TEMPLATES}/room.html", page_of(request, person) | shown)


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    person, _meetings = access.get_meetings_for(request.user, who, EDIT)
    first = {"new_id": uuid.uuid4(), "kind": request.GET.get("kind", MeetingKind.PLAN)}
    form = NewMeetingForm(request.POST or None, initial=begun(request, NEW_DRAFT, first))
    if (
        request.method == "POST"
        and form.is_valid()
        and did(form, actions.add_meeting, person=person, **form.cleaned_data)
    ):
        drafts.forget(who=who, form=NEW_DRAFT)
        messages.success(request, _("Saved. Nobody else sees it before you invite them."))
        return redirect("person:meetings-detail", form.cleaned_data["new_id"])
    return render(request, f"{TEMPLATES}/add.html", page_of(request, person) | {"form": form, "draft": NEW_DRAFT})


@require_safe
def detail(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, READ)
    has_been = meeting.starts_at <= clock.now()
    is_own = meeting.person_id == request.user.who
    shown = {
        "contents": queries.contents_of(meeting, account=request.user),
        "may_suggest": access.may_suggest(request.user, meeting),
        "is_late": queries.is_late(meeting),
        "has_been": has_been,
        "is_today": meeting.begins.date() == clock.today(),
        "is_network": meeting.kind == MeetingKind.NETWORK,
        "answers": queries.answers_of(meeting) if is_own and meeting.status == MeetingStatus.HELD else None,
        "list_is_open": is_own or bool(seen_by(meeting.person_id, Room.MEETINGS)),
    }
    return render(request, f"{TEMPLATES}/detail.html", meeting_page(request, meeting) | shown)


def write_meeting(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    draft, seen = f"person.meetings.{meeting.pk}", queries.meeting_fingerprint(meeting)
    first = {name: getattr(meeting, name) for name in STEPS}
    first |= {"day": meeting.begins.date(), "at": meeting.begins.time(), "seen": seen}
    page = Writing(
        title=_("When and where"),
        lead=_said_to_guests(meeting),
        to=("person:meetings-detail", meeting.pk),
        draft=draft,
        seen=seen,
        standing=[
            (_("What it is called"), meeting.title),
            (_("When"), queries.when_of(meeting)),
            (_("Where"), f"{meeting.place} {meeting.link}".strip()),
        ],
    )
    form = MeetingForm(request.POST or None, initial=begun(request, draft, first))
    return write(request, meeting, form, page, actions.write_meeting, meeting=meeting)


def _said_to_guests(meeting: Meeting) -> str:
    if meeting.status != MeetingStatus.INVITED:
        return ""
    return _(
        "If you change day, time or place, those you have invited are told. They get a letter with no words in it."
    )


@require_POST
def move(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    to = request.POST.get("to")
    if to == "held" and done(request, actions.note_held, say="", meeting=meeting):
        return redirect("person:meetings-after", meeting.pk)
    if to == "not_held":
        done(request, actions.not_held, say=_("Changed."), meeting=meeting)
    if to == "after_all":
        done(
            request, actions.hold_after_all, say=_("The meeting will be held. Those invited are told."), meeting=meeting
        )
    return back_to(meeting)


def call_off(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    if request.method == "POST":
        done(
            request,
            actions.call_off,
            say=_("The meeting is called off. All that you wrote is still here."),
            meeting=meeting,
        )
        return back_to(meeting)
    page = {
        "question": _("Call the meeting off?"),
        "button": _("Yes, call it off"),
        "back": reverse("person:meetings-detail", args=[meeting.pk]),
        "consequences": [
            _("Those you have invited are told. You need no reason."),
            _("You can change your mind, and hold it after all."),
        ],
    }
    return render(request, "ground/look/templates/confirm.html", page)


def delete(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    if request.method == "POST":
        actions.delete_meeting(meeting=meeting)
        messages.success(request, _("Deleted."))
        return redirect("person:meetings-own")
    page = {
        "question": _("Delete this meeting for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:meetings-detail", args=[meeting.pk]),
        "consequences": [
            _("The points, the papers, your own sheet and what was decided are gone, for everyone."),
            _("It cannot be undone. If the meeting will not be held, you can call it off instead."),
        ],
    }
    return render(request, "ground/look/templates/confirm.html", page)


@require_safe
def network_map(request: AccountRequest) -> HttpResponse:
    return render(request, f"{TEMPLATES}/map.html", page_of(request, access.get_own_person(request.user)))
