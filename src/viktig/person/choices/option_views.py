"""The possibilities of a choice, and saying that one is missing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rooms import is_open
from viktig.ground.rules import RuleBroken
from viktig.person.choices import access, queries
from viktig.person.choices.actions import options as actions
from viktig.person.choices.facts import FACTS, joined
from viktig.person.choices.forms import fresh, is_always
from viktig.person.choices.models import Availability, Choosing, Proposal, ProposalKind
from viktig.person.choices.option_forms import NewOptionForm, WrittenOptionForm
from viktig.person.choices.page import EDIT, TEMPLATES, page_on
from viktig.person.page import did, page_of, shown_anew


def add(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    taken = _suggested(request, found, ProposalKind.OPTION)
    draft = f"person.choices.option.{taken.pk if taken else found.pk}"
    kept = drafts.kept(who=found.person_id, form=draft)
    begun = dict(taken.load or {}) if taken else {}
    form = NewOptionForm(request.POST or None, initial=fresh(begun | kept))
    if request.method == "POST" and form.is_valid():
        values = _values(form.cleaned_data) | {"new_id": form.cleaned_data["new_id"]}
        if did(form, actions.add_option, choosing=found, taken=taken, **values):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved. It stands among the possibilities."))
            return redirect("person:choices-choosing", found.pk)
    shown = {"form": form, "draft": draft, "taken": taken}
    return render(request, f"{TEMPLATES}/option.html", page_on(request, found) | shown)


def option(request: AccountRequest, option_id: UUID) -> HttpResponse:
    found = access.get_option_for(request.user, option_id, EDIT)
    taken, always = _suggested(request, found.choosing, ProposalKind.FACTS), is_always(found)
    taken = taken if taken and taken.option_id == found.pk else None
    draft, seen = f"person.choices.option.{taken.pk if taken else found.pk}", queries.option_seen(found)
    facts = joined(found.facts or {}, taken.load or {}) if taken else dict(found.facts or {})
    written = facts | {"name": found.name, "availability": found.availability}
    kept = drafts.kept(who=found.person_id, form=draft)
    form = WrittenOptionForm(request.POST or None, initial=written | kept | {"seen": seen}, always=always)
    if request.method == "POST" and form.is_valid():
        values = _values(form.cleaned_data) | {"seen": form.cleaned_data["seen"]}
        if did(form, actions.write_option, option=found, taken=taken, **values):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:choices-choosing", found.choosing_id)
        shown_anew(form, seen=seen)
    shown = {
        "option": found,
        "option_name": queries.name_of(found),
        "is_always": always,
        "is_missing": found.availability == Availability.NOT_HERE,
        "form": form,
        "draft": draft,
        "taken": taken,
        "changed": request.POST.get("seen", seen) != seen,
        "now": next(one for one in queries.options_of(found.choosing) if one.option.pk == found.pk),
        "is_said": found.pk in queries.said_of(found.choosing),
    }
    return render(request, f"{TEMPLATES}/option.html", page_on(request, found.choosing) | shown)


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return name, availability and facts of a valid form."""
    return {
        "name": given.get("name", ""),
        "availability": given.get("availability", Availability.HERE),
        "facts": {name: given.get(name, "") for name in FACTS},
    }


def _suggested(request: AccountRequest, choosing: Choosing, kind: ProposalKind) -> Proposal | None:
    """Return the suggestion that an address names (?suggestion=…), if it is one on this choice that waits."""
    try:
        asked = UUID(request.GET.get("suggestion", ""))
    except ValueError:
        return None
    found = access.get_proposal_for(request.user, asked, EDIT)
    if (found.choosing_id, found.kind) != (choosing.pk, kind):
        raise Http404
    return found


def delete(request: AccountRequest, option_id: UUID) -> HttpResponse:
    found = access.get_option_for(request.user, option_id, EDIT)
    back = reverse("person:choices-option", args=[found.pk])
    if request.method == "POST" or is_always(found):
        try:
            actions.delete_option(option=found)
        except RuleBroken as refusal:
            messages.error(request, str(refusal.message))
            return redirect(back)
        messages.success(request, _("Deleted."))
        return redirect("person:choices-choosing", found.choosing_id)
    page = {
        "question": _("Delete this possibility for good?"),
        "button": _("Yes, delete it"),
        "back": back,
        "consequences": [_("What is written about it is gone, and what you wrote beside it.")],
        "words": found.name,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.choosing.person) | page)


@require_POST
def say(request: AccountRequest, option_id: UUID) -> HttpResponse:
    """Lead to the page where it can be said to somebody who must answer, with the words begun. Nothing is sent."""
    found = access.get_option_for(request.user, option_id, EDIT)
    if not is_open("person/said") or found.availability != Availability.NOT_HERE:
        raise Http404
    return redirect("person:said-write", actions.begin_to_say(option=found))


@require_POST
def other_helper(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    """Lead to the page where one can say that one wants another helper, with the words begun. Nothing is sent."""
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    if not is_open("person/said"):
        raise Http404
    return redirect("person:said-write", actions.begin_to_ask_for_another(choosing=found))
