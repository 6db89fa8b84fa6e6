"""Who comes to a meeting."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.person.meetings import access, actions, queries
from viktig.person.meetings.forms import ON_PAPER, GuestForm, SeenForm
from viktig.person.meetings.models import MeetingGuest
from viktig.person.meetings.page import EDIT, TEMPLATES, begun, meeting_page
from viktig.person.meetings.paper import invitation_as_paper
from viktig.person.page import did
from viktig.person.sharing.actions import find_by_words
from viktig.person.sharing.queries import receivers_known
from viktig.person.whom import BY_WORDS


@require_safe
def guests(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    contents = queries.contents_of(meeting, account=request.user)
    shown = {
        "contents": contents,
        "seen": queries.guest_list_fingerprint(meeting),
        "is_late": not meeting.invited_on and queries.would_be_late(meeting),
        "emails": queries.emails_of(meeting),
    }
    return render(request, f"{TEMPLATES}/guests.html", meeting_page(request, meeting) | shown)


def add(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    draft = f"person.meetings.guest.{meeting.pk}"
    form = GuestForm(
        request.POST or None,
        initial=begun(request, draft, {"new_id": uuid.uuid4()}),
        receivers=receivers_known(request.user.who),
    )
    if request.method == "POST" and form.is_valid() and _add(request, form, meeting=meeting):
        drafts.forget(who=request.user.who, form=draft)
        messages.success(request, _("On the list. They hear nothing before you invite them."))
        return redirect("person:meetings-guests", meeting.pk)
    shown = {"form": form, "draft": draft}
    return render(request, f"{TEMPLATES}/guest_add.html", meeting_page(request, meeting) | shown)


def _add(request: AccountRequest, form: GuestForm, **values: Any) -> bool:
    given = dict(form.cleaned_data)
    to, words = given.pop("to"), given.pop("words")
    if to == BY_WORDS:
        try:
            given["who"] = find_by_words(words=words, by=request.user.who).who
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
            return False
    elif to != ON_PAPER:
        given["who"] = UUID(to)
    return bool(did(form, actions.add_guest, **values, **given))


def invite(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    form = SeenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and did(form, actions.invite, meeting=meeting, **form.cleaned_data):
        messages.success(request, _("The invitations have gone out. Print those that go on paper."))
        return redirect("person:meetings-guests", meeting.pk)
    shown = {
        "form": form,
        "contents": queries.contents_of(meeting, account=request.user),
        "seen": queries.guest_list_fingerprint(meeting),
        "is_late": queries.would_be_late(meeting),
    }
    return render(request, f"{TEMPLATES}/invite.html", meeting_page(request, meeting) | shown)


def _if_taken_off(guest: MeetingGuest) -> list[str]:
    if not guest.invited_on:
        return []
    if any(one.receiver == guest.who and one.item is None for one in queries.shares_of_all(guest.meeting)):
        return [_("They see all your meetings, and will go on seeing this one until you end that.")]
    return [_("They cannot see the page of the meeting any more.")]


def take_off(request: AccountRequest, guest_id: UUID) -> HttpResponse:
    guest = access.get_guest_for(request.user, guest_id)
    if request.method == "POST":
        actions.take_off(guest=guest)
        messages.success(request, _("%(name)s is not on the list any more.") % {"name": guest.name})
        return redirect("person:meetings-guests", guest.meeting_id)
    page = {
        "question": _("Take %(name)s off the list?") % {"name": guest.name},
        "button": _("Yes, take off the list"),
        "back": reverse("person:meetings-guests", args=[guest.meeting_id]),
        "consequences": _if_taken_off(guest),
    }
    return render(request, "ground/look/templates/confirm.html", page)


@require_safe
def paper(request: AccountRequest, guest_id: UUID) -> HttpResponse:
    guest = access.get_guest_for(request.user, guest_id)
    contents = queries.contents_of(guest.meeting, account=request.user)
    return as_download(invitation_as_paper(guest, contents, language=get_language() or "nb"), "viktig.pdf")
