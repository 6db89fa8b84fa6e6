"""Words that a helper writes, on the person's own page from the first letter. The person says what becomes of them."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.person.matters.models import Matter
from viktig.person.page import did, page_of
from viktig.person.well import access, actions, queries
from viktig.person.well.forms import DraftForm, SuggestionForm, UseForm
from viktig.person.well.models import Note, SuggestedFor
from viktig.person.well.page import TEMPLATES


@require_safe
def begin(request: AccountRequest, who: UUID) -> HttpResponse:
    access.get_room_to_suggest_in(request.user, who)
    return redirect("person:well-suggestion", who, uuid.uuid4())


def suggest(request: AccountRequest, who: UUID, suggestion_id: UUID) -> HttpResponse:
    person = access.get_room_to_suggest_in(request.user, who)
    begun = queries.begun_suggestion(who, suggestion_id, by=request.user.who)
    form = SuggestionForm(request.POST or None, initial={"words": begun.words, "kind": begun.kind} if begun else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"who": who, "by": request.user, "suggestion_id": suggestion_id, "ready": True}
        if did(form, actions.suggest_words, **given):
            messages.success(
                request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
            )
            return redirect("person:well-room", who)
    shown = {"form": form, "suggestion_id": suggestion_id}
    return render(request, f"{TEMPLATES}/suggest.html", page_of(request, person) | shown)


@require_POST
def suggestion_draft(request: AccountRequest, who: UUID) -> HttpResponse:
    access.get_room_to_suggest_in(request.user, who)
    draft = DraftForm(request.POST)
    if not draft.is_valid():
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    key, words = draft.cleaned_data["key"], draft.cleaned_data["words"].get("words", "")
    # The page sends only what is typed; what was chosen stays as it was.
    begun = queries.begun_suggestion(who, key, by=request.user.who)
    kind = begun.kind if begun else SuggestedFor.MATTER
    try:
        actions.suggest_words(who=who, by=request.user, suggestion_id=key, kind=kind, words=words, ready=False)
    except RuleBroken:
        return JsonResponse({"reason": "laid_aside"}, status=409)
    return JsonResponse({"kept": True})


def use(request: AccountRequest, who: UUID, suggestion_id: UUID) -> HttpResponse:
    person, found = access.get_suggestion_for(request.user, who, suggestion_id)
    draft = f"person.well.use.{suggestion_id}"
    written = {"words": found.words, "kind": found.kind} | drafts.kept(who=who, form=draft)
    form = UseForm(request.POST or None, initial=written)
    if request.method == "POST" and form.is_valid():
        used: list[Note | Matter] = []
        if did(form, lambda **given: used.append(actions.use_words(**given)), suggestion=found, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved. The words are yours now."))
            if isinstance(used[0], Matter):
                return redirect("person:matters-detail", who, used[0].pk)
            return redirect("person:well-room", who)
    shown = {"suggestion": found, "form": form, "draft": draft}
    return render(request, f"{TEMPLATES}/use.html", page_of(request, person) | shown)


@require_POST
def not_now(request: AccountRequest, who: UUID, suggestion_id: UUID) -> HttpResponse:
    _person, found = access.get_suggestion_for(request.user, who, suggestion_id)
    actions.lay_aside(suggestion=found)
    return redirect("person:well-room", who)


@require_POST
def bring_back(request: AccountRequest, who: UUID, suggestion_id: UUID) -> HttpResponse:
    _person, found = access.get_suggestion_for(request.user, who, suggestion_id)
    actions.bring_back(suggestion=found)
    return redirect("person:well-room", who)


@require_POST
def take_back(request: AccountRequest, who: UUID, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, who, suggestion_id)
    actions.lay_aside(suggestion=found)
    return redirect("person:well-room", who)
