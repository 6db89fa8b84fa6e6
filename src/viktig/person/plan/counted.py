"""What is counted of the work with plans: facts with nobody in them, where the person lives, if they said so."""

from viktig.ground.facts.actions import happened
from viktig.ground.people.models import Organisation, Place
from viktig.person.plan.models import Answer, Goal, How, Measure, MeasureStatus, Plan, PlanAsk, PlanRating


def _place(plan: Plan) -> Place | None:
    return plan.person.place


def count_told(plan: Plan) -> None:
    """Count that a person was told that they can have a plan, as they say it themselves."""
    if (place := _place(plan)) and plan.told_how:
        happened("person.plan.told", place=place, attributes={"by": "person", "how": plan.told_how})


def count_told_by(organisation: Organisation, *, how: How | str, number: int) -> None:
    """Count that somebody who works there told so many people. Nobody's name is known."""
    happened(
        "person.plan.told",
        place=organisation.place,
        organisation=organisation,
        attributes={"by": "staff", "how": str(how)},
        number=number,
    )


def count_wanted(plan: Plan, *, wants: bool) -> None:
    """Count that a person said yes or no to a plan."""
    if place := _place(plan):
        happened("person.plan.wanted", place=place, attributes={"wants": "yes" if wants else "no", "plan": plan.kind})


def count_asked(plan: Plan) -> None:
    """Count that a person asked somebody for a plan."""
    if place := _place(plan):
        happened("person.plan.asked", place=place, attributes={})


def count_answer(ask: PlanAsk) -> None:
    """Count what became of asking for a plan; a no with its reason, or with none."""
    if place := _place(ask.plan):
        reason = ask.reason if ask.answer == Answer.NO else ""
        happened("person.plan.answered", place=place, attributes={"answer": ask.answer, "reason": reason or "none"})


def count_goal(goal: Goal) -> None:
    """Count that somebody has a goal in a life area."""
    if place := _place(goal.plan):
        happened("person.plan.goal_written", place=place, attributes={"area": goal.area})


def count_measure(measure: Measure) -> None:
    """Count that something has got one who answers for it, and a day."""
    if place := _place(measure.plan):
        area = measure.goal.area if measure.goal else "none"
        happened("person.plan.measure_set", place=place, attributes={"area": area, "side": measure.side})


def count_end(measure: Measure, *, in_time: bool) -> None:
    """Count that a measure was done, in time or late; or that it was refused, with a reason or without."""
    place = _place(measure.plan)
    if place is None:
        return
    if measure.status == MeasureStatus.REFUSED:
        given = "given" if measure.refusal.strip() else "not_given"
        happened("person.plan.measure_refused", place=place, attributes={"reason": given})
    else:
        happened("person.plan.measure_done", place=place, attributes={"in_time": "yes" if in_time else "no"})


def count_rating(rating: PlanRating) -> None:
    """Count whether somebody was the one who decided over the work with their plan."""
    if place := _place(rating.plan):
        happened("person.plan.rated", place=place, attributes={"main_actor": rating.main_actor})
