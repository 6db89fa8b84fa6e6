"""What somebody who helps suggests on a choice: a possibility, what is known about one, a question, how they see it."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.choices import access, queries
from viktig.person.choices.actions import suggesting as actions
from viktig.person.choices.forms import DraftForm, SuggestedWordsForm
from viktig.person.choices.models import Choosing, Option, Proposal, ProposalKind
from viktig.person.choices.option_forms import SuggestedOptionForm
from viktig.person.choices.page import EDIT, SUGGEST, TEMPLATES, page_on
from viktig.person.page import did

OF_CHOICE = (ProposalKind.OPTION, ProposalKind.QUESTION, ProposalKind.VIEW)


@require_safe
def begin(request: AccountRequest, choosing_id: UUID, kind: str) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, SUGGEST)
    if kind not in OF_CHOICE:
        raise Http404
    return redirect("person:choices-suggest", found.pk, kind, uuid.uuid4())


@require_safe
def begin_facts(request: AccountRequest, option_id: UUID) -> HttpResponse:
    found = access.get_option_for(request.user, option_id, SUGGEST)
    return redirect("person:choices-suggest-facts", found.pk, uuid.uuid4())


def suggest(request: AccountRequest, choosing_id: UUID, kind: str, proposal_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, SUGGEST)
    if kind not in OF_CHOICE:
        raise Http404
    return _suggest(request, found, ProposalKind(kind), proposal_id)


def suggest_facts(request: AccountRequest, option_id: UUID, proposal_id: UUID) -> HttpResponse:
    found = access.get_option_for(request.user, option_id, SUGGEST)
    return _suggest(request, found.choosing, ProposalKind.FACTS, proposal_id, found)


def _suggest(
    request: AccountRequest, found: Choosing, kind: ProposalKind, proposal_id: UUID, option: Option | None = None
) -> HttpResponse:
    begun = queries.begun_proposal(found, proposal_id, by=request.user.who)
    form = _form(kind, request.POST or None, _begun(begun))
    if request.method == "POST" and form.is_valid():
        asked: dict[str, Any] = {
            "choosing": found,
            "by": request.user,
            "kind": kind,
            "proposal_id": proposal_id,
            "option": option,
        }
        if did(form, actions.suggest, load=form.cleaned_data, ready=True, **asked):
            messages.success(
                request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
            )
            return redirect("person:choices-choosing", found.pk)
    shown = {
        "form": form,
        "kind": kind,
        "proposal_id": proposal_id,
        "option": option,
        "option_name": queries.name_of(option) if option else "",
        "draft_to": request.path + "draft/",
    }
    return render(request, f"{TEMPLATES}/suggest.html", page_on(request, found) | shown)


def _begun(begun: Proposal | None) -> dict[str, Any]:
    return {name: text for name, text in (begun.load or {}).items() if name != "ready"} if begun else {}


def _form(kind: ProposalKind, data: Any, initial: dict[str, Any]) -> Form:
    if kind in (ProposalKind.QUESTION, ProposalKind.VIEW):
        return SuggestedWordsForm(data, initial=initial)
    return SuggestedOptionForm(data, initial=initial, always=kind == ProposalKind.FACTS)


@require_POST
def draft(request: AccountRequest, choosing_id: UUID, kind: str, proposal_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, SUGGEST)
    if kind not in OF_CHOICE:
        raise Http404
    return _draft(request, found, ProposalKind(kind), proposal_id)


@require_POST
def draft_facts(request: AccountRequest, option_id: UUID, proposal_id: UUID) -> HttpResponse:
    found = access.get_option_for(request.user, option_id, SUGGEST)
    return _draft(request, found.choosing, ProposalKind.FACTS, proposal_id, found)


def _draft(
    request: AccountRequest, found: Choosing, kind: ProposalKind, proposal_id: UUID, option: Option | None = None
) -> HttpResponse:
    sent = DraftForm(request.POST)
    if not sent.is_valid() or sent.cleaned_data["key"] != proposal_id:
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    begun = queries.begun_proposal(found, proposal_id, by=request.user.who)
    # The page sends only what is typed; what was chosen stays as it was.
    load = _begun(begun) | sent.cleaned_data["words"]
    asked: dict[str, Any] = {
        "choosing": found,
        "by": request.user,
        "kind": kind,
        "proposal_id": proposal_id,
        "option": option,
    }
    try:
        actions.suggest(load=load, ready=False, **asked)
    except RuleBroken:
        return JsonResponse({"reason": "put_away"}, status=409)
    return JsonResponse({"kept": True})


@require_POST
def not_now(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    found = access.get_proposal_for(request.user, proposal_id, EDIT)
    if found.taken_on:
        actions.take_away(proposal=found)
    else:
        actions.put_away(proposal=found)
    return redirect("person:choices-choosing", found.choosing_id)


@require_POST
def bring_back(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    found = access.get_proposal_for(request.user, proposal_id, EDIT)
    actions.bring_back(proposal=found)
    return redirect("person:choices-choosing", found.choosing_id)


@require_POST
def take(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    """Take a question, or let a view stand; a possibility and facts are taken in the form where they are written."""
    found = access.get_proposal_for(request.user, proposal_id, EDIT)
    if found.kind == ProposalKind.QUESTION:
        actions.take_question(proposal=found)
        messages.success(request, _("It stands among your questions now."))
    elif found.kind == ProposalKind.VIEW:
        actions.let_stand(proposal=found)
        messages.success(request, _("It stands beside your own words now, as it was written."))
    return redirect("person:choices-choosing", found.choosing_id)


@require_POST
def take_back(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    found = access.get_own_proposal(request.user, proposal_id)
    if not found.taken_on:
        actions.put_away(proposal=found)
    return redirect("person:choices-choosing", found.choosing_id)
