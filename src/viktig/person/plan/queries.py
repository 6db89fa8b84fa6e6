"""Reads of a person's plan. They take what access gave, or the `who` of whoever acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.access.queries import open_shares
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.queries import newest
from viktig.person.plan.models import (
    Goal,
    GoalStatus,
    Measure,
    MeasureStatus,
    Moment,
    Plan,
    PlanAsk,
    PlanRating,
    PlanSuggestion,
    PlanVersion,
    Side,
    Subplan,
)
from viktig.person.plan.parts import words_of
from viktig.person.plan.states import CLOSED_MEASURES, OPEN_GOALS, OPEN_MEASURES

ORDER = ["position", "pk"]


@dataclass(frozen=True)
class Doing:
    """A measure as a list shows it. late: its day has passed. appeal: one can still complain. who: who answers for it."""

    measure: Measure
    late: bool
    appeal: bool
    who: str
    is_open: bool


@dataclass(frozen=True)
class GoalView:
    """A goal with its two columns: my steps, and what others must do; what is done stands by itself.

    up, down: whether it can move in its life area. waiting: how many suggestions wait on it.
    """

    goal: Goal
    mine: list[Doing]
    theirs: list[Doing]
    done: list[Doing]
    up: bool = False
    down: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class Area:
    """A life area with the goals in it, in the person's own order."""

    label: str
    goals: list[GoalView]


@dataclass(frozen=True)
class Contents:
    """All that stands in a plan, for its page and its paper. aside: goals that are reached, changed or laid aside.

    loose: what belongs to the whole plan. late: what others should have done by now. suggested, put_away: goals that are
    suggested.
    """

    areas: list[Area]
    aside: list[GoalView]
    loose: GoalView | None
    goals: list[Goal]
    measures: list[Measure]
    late: list[Doing]
    suggested: list[PlanSuggestion]
    put_away: list[PlanSuggestion]
    subplans: list[Subplan]


def contents_of(plan: Plan) -> Contents:
    """Return what stands in a plan, in four questions however much it is."""
    goals = list(Goal.unguarded.filter(plan=plan).order_by("position", "written_at", "pk"))
    measures = list(Measure.unguarded.filter(plan=plan).order_by(*ORDER))
    every = list(PlanSuggestion.unguarded.filter(plan=plan, is_taken=False).order_by("changed_at", "pk"))
    suggested = [one for one in every if one.is_open]
    subplans = list(Subplan.unguarded.filter(plan=plan).order_by("written_at", "pk"))
    views = _views(goals, measures, suggested)
    here = [one for one in views if one.goal.status in OPEN_GOALS]
    loose = [doing(one) for one in measures if one.goal_id is None]
    return Contents(
        areas=_areas(here),
        aside=[one for one in views if one.goal.status not in OPEN_GOALS],
        loose=_view(Goal(), loose) if loose else None,
        goals=goals,
        measures=measures,
        late=[one for one in map(doing, measures) if one.late and one.measure.side != Side.ME],
        suggested=[one for one in suggested if _is_of_plan(one)],
        put_away=[one for one in every if not one.is_open and _is_of_plan(one)],
        subplans=subplans,
    )


def _is_of_plan(one: PlanSuggestion) -> bool:
    return one.goal_id is None and one.measure_id is None


def goal_view(goal: Goal) -> GoalView:
    """Return one goal with its two columns."""
    return _view(goal, [doing(one) for one in Measure.unguarded.filter(goal=goal).order_by(*ORDER)])


def doing(measure: Measure) -> Doing:
    """Return a measure as a list shows it."""
    today = clock.today()
    is_open = measure.status in OPEN_MEASURES
    return Doing(
        measure=measure,
        late=is_open and measure.due_on is not None and measure.due_on < today,
        appeal=measure.status == MeasureStatus.REFUSED and measure.appeal_by is not None and measure.appeal_by >= today,
        who=", ".join(part for part in (measure.name, measure.role) if part),
        is_open=is_open,
    )


def _views(goals: Sequence[Goal], measures: Sequence[Measure], suggested: Sequence[PlanSuggestion]) -> list[GoalView]:
    by_goal: dict[UUID | None, list[Doing]] = {}
    for one in measures:
        by_goal.setdefault(one.goal_id, []).append(doing(one))
    waiting = [one.goal_id for one in suggested if one.goal_id]
    return [_view(goal, by_goal.get(goal.pk, []), waiting.count(goal.pk)) for goal in goals]


def _view(goal: Goal, doings: Sequence[Doing], waiting: int = 0) -> GoalView:
    stands = [one for one in doings if one.measure.status not in CLOSED_MEASURES]
    return GoalView(
        goal=goal,
        mine=[one for one in stands if one.measure.side == Side.ME],
        theirs=[one for one in stands if one.measure.side != Side.ME],
        done=[one for one in doings if one.measure.status in CLOSED_MEASURES],
        waiting=waiting,
    )


def _areas(views: Sequence[GoalView]) -> list[Area]:
    found = []
    for area in LifeArea:
        inside = [one for one in views if one.goal.area == area]
        last = len(inside) - 1
        ordered = [
            GoalView(one.goal, one.mine, one.theirs, one.done, place > 0, place < last, one.waiting)
            for place, one in enumerate(inside)
        ]
        if ordered:
            found.append(Area(str(area.label), ordered))
    return found


def overdue_measures(plan: Plan, day: date) -> list[Measure]:
    """Return what is not done though its day has passed, the longest overdue first."""
    return list(Measure.unguarded.filter(plan=plan, status__in=OPEN_MEASURES, due_on__lt=day).order_by("due_on", "pk"))


def moments_of(goal: Goal) -> list[Moment]:
    """Return the way of a goal, oldest first."""
    return list(Moment.unguarded.filter(goal=goal).order_by("at", "pk"))


def suggestions_on(*, goal: Goal | None = None, measure: Measure | None = None) -> list[PlanSuggestion]:
    """Return what is suggested on a goal or on a measure and was not taken, open ones first."""
    found = (
        PlanSuggestion.unguarded.filter(goal=goal, measure=None)
        if goal
        else PlanSuggestion.unguarded.filter(measure=measure)
    )
    return list(found.filter(is_taken=False).order_by("-is_open", "changed_at", "pk"))


def asks_of(plan: Plan) -> list[PlanAsk]:
    """Return when the person asked for a plan, the last time first."""
    return list(PlanAsk.unguarded.filter(plan=plan).order_by("-asked_on", "pk"))


def ratings_of(plan: Plan) -> list[PlanRating]:
    """Return what the person thought of the work with the plan, the last time first."""
    return list(PlanRating.unguarded.filter(plan=plan).order_by("-rated_on", "pk"))


def versions_of(plan: Plan) -> list[PlanVersion]:
    """Return the versions of a plan, the newest first."""
    return list(PlanVersion.unguarded.filter(plan=plan).order_by("-number"))


def what_matters_now(who: UUID) -> str:
    """Return the last things that the person has written in the room about what matters, one a line."""
    return "\n".join(one.words for one in newest(who))


def receivers_in(person_id: UUID) -> list[tuple[UUID, str]]:
    """Return (who, name) of those who can see the whole plan now; only the person gets them all."""
    found = {one.receiver: one.receiver_in_full for one in open_shares(person_id) if _is_whole(one)}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def name_of_receiver(person_id: UUID, receiver: UUID) -> str:
    """Return the name under which a person shares the plan, or one goal of it, with somebody now."""
    names = (
        one.receiver_in_full for one in open_shares(person_id) if one.receiver == receiver and one.room == Room.PLAN
    )
    return next(names, "")


def _is_whole(share: Any) -> bool:
    return bool(share.room == Room.PLAN and share.item is None)


def due_plans(day: date) -> list[UUID]:
    """Return the `who` of everybody in whose plan a day has passed of which nobody was told, once each."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct who from due_plans(%s)", [day])
        return [who for (who,) in cursor.fetchall()]


# What tells whether words changed since a form was opened, and nothing about them ---------------------------------------


def part_fingerprint(plan: Plan, part: str) -> str:
    """Return the fingerprint of one part of a plan."""
    return fingerprint_of(plan.pk, part, words_of(plan, part))


def dates_fingerprint(plan: Plan) -> str:
    """Return the fingerprint of a plan's days."""
    return fingerprint_of(plan.pk, plan.starts_on, plan.ends_on, plan.review_on)


def goal_fingerprint(goal: Goal) -> str:
    """Return the fingerprint of a goal's words."""
    return fingerprint_of(goal.pk, goal.words, goal.area, goal.why, goal.with_whom, goal.sign, goal.is_important)


def measure_fingerprint(one: Measure) -> str:
    """Return the fingerprint of what shall be done, by whom and when."""
    who = (one.role, one.name, one.by)
    return fingerprint_of(one.pk, one.words, *who, one.extent, one.decision, one.starts_on, one.due_on)


def subplan_fingerprint(subplan: Subplan) -> str:
    """Return the fingerprint of a plan that somebody else keeps."""
    return fingerprint_of(subplan.pk, subplan.kind, subplan.holder, subplan.words)


# For sharing, and for other rooms -------------------------------------------------------------------------------------


def plan_of(who: UUID) -> Plan | None:
    """Return the plan of whoever acts, if they have begun one."""
    return Plan.unguarded.filter(person_id=who).first()


def has_plan(who: UUID) -> bool:
    """Say whether a person has begun a plan."""
    return Plan.unguarded.filter(person_id=who).exists()


def shareable_goals(who: UUID) -> dict[UUID, str]:
    """Return the words of each goal that can be shared alone, by its id."""
    aside = Goal.unguarded.filter(person_id=who).exclude(status=GoalStatus.LAID_ASIDE)
    return {one.pk: one.words for one in aside.order_by("position", "pk")}


def waiting_suggestions(who: UUID) -> Iterable[PlanSuggestion]:
    """Return the suggestions that are finished and wait for the person, the first one first."""
    return PlanSuggestion.unguarded.filter(person_id=who, is_open=True, is_ready=True).order_by("changed_at", "pk")


def moments_in(plan: Plan) -> list[Moment]:
    """Return the ways of all goals of a plan, oldest first."""
    return list(Moment.unguarded.filter(goal__plan=plan).order_by("at", "pk"))


def all_suggestions(plan: Plan) -> list[PlanSuggestion]:
    """Return all that was ever suggested on a plan, oldest first."""
    return list(PlanSuggestion.unguarded.filter(plan=plan).order_by("changed_at", "pk"))


def written_by_others(who: UUID, item: UUID) -> Beside | None:
    """Return what somebody else suggests for a person's plan, for the person's own note beside it; None for all else."""
    found = PlanSuggestion.unguarded.filter(pk=item, person_id=who).exclude(by=who).first()
    if found is None:
        return None
    address = (
        reverse("person:plan-goal", args=[found.goal_id]) if found.goal_id else reverse("person:plan-room", args=[who])
    )
    return Beside(found.words, found.goal_id or found.pk, address)
