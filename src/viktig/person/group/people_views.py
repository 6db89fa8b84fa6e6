"""Somebody around the person: coming, changed, leaving, coming back."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground import clock
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT
from viktig.person.group.actions import people
from viktig.person.group.forms import LeaveForm, NewParticipantForm, WrittenParticipantForm
from viktig.person.group.models import Part
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew
from viktig.person.sharing.queries import receivers_known

FIELDS = ("name", "part", "role", "body", "started_on", "in_group", "receiver")
ADD = "person.group.add"


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, EDIT)
    asked = request.GET.get("part", "")
    first: dict[str, Any] = {"new_id": uuid.uuid4(), "part": asked if asked in Part.values else Part.HELPER}
    kept = drafts.kept(who=who, form=ADD)
    form = NewParticipantForm(request.POST or None, initial=first | kept, receivers=_receivers(who))
    if request.method == "POST" and form.is_valid() and did(form, people.add_participant, who=who, **form.values()):
        drafts.forget(who=who, form=ADD)
        messages.success(request, _("Saved. They see nothing of yours because of it."))
        return redirect("person:group-room", who)
    return render(request, f"{TEMPLATES}/participant.html", page_of(request, person) | {"form": form, "draft": ADD})


def write(request: AccountRequest, participant_id: UUID) -> HttpResponse:
    found = access.get_participant_for(request.user, participant_id)
    who, draft, seen = found.person_id, f"person.group.participant.{found.pk}", queries.fingerprint(found)
    written = {name: getattr(found, name) for name in FIELDS} | drafts.kept(who=who, form=draft)
    form = WrittenParticipantForm(request.POST or None, initial=written | {"seen": seen}, receivers=_receivers(who))
    if request.method == "POST" and form.is_valid():
        if did(form, people.write_participant, participant=found, **form.values()):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:group-room", who)
        shown_anew(form, seen=seen)
    page = {"form": form, "draft": draft, "one": found, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/participant.html", page_of(request, found.person) | page)


def leave(request: AccountRequest, participant_id: UUID) -> HttpResponse:
    found = access.get_participant_for(request.user, participant_id)
    draft = f"person.group.leave.{found.pk}"
    written = {
        "ended_on": found.ended_on or clock.today(),
        "handover": found.handover,
        "ended_words": found.ended_words,
    }
    kept = drafts.kept(who=found.person_id, form=draft)
    form = LeaveForm(request.POST or None, initial=written | kept, is_close=found.part == Part.CLOSE)
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, people.leave, participant=found, **form.cleaned_data):
        drafts.forget(who=found.person_id, form=draft)
        messages.success(request, _("Saved. What you share with them does not end by this."))
        return redirect("person:group-earlier", found.person_id)
    page = {"form": form, "draft": draft, "one": found, "is_counted": found.part != Part.CLOSE}
    return render(request, f"{TEMPLATES}/leave.html", page_of(request, found.person) | page)


@require_POST
def come_back(request: AccountRequest, participant_id: UUID) -> HttpResponse:
    found = access.get_participant_for(request.user, participant_id)
    people.come_back(participant=found)
    return redirect("person:group-room", found.person_id)


def delete(request: AccountRequest, participant_id: UUID) -> HttpResponse:
    found = access.get_participant_for(request.user, participant_id)
    if request.method == "POST":
        people.delete_participant(participant=found)
        messages.success(request, _("Deleted."))
        return redirect("person:group-room", found.person_id)
    page = {
        "question": _("Delete %(name)s from this page?") % {"name": found.name},
        "button": _("Yes, delete it"),
        "back": reverse("person:group-participant", args=[found.pk]),
        "consequences": [
            _("The name and all you wrote about them here is gone."),
            _("What you share with them does not end by this. You end it under “Who sees what”."),
        ],
    }
    return render(request, "ground/look/templates/confirm.html", page)


def _receivers(who: UUID) -> list[tuple[UUID, str]]:
    return [(one.who, one.name) for one in receivers_known(who)]
