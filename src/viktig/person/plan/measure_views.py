"""Steps of the person's own, what others must do, and plans that others keep."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.person.page import page_of
from viktig.person.plan import access, actions, queries
from viktig.person.plan.forms import (
    LateForm,
    MoveMeasureForm,
    NewMeasureForm,
    NewStepForm,
    NewSubplanForm,
    RefusedForm,
    WrittenMeasureForm,
    WrittenStepForm,
    WrittenSubplanForm,
)
from viktig.person.plan.models import Goal, Measure, MeasureStatus, Plan, Side
from viktig.person.plan.page import EDIT, READ, TEMPLATES, Writing, address_of, begun, goal_address, moved, write
from viktig.person.plan.voices import begin_to_say, words_about

ROOM, MEASURE = "person:plan-room", "person:plan-measure"
OF_OTHERS = ("words", "role", "name", "by", "extent", "decision", "starts_on", "due_on")
SHOWN = ("words", "role", "name", "extent", "decision")
TO_CHOOSE = [one for one in MeasureStatus if one != MeasureStatus.REFUSED]


def add_step(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    goal = access.get_goal_for(request.user, goal_id, EDIT)
    draft = f"person.plan.step.{goal.pk}"
    form = NewStepForm(request.POST or None, initial=begun(request, draft, {}))
    page = Writing(title=_("A step of mine"), lead=goal.words, to=("person:plan-goal", goal.pk), draft=draft)
    return write(request, goal.person, form, actions.add_step, page, goal=goal)


def add_for_goal(request: AccountRequest, goal_id: UUID) -> HttpResponse:
    goal = access.get_goal_for(request.user, goal_id, EDIT)
    return _add(request, goal.plan, goal)


def add_for_plan(request: AccountRequest, who: UUID) -> HttpResponse:
    _person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    return _add(request, plan, None)


def _add(request: AccountRequest, plan: Plan, goal: Goal | None) -> HttpResponse:
    draft = f"person.plan.measure.{goal.pk if goal else plan.pk}"
    first = begun(request, draft, {"side": Side.SYSTEM})
    form = NewMeasureForm(request.POST or None, initial=first, receivers=queries.receivers_in(plan.person_id))
    page = Writing(
        title=_("What others must do"),
        lead=goal.words if goal else _("This is for the plan as a whole."),
        to=goal_address(goal.pk if goal else None, plan.person_id),
        draft=draft,
        message=_("Saved. If the day passes, we tell you."),
    )
    return write(request, plan.person, form, actions.add_measure, page, plan=plan, goal=goal)


def write_measure(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    draft, seen = f"person.plan.measure.{found.pk}", queries.measure_fingerprint(found)
    written = {name: getattr(found, name) for name in OF_OTHERS}
    initial = begun(request, draft, written) | {"seen": seen}
    form: WrittenStepForm | WrittenMeasureForm
    if found.side == Side.ME:
        form = WrittenStepForm(request.POST or None, initial=initial)
    else:
        form = WrittenMeasureForm(
            request.POST or None, initial=initial, receivers=queries.receivers_in(found.person_id)
        )
    page = Writing(
        title=_("Change it"),
        to=(MEASURE, found.pk),
        draft=draft,
        seen=seen,
        standing=[(form.fields[name].label, written[name]) for name in SHOWN if name in form.fields and written[name]],
    )
    return write(request, found.person, form, actions.write_measure, page, measure=found)


@require_safe
def measure(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, READ)
    doing = queries.doing(found)
    suggested = queries.suggestions_on(measure=found)
    shown: dict[str, Any] = {
        "measure": found,
        "doing": doing,
        "is_mine": found.side == Side.ME,
        "moves": _moves(found),
        "suggested": [one for one in suggested if one.is_open],
        "put_away": [one for one in suggested if not one.is_open],
        "may_suggest": doing.late
        and found.side != Side.ME
        and access.may_suggest(request.user, found.person_id, found.goal_id),
        "may_say": found.side != Side.ME and (doing.late or found.status == MeasureStatus.REFUSED or found.has_left),
        "said_id": uuid4(),
        "sees_plan": any(who == found.by for who, _name in queries.receivers_in(found.person_id)),
        "back_to": address_of(goal_address(found.goal_id, found.person_id)),
        "seen_by": seen_by(found.person_id, Room.PLAN, found.goal_id),
    }
    return render(request, f"{TEMPLATES}/measure.html", page_of(request, found.person) | shown)


def _moves(found: Measure) -> list[MeasureStatus]:
    """Return where a measure could be said to be now; nobody decides about one's own steps."""
    away = {MeasureStatus(found.status), *([MeasureStatus.WAITING] if found.side == Side.ME else [])}
    return [one for one in TO_CHOOSE if one not in away]


@require_POST
def move(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    form = MoveMeasureForm(request.POST)
    if form.is_valid() and form.cleaned_data["to"] in TO_CHOOSE:
        to, seen = MeasureStatus(form.cleaned_data["to"]), form.cleaned_data["seen"]
        moved(request, actions.set_status, measure=found, to=to, seen=seen)
    return redirect(MEASURE, found.pk)


def refused(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    draft = f"person.plan.refused.{found.pk}"
    written = {"refusal": found.refusal, "appeal_by": found.appeal_by}
    form = RefusedForm(request.POST or None, initial=begun(request, draft, written) | {"seen": found.status})
    page = Writing(
        title=_("They said no"),
        lead=_("A no must have a reason, and you can complain. Keep here what they said."),
        to=(MEASURE, found.pk),
        draft=draft,
        message=_("Saved. It is not over: you can complain, or say it to someone who must answer."),
    )
    return write(request, found.person, form, actions.was_refused, page, measure=found)


def late(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    draft = f"person.plan.late.{found.pk}"
    form = LateForm(request.POST or None, initial=begun(request, draft, {"words": found.late_because}))
    page = Writing(
        title=_("Why is it not done?"),
        lead=_("Ask the one who answers for it, and keep what they say. It is not you who is late."),
        to=(MEASURE, found.pk),
        draft=draft,
    )
    return write(request, found.person, form, actions.say_why_late, page, measure=found)


@require_POST
def left(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    actions.responsible_has_left(measure=found)
    messages.success(request, _("Saved. It still stands in your plan, until someone takes it."))
    return redirect(MEASURE, found.pk)


@require_POST
def say(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    return begin_to_say(request, words_about(found))


def delete(request: AccountRequest, measure_id: UUID) -> HttpResponse:
    found = access.get_measure_for(request.user, measure_id, EDIT)
    if request.method == "POST":
        actions.delete_measure(measure=found)
        messages.success(request, _("Deleted."))
        return redirect(*goal_address(found.goal_id, found.person_id))
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse(MEASURE, args=[found.pk]),
        "consequences": [_("The words are gone for you and for everyone you share them with.")],
        "words": found.words,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.person) | page)


# Plans that others keep -------------------------------------------------------------------------------------------------


def add_subplan(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    draft = "person.plan.subplan"
    form = NewSubplanForm(request.POST or None, initial=begun(request, draft, {}))
    page = Writing(
        title=_("Another plan about you"),
        lead=_("A plan for treatment or school is not your own plan. Here you keep that it is there, and who has it."),
        to=(ROOM, who),
        draft=draft,
    )
    return write(request, person, form, actions.add_subplan, page, plan=plan)


def write_subplan(request: AccountRequest, subplan_id: UUID) -> HttpResponse:
    found = access.get_subplan_for(request.user, subplan_id, EDIT)
    draft, seen = f"person.plan.subplan.{found.pk}", queries.subplan_fingerprint(found)
    written = {"kind": found.kind, "holder": found.holder, "words": found.words}
    form = WrittenSubplanForm(request.POST or None, initial=begun(request, draft, written) | {"seen": seen})
    page = Writing(
        title=_("Another plan about you"),
        to=(ROOM, found.person_id),
        draft=draft,
        seen=seen,
        standing=[(form.fields[name].label, written[name]) for name in ("holder", "words") if written[name]],
        extra={"delete_to": reverse("person:plan-subplan-delete", args=[found.pk])},
    )
    return write(request, found.person, form, actions.write_subplan, page, subplan=found)


def delete_subplan(request: AccountRequest, subplan_id: UUID) -> HttpResponse:
    found = access.get_subplan_for(request.user, subplan_id, EDIT)
    if request.method == "POST":
        actions.delete_subplan(subplan=found)
        messages.success(request, _("Deleted."))
        return redirect(ROOM, found.person_id)
    page = {
        "question": _("Take it off your page?"),
        "button": _("Yes, take it off"),
        "back": reverse("person:plan-subplan", args=[found.pk]),
        "consequences": [_("The plan itself lies with whoever keeps it. Nothing happens to it.")],
        "words": found.holder,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.person) | page)
