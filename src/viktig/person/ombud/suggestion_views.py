"""Words that an ombud suggests, on the person's own page from the first letter."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.ombud import access, actions, choices, queries
from viktig.person.ombud.forms import DraftForm, SuggestionForm
from viktig.person.ombud.models import Assignment, Suggestion
from viktig.person.ombud.page import EDIT, TEMPLATES
from viktig.person.page import did, page_of


@require_safe
def begin_suggestion(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    return redirect("person:ombud-suggestion", found.pk, uuid.uuid4())


def suggest(request: AccountRequest, assignment_id: UUID, suggestion_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    begun = queries.begun_suggestion(found, suggestion_id, by=request.user.who)
    form = SuggestionForm(
        request.POST or None,
        initial=_begun(begun, found),
        receivers=queries.those_who_answer(),
    )
    if request.method == "POST" and form.is_valid():
        words = {"suggestion_id": suggestion_id, "words": form.cleaned_data["words"], "load": form.load()}
        if did(form, actions.suggest, assignment=found, by=request.user, ready=True, **words):
            messages.success(
                request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
            )
            return redirect("person:ombud-assignment", found.pk)
    return render(
        request,
        f"{TEMPLATES}/suggest.html",
        page_of(request, found.person) | {"assignment": found, "suggestion_id": suggestion_id, "form": form},
    )


def _begun(begun: Suggestion | None, about: Assignment) -> dict[str, Any]:
    first = {"kind": "barrier", "level": "service", "area": choices.area_of(about.theme)}
    if begun is None:
        return first
    return first | {name: text for name, text in (begun.load or {}).items() if text} | {"words": begun.words}


@require_POST
def suggestion_draft(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    draft = DraftForm(request.POST)
    if not draft.is_valid():
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    key, words = draft.cleaned_data["key"], draft.cleaned_data["words"]
    # The page sends only what is typed; what was chosen stays as it was.
    begun = queries.begun_suggestion(found, key, by=request.user.who)
    form = SuggestionForm({**_begun(begun, found), **words}, receivers=queries.those_who_answer())
    form.is_valid()
    try:
        actions.suggest(
            assignment=found,
            by=request.user,
            suggestion_id=key,
            words=words.get("words", ""),
            load=form.load(),
            ready=False,
        )
    except RuleBroken:
        return JsonResponse({"reason": "put_away"}, status=409)
    return JsonResponse({"kept": True})


@require_POST
def not_now(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.put_away(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)


@require_POST
def bring_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.bring_back(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)


@require_POST
def take_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, suggestion_id)
    actions.put_away(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)
