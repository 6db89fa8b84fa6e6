"""All that lies in this room about a person, for "my data" (docs/my-data.md): text, numbers, ISO dates."""

from datetime import date
from typing import Any
from uuid import UUID

from viktig.person.plan import queries
from viktig.person.plan.models import Measure, Plan, PlanVersion


def export_plan(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return a person's plan with everything in it; empty lists for somebody who has begun none."""
    plan = queries.plan_of(who)
    if plan is None:
        return {name: [] for name in ("plans", *_PARTS)}
    found = queries.contents_of(plan)
    return {
        "plans": [_plan(plan)],
        "goals": [
            {
                "id": str(one.pk),
                "area": one.area,
                "words": one.words,
                "why": one.why,
                "with_whom": one.with_whom,
                "sign": one.sign,
                "goal_status": one.status,
                "is_important": one.is_important,
                "written_at": one.written_at.isoformat(),
            }
            for one in found.goals
        ],
        "measures": [_measure(one) for one in found.measures],
        "subplans": [
            {"id": str(one.pk), "subplan_kind": one.kind, "holder": one.holder, "words": one.words}
            for one in found.subplans
        ],
        **_way_of(plan),
    }


_PARTS = ("goals", "measures", "subplans", "moments", "asks", "ratings", "versions", "plan_suggestions")


def _way_of(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return what became of the plan over time."""
    return {
        "moments": [
            {
                "id": str(one.pk),
                "goal": str(one.goal_id),
                "moment": one.kind,
                "goal_status": one.status,
                "words": one.words,
                "written_at": one.at.isoformat(),
            }
            for one in queries.moments_in(plan)
        ],
        "asks": [
            {
                "id": str(one.pk),
                "to": one.to,
                "asked_on": one.asked_on.isoformat(),
                "ask_answer": one.answer,
                "refused_because": one.reason,
                "words": one.words,
                "answered_on": _day(one.answered_on),
            }
            for one in queries.asks_of(plan)
        ],
        "ratings": [
            {"id": str(one.pk), "main_actor": one.main_actor, "words": one.words, "rated_on": one.rated_on.isoformat()}
            for one in queries.ratings_of(plan)
        ],
        "versions": [_version(one) for one in queries.versions_of(plan)],
        "plan_suggestions": [
            {
                "id": str(one.pk),
                "goal": str(one.goal_id) if one.goal_id else None,
                "measure": str(one.measure_id) if one.measure_id else None,
                "suggestion_kind": one.kind,
                "by": one.by_name,
                "words": one.words,
                "is_open": one.is_open,
                "is_taken": one.is_taken,
            }
            for one in queries.all_suggestions(plan)
        ],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "id": str(plan.pk),
        "plan_kind": plan.kind,
        "plan_status": plan.status,
        "told_by": plan.told_by,
        "told_how": plan.told_how,
        "heard_on": _day(plan.told_on),
        "parts": plan.parts or {},
        "starts_on": _day(plan.starts_on),
        "ends_on": _day(plan.ends_on),
        "review_on": _day(plan.review_on),
        "end_reason": plan.end_reason,
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "goal": str(one.goal_id) if one.goal_id else None,
        "side": one.side,
        "words": one.words,
        "responsible_role": one.role,
        "responsible_name": one.name,
        "has_left": one.has_left,
        "extent": one.extent,
        "decision": one.decision,
        "starts_on": _day(one.starts_on),
        "due_on": _day(one.due_on),
        "measure_status": one.status,
        "refusal": one.refusal,
        "appeal_by": _day(one.appeal_by),
        "late_because": one.late_because,
    }


def _version(version: PlanVersion) -> dict[str, Any]:
    content = version.content
    return {
        "version_number": version.number,
        "made_on": version.made_on.isoformat(),
        "starts_on": content["days"]["starts_on"] or None,
        "ends_on": content["days"]["ends_on"] or None,
        "review_on": content["days"]["review_on"] or None,
        "parts": content["parts"],
        "goals": [
            {
                "words": one["words"],
                "area": one["area"],
                "goal_status": one["status"],
                "is_important": one["important"],
            }
            for one in content["goals"].values()
        ],
        "measures": [
            {
                "words": one["words"],
                "side": one["side"],
                "responsible_name": one["who"],
                "due_on": one["due_on"] or None,
                "measure_status": one["status"],
            }
            for one in content["measures"].values()
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
