"""Goals: what the person wants, and the way of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.page import did, page_of
from viktig.person.plan import access, actions, queries
from viktig.person.plan.forms import MoveGoalForm, NewGoalForm, NoteForm, WrittenGoalForm
from viktig.person.plan.models import Goal, GoalStatus, Moment, MomentKind
from viktig.person.plan.page import EDIT, READ, TEMPLATES, Writing, begun, moved, write
from viktig.person.plan.states import OPEN_GOALS

ROOM, GOAL = "person:plan-room", "person:plan-goal"
WORDS = ("words", "area", "why", "with_whom", "sign", "is_important")
SHOWN = ("words", "why", "with_whom", "sign")


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    draft = "person.plan.goal"
    form = NewGoalForm(request.POST or None, initial=begun(request, draft, {}))
    page = Writing(
        title=_("What do you want?"),
        lead=_("One thing at a time. A wish is enough, and you can change every word."),
        to=(ROOM, who),
        draft=draft,
        message=_("Saved. It stands in your plan now."),
    )
    return write(request, person, form, actions.add_goal, page, plan=plan)


def write_goal(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    goal = access.get_goal_for(request.user, goal_id, EDIT)
    draft, seen = f"person.plan.goal.{goal.pk}", queries.goal_fingerprint(goal)
    written = {name: getattr(goal, name) for name in WORDS}
    form = WrittenGoalForm(request.POST or None, initial=begun(request, draft, written) | {"seen": seen})
    page = Writing(
        title=_("Change the goal"),
        to=(GOAL, goal.pk),
        draft=draft,
        message=_("Saved. What it said before is kept on its way."),
        seen=seen,
        standing=[(form.fields[name].label, written[name]) for name in SHOWN],
    )
    return write(request, goal.person, form, actions.write_goal, page, goal=goal)


@require_safe
def goal(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    found = access.get_goal_for(request.user, goal_id, READ)
    draft = _note_draft(found)
    kept = drafts.kept(who=request.user.who, form=draft) if found.person_id == request.user.who else {}
    return _goal(request, found, NoteForm(initial=kept))


def _note_draft(goal: Goal) -> str:
    return f"person.plan.note.{goal.pk}"


def _goal(request: AccountRequest, found: Goal, note: NoteForm) -> HttpResponse:
    seers = seen_by(found.person_id, Room.PLAN, found.pk)
    suggested = queries.suggestions_on(goal=found)
    shown: dict[str, Any] = {
        "goal": found,
        "view": queries.goal_view(found),
        "moves": [one for one in GoalStatus if one != found.status],
        "is_open": found.status in OPEN_GOALS,
        "way": [_step(one) for one in queries.moments_of(found)],
        "note": note,
        "draft": _note_draft(found),
        "suggested": [one for one in suggested if one.is_open],
        "put_away": [one for one in suggested if not one.is_open],
        "may_suggest": access.may_suggest(request.user, found.person_id, found.pk),
        "plan_is_open": found.person_id == request.user.who or bool(seen_by(found.person_id, Room.PLAN)),
        "seen_by": seers,
    }
    return render(request, f"{TEMPLATES}/goal.html", page_of(request, found.person) | shown)


def _step(moment: Moment) -> dict[str, Any]:
    """Return a moment as the path shows it."""
    if moment.kind == MomentKind.STATUS:
        what = str(GoalStatus(moment.status).label)
    elif moment.kind == MomentKind.BEFORE:
        what = _("Until you changed it, this stood here:")
    else:
        what = _("How it goes:")
    return {"what": what, "words": moment.words, "on": moment.at}


@require_POST
def note(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    found = access.get_goal_for(request.user, goal_id, EDIT)
    form = NoteForm(request.POST)
    if form.is_valid() and did(form, actions.note_on_goal, goal=found, **form.cleaned_data):
        drafts.forget(who=request.user.who, form=_note_draft(found))
        messages.success(request, _("Saved."))
        return redirect(GOAL, found.pk)
    return _goal(request, found, form)


@require_POST
def move_to(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    found = access.get_goal_for(request.user, goal_id, EDIT)
    form = MoveGoalForm(request.POST)
    if form.is_valid():
        to, seen = GoalStatus(form.cleaned_data["to"]), form.cleaned_data["seen"]
        moved(request, actions.move_goal_to, goal=found, to=to, seen=seen)
    return redirect(GOAL, found.pk)


@require_POST
def move(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    found = access.get_goal_for(request.user, goal_id, EDIT)
    actions.move_goal(goal=found, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect(ROOM, found.person_id)


def delete(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    found = access.get_goal_for(request.user, goal_id, EDIT)
    if request.method == "POST":
        actions.delete_goal(goal=found)
        messages.success(request, _("Deleted."))
        return redirect(ROOM, found.person_id)
    page = {
        "question": _("Delete this goal for good?"),
        "button": _("Yes, delete it"),
        "back": reverse(GOAL, args=[found.pk]),
        "consequences": [
            _("The goal is gone, with its steps and what others should do for it."),
            _("You can also lay it aside. Then nothing is deleted."),
        ],
        "words": found.words,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.person) | page)
