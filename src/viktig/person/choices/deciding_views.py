"""Settling a choice, trying it, looking back, changing one's mind, and how it was done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.person.choices import access, queries
from viktig.person.choices.actions import deciding as actions
from viktig.person.choices.forms import HowForm, LookBackForm, MoveForm, SettleForm
from viktig.person.choices.models import ChoosingStatus
from viktig.person.choices.page import EDIT, TEMPLATES, page_on
from viktig.person.choices.states import is_settled, may_become
from viktig.person.page import did, shown_anew


@require_POST
def move(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found, form = access.get_choosing_for(request.user, choosing_id, EDIT), MoveForm(request.POST)
    if form.is_valid():
        to = ChoosingStatus(form.cleaned_data["to"])
        try:
            actions.move(choosing=found, to=to, seen=form.cleaned_data["seen"])
        except RuleBroken as refusal:
            messages.error(request, str(refusal.message))
    return redirect("person:choices-choosing", found.pk)


def settle(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    draft, steps = f"person.choices.settle.{found.pk}", queries.steps_of(found)
    seen = queries.state_seen(found, steps)
    kept = drafts.kept(who=found.person_id, form=draft)
    form = SettleForm(request.POST or None, initial=kept | {"seen": seen}, options=queries.options_of(found))
    if request.method == "POST" and form.is_valid():
        if did(form, actions.settle, choosing=found, **form.values()):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved. You can change your mind whenever you want."))
            return redirect(reverse("person:choices-choosing", args=[found.pk]) + "#settled")
        shown_anew(form, seen=seen)
    shown = {
        "form": form,
        "draft": draft,
        "last": queries.settled_last(steps),
        "changed": request.POST.get("seen", seen) != seen,
        "has_place": found.person.place_id is not None,
    }
    return render(request, f"{TEMPLATES}/settle.html", page_on(request, found) | shown)


def look_back(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    if not may_become(found.status, ChoosingStatus.REVIEWED):
        return redirect("person:choices-choosing", found.pk)
    draft, steps = f"person.choices.back.{found.pk}", queries.steps_of(found)
    seen = queries.state_seen(found, steps)
    kept = drafts.kept(who=found.person_id, form=draft)
    form = LookBackForm(request.POST or None, initial=kept | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, actions.look_back, choosing=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved. You can change your mind whenever you want."))
            return redirect(reverse("person:choices-choosing", args=[found.pk]) + "#settled")
        shown_anew(form, seen=seen)
    shown = {
        "form": form,
        "draft": draft,
        "last": queries.settled_last(steps),
        "changed": request.POST.get("seen", seen) != seen,
    }
    return render(request, f"{TEMPLATES}/look_back.html", page_on(request, found) | shown)


@require_POST
def change_my_mind(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    actions.change_my_mind(choosing=found)
    messages.success(request, _("You are thinking about it again. What was settled before still stands below."))
    return redirect("person:choices-choosing", found.pk)


def how_it_was(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    place = found.person.place
    if found.is_asked or not is_settled(found.status):
        return redirect("person:choices-choosing", found.pk)
    form = HowForm(request.POST or None)
    sent = request.method == "POST" and place is not None and form.is_valid()
    if sent and did(form, actions.say_how_it_was, choosing=found, answers=form.cleaned_data, place=place):
        messages.success(request, _("Thank you. Your answers are counted, without you in them."))
        return redirect("person:choices-choosing", found.pk)
    return render(request, f"{TEMPLATES}/how_it_was.html", page_on(request, found) | {"form": form, "place": place})
