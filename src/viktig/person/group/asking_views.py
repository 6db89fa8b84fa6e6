"""Asking for a coordinator: what holds where the person lives, whom they asked, and what came of it."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rooms import is_open
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT, READ
from viktig.person.group.actions import asking
from viktig.person.group.country import in_country
from viktig.person.group.forms import AskForm, OutcomeForm
from viktig.person.group.models import Asked, AskedOutcome
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew

ASK = "person.group.ask"


def coordinator(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, EDIT if request.method == "POST" else READ)
    form = None
    if request.user.who == who:
        first = {"new_id": uuid.uuid4(), "asked_on": clock.today()} | drafts.kept(who=who, form=ASK)
        form = AskForm(request.POST or None, initial=first)
    if form and request.method == "POST" and form.is_valid() and did(form, asking.ask, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=ASK)
        messages.success(request, _("Saved. Say here what they answer."))
        return redirect("person:group-coordinator", who)
    return _page(request, person, form)


def _page(request: AccountRequest, person: Person, form: AskForm | None) -> HttpResponse:
    now, left = queries.participants_of(person.pk)
    page = {
        "form": form,
        "draft": ASK,
        "coordinators": [one for one in now if one.part == "coordinator"],
        "vacant_since": queries.vacant_since(now, left),
        "all_asked": queries.all_asked(person.pk),
        "place_words": in_country(person, clock.today()),
    }
    return render(request, f"{TEMPLATES}/coordinator.html", page_of(request, person) | page)


def outcome(request: AccountRequest, asked_id: UUID) -> HttpResponse:
    found = access.get_asked_for(request.user, asked_id)
    draft, seen = f"person.group.asked.{found.pk}", queries.fingerprint(found)
    written = {"outcome": found.outcome, "said": found.said} | drafts.kept(who=found.person_id, form=draft)
    form = OutcomeForm(request.POST or None, initial=written | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, asking.tell_outcome, asked=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            return _told(request, found, form.cleaned_data["outcome"])
        shown_anew(form, seen=seen)
    page = {"form": form, "draft": draft, "asked": found, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/asked.html", page_of(request, found.person) | page)


def _told(request: AccountRequest, found: Asked, said: str) -> HttpResponse:
    if said == AskedOutcome.GOT:
        messages.success(request, _("Good. Write down who it is."))
        return redirect(reverse("person:group-add", args=[found.person_id]) + "?part=coordinator")
    messages.success(request, _("Saved."))
    return redirect("person:group-coordinator", found.person_id)


@require_POST
def say(request: AccountRequest, asked_id: UUID) -> HttpResponse:
    found = access.get_asked_for(request.user, asked_id)
    if not is_open("person/said"):
        raise Http404
    return redirect("person:said-write", asking.say_about_asked(asked=found))


def delete(request: AccountRequest, asked_id: UUID) -> HttpResponse:
    found = access.get_asked_for(request.user, asked_id)
    if request.method == "POST":
        asking.delete_asked(asked=found)
        messages.success(request, _("Deleted."))
        return redirect("person:group-coordinator", found.person_id)
    page = {
        "question": _("Delete that you asked?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:group-coordinator", args=[found.person_id]),
        "consequences": [_("What you wrote about it is gone, for you and for those who read this page.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)
