"""What a helper suggests in somebody's plan, on the person's own page from the first letter."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.drafts import LONGEST
from viktig.ground.rules import RuleBroken
from viktig.person.page import did, page_of
from viktig.person.plan import access, actions
from viktig.person.plan.forms import LateForm, NewGoalForm, NewStepForm, SuggestForm
from viktig.person.plan.models import Goal, Measure, Plan, PlanSuggestion, SuggestionKind
from viktig.person.plan.page import EDIT, TEMPLATES, Writing, address_of, begun, goal_address, write


@require_POST
def on_plan(request: AccountRequest, who: UUID) -> HttpResponse:
    return _begin(request, access.get_plan_to_suggest_on(request.user, who))


@require_POST
def on_goal(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    return _begin(request, access.get_goal_to_suggest_on(request.user, goal_id))


@require_POST
def on_measure(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    return _begin(request, access.get_measure_to_suggest_on(request.user, measure_id))


def _begin(request: AccountRequest, on: Plan | Goal | Measure) -> HttpResponse:
    return redirect("person:plan-suggest", actions.begin_suggestion(on=on, by=request.user).pk)


def suggest(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, suggestion_id)
    form = SuggestForm(request.POST or None, initial={"words": found.words})
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.suggest, suggestion=found, words=form.cleaned_data["words"], ready=True):
        messages.success(
            request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
        )
        return redirect(*_about(found))
    shown = {"suggestion": found, "form": form, "back_to": address_of(_about(found))}
    return render(request, f"{TEMPLATES}/suggest.html", page_of(request, found.person) | shown)


@require_POST
def draft(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, suggestion_id)
    try:
        words = json.loads(request.POST.get("words", ""))["words"]
    except (ValueError, KeyError, TypeError):
        words = None
    if not isinstance(words, str) or len(words) > LONGEST:
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    try:
        actions.suggest(suggestion=found, words=words, ready=False)
    except RuleBroken:
        return JsonResponse({"reason": "put_away"}, status=409)
    return JsonResponse({"kept": True})


def _about(found: PlanSuggestion) -> tuple[str, UUID]:
    """Return where whoever suggests came from."""
    if found.measure_id:
        return ("person:plan-measure", found.measure_id)
    where, which = goal_address(found.goal_id, found.person_id)
    return (where, which)


def take(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    """The person makes something of their own of a suggestion: every word can be changed, and nothing is added before."""
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    if found.is_taken:
        return redirect(*_about(found))
    name = f"person.plan.take.{found.pk}"
    first = begun(request, name, {"words": found.words, "new_id": found.pk})
    page = Writing(
        title=_("%(name)s suggests") % {"name": found.by_name},
        lead=_("Change what you want. It is yours when you save it, and not before."),
        to=_about(found),
        draft=name,
        button=_("Make it mine"),
        extra={"suggestion": found},
    )
    if found.kind == SuggestionKind.GOAL:
        return write(request, found.person, NewGoalForm(request.POST or None, initial=first), _take, page, found=found)
    if found.kind == SuggestionKind.STEP:
        return write(request, found.person, NewStepForm(request.POST or None, initial=first), _take, page, found=found)
    return write(request, found.person, LateForm(request.POST or None, initial=first), _take, page, found=found)


def _take(*, found: PlanSuggestion, **values: object) -> None:
    if found.kind == SuggestionKind.GOAL:
        actions.add_goal(plan=found.plan, **values)  # type: ignore[arg-type]  # clean values of the form
    elif found.goal and found.kind == SuggestionKind.STEP:
        actions.add_step(goal=found.goal, **values)  # type: ignore[arg-type]
    elif found.measure:
        actions.say_why_late(measure=found.measure, **values)  # type: ignore[arg-type]
    actions.taken(suggestion=found)


@require_POST
def let_be(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.let_be(suggestion=found)
    messages.success(request, _("Laid aside. You can bring it back whenever you want."))
    return redirect(*_about(found))


@require_POST
def bring_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.bring_back(suggestion=found)
    return redirect(*_about(found))


@require_POST
def take_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, suggestion_id)
    if found.is_taken:
        raise Http404
    actions.take_back(suggestion=found)
    return redirect(*_about(found))
