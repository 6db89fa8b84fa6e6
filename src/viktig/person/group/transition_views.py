"""A change with a day: its list, and how it went."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground import clock
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT, READ
from viktig.person.group.actions import checking
from viktig.person.group.actions import transitions as actions
from viktig.person.group.dates import days_due
from viktig.person.group.forms import DaysForm, LineForm, NewTransitionForm, WrittenTransitionForm
from viktig.person.group.models import LineState, Transition
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew

BEGIN = "person.group.change"


def begin(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, EDIT)
    first = {"new_id": uuid.uuid4()} | drafts.kept(who=who, form=BEGIN)
    form = NewTransitionForm(request.POST or None, initial=first)
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.begin_transition, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=BEGIN)
        return redirect("person:group-transition", form.cleaned_data["new_id"])
    return render(request, f"{TEMPLATES}/change_form.html", page_of(request, person) | {"form": form, "draft": BEGIN})


@require_safe
def transition(request: AccountRequest, transition_id: UUID) -> HttpResponse:
    return _list(request, access.get_transition_for(request.user, transition_id, READ), None)


def _list(request: AccountRequest, found: Transition, form: LineForm | None) -> HttpResponse:
    page = page_of(request, found.person)
    draft = f"person.group.line.{found.pk}"
    if form is None and page["is_own"]:
        form = LineForm(initial={"new_id": uuid.uuid4()} | drafts.kept(who=found.person_id, form=draft))
    lines = queries.lines_of(found)
    answered = queries.answered_after(found) if page["is_own"] else set()
    page |= {
        "change": found,
        "lines": lines,
        "open": sum(one.line.state == LineState.OPEN for one in lines),
        "days_left": (found.day - clock.today()).days,
        "asked_after": page["is_own"] and days_due(found.day, clock.today(), answered),
        "form": form,
        "draft": draft,
        "may_suggest": access.may_suggest(request.user, found.person_id),
        "me": request.user.who,
    }
    return render(request, f"{TEMPLATES}/change.html", page)


def write(request: AccountRequest, transition_id: UUID) -> HttpResponse:
    found = access.get_transition_for(request.user, transition_id, EDIT)
    draft, seen = f"person.group.change.{found.pk}", queries.fingerprint(found)
    written = {"kind": found.kind, "day": found.day, "words": found.words}
    kept = drafts.kept(who=found.person_id, form=draft)
    form = WrittenTransitionForm(request.POST or None, initial=written | kept | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_transition, change=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:group-transition", found.pk)
        shown_anew(form, seen=seen)
    page = {"form": form, "draft": draft, "change": found, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/change_form.html", page_of(request, found.person) | page)


def add_line(request: AccountRequest, transition_id: UUID) -> HttpResponse:
    found = access.get_transition_for(request.user, transition_id, EDIT)
    if request.method != "POST":
        return redirect("person:group-transition", found.pk)
    form = LineForm(request.POST)
    if form.is_valid() and did(form, actions.add_line, change=found, **form.cleaned_data):
        drafts.forget(who=found.person_id, form=f"person.group.line.{found.pk}")
        return redirect("person:group-transition", found.pk)
    return _list(request, found, form)


def after(request: AccountRequest, transition_id: UUID) -> HttpResponse:
    """Say whether it went as the list said. Only the person comes here, and only they see what they answered."""
    found = access.get_transition_for(request.user, transition_id, EDIT)
    if request.user.who != found.person_id:
        raise Http404
    days = days_due(found.day, clock.today(), queries.answered_after(found))
    if not days:
        return redirect("person:group-transition", found.pk)
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        checking.answer_days(change=found, days=days, answers=form.cleaned_data)
        messages.success(request, _("Thank you. Only you can see what you answered."))
        return redirect("person:group-transition", found.pk)
    return render(request, f"{TEMPLATES}/after.html", page_of(request, found.person) | {"form": form, "change": found})


def delete(request: AccountRequest, transition_id: UUID) -> HttpResponse:
    found = access.get_transition_for(request.user, transition_id, EDIT)
    if request.method == "POST":
        actions.delete_transition(change=found)
        messages.success(request, _("Deleted."))
        return redirect("person:group-room", found.person_id)
    page = {
        "question": _("Delete this list?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:group-transition", args=[found.pk]),
        "consequences": [
            _("All lines are gone, with their answers and what others suggested."),
            _("Nobody can bring it back, and neither can we."),
        ],
    }
    return render(request, "ground/look/templates/confirm.html", page)
