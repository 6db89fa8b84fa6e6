"""The plan as a paper: tagged, in plain words, in the order of the page; to read, to print, to bring along."""

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.ground.people.models import Person
from viktig.person.plan.models import Measure, MeasureStatus, Plan, PlanKind, Side
from viktig.person.plan.parts import PlanPart, words_of
from viktig.person.plan.queries import Contents, Doing, GoalView, contents_of
from viktig.person.plan.reference import PlanLaw

TEMPLATE = "person/plan/templates/plan.typ"


def plan_as_paper(plan: Plan, *, person: Person, law: PlanLaw, language: str) -> bytes:
    """Return a plan as a PDF in the words of its person. law: what such a plan is called where they live."""
    found = contents_of(plan)
    values: dict[str, Any] = {
        "lead": _("This plan belongs to the person. Nobody else can change it or close it."),
        "about": _about(plan, person, law),
        "sections": [
            *_goals(found),
            {"title": _("For the plan as a whole"), "pairs": _whole(plan, found)},
            {"title": _("Other plans, which are not this one"), "pairs": _others(found)},
        ],
    }
    return paper(TEMPLATE, values, title=_("My plan"), language=language)


def _about(plan: Plan, person: Person, law: PlanLaw) -> list[list[str]]:
    pairs = [
        [_("The person"), str(person.name) or _("Someone who has not given a name")],
        [str(PlanPart.MATTERS.label), words_of(plan, PlanPart.MATTERS)],
        [_("What it is called"), law.name.text if plan.kind == PlanKind.COORDINATED else ""],
        [_("Where it is"), str(plan.get_status_display())],
        [_("From"), _day(plan.starts_on)],
        [_("To"), _day(plan.ends_on)],
        [_("We look at it again"), _day(plan.review_on)],
    ]
    return [pair for pair in pairs if pair[1]]


def _goals(found: Contents) -> list[dict[str, Any]]:
    return [
        {"title": area.label, "pairs": [pair for view in area.goals for pair in _goal(view)]} for area in found.areas
    ]


def _goal(view: GoalView) -> list[list[str]]:
    goal = view.goal
    said = [str(goal.words), str(goal.why), _("Where it is now: %(status)s") % {"status": goal.get_status_display()}]
    return [
        [_("I want"), "\n".join(part for part in said if part)],
        *_column(_("My steps"), view.mine),
        *_column(_("What others must do"), view.theirs),
        *_column(_("Done"), view.done),
    ]


def _column(title: str, doings: list[Doing]) -> list[list[str]]:
    return [[title, "\n".join(_line(one) for one in doings)]] if doings else []


def _line(one: Doing) -> str:
    """Return one thing that is done on one line: what, who, by when, where it is."""
    measure: Measure = one.measure
    parts = [" ".join(str(measure.words).split())]
    if measure.side != Side.ME and one.who:
        parts.append(one.who)
    if measure.due_on:
        parts.append(_("by %(day)s") % {"day": _day(measure.due_on)})
    if measure.status != MeasureStatus.PLANNED:
        parts.append(str(measure.get_status_display()))
    if measure.has_left:
        parts.append(_("Nobody answers for it now"))
    return "• " + "; ".join(parts)


def _whole(plan: Plan, found: Contents) -> list[list[str]]:
    pairs = [[str(part.label), words_of(plan, part)] for part in PlanPart if part != PlanPart.MATTERS]
    loose = [*found.loose.mine, *found.loose.theirs, *found.loose.done] if found.loose else []
    return [pair for pair in pairs if pair[1]] + _column(_("What others must do"), loose)


def _others(found: Contents) -> list[list[str]]:
    return [
        [str(one.get_kind_display()), "\n".join(part for part in (str(one.holder), str(one.words)) if part)]
        for one in found.subplans
    ]


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""
