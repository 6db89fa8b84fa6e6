"""A plan and what stands in it, for tests; made by the person themself."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from viktig.ground import clock
from viktig.ground.people import actions as people
from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.words.areas import LifeArea
from viktig.person.plan import actions
from viktig.person.plan.models import Goal, Measure, Plan, PlanStatus, PlanSuggestion


def make_resident(*, name: str = "Ane", country: str = "NO", **more: Any) -> Account:
    """Make an account whose person lives in a place, so that something can be counted there."""
    account = make_account(name=name, **more)
    place = make_place() if country == "NO" else make_place(code="SE-9901", name="Sjöstad", country="SE")
    with acting_as(account.who, because="test"):
        people.name_yourself(person=Person.unguarded.get(pk=account.who), name=name, place_code=place.pk)
    return account


def make_plan(who: UUID, *, status: PlanStatus = PlanStatus.WANTED) -> Plan:
    """Begin a person's plan."""
    with acting_as(who, because="test"):
        return actions.begin_plan(who=who, status=status)


def make_goal(plan: Plan, words: str = "I want a quiet flat", *, area: LifeArea = LifeArea.HOUSING) -> Goal:
    """Write down something the person wants."""
    with acting_as(plan.person_id, because="test"):
        return actions.add_goal(plan=plan, words=words, area=area)


def make_measure(
    plan: Plan,
    words: str = "Answer the application",
    *,
    goal: Goal | None = None,
    days: int = 14,
    role: str = "The housing office",
    **more: Any,
) -> Measure:
    """Write down what others must do. days: from today until it shall be done."""
    with acting_as(plan.person_id, because="test"):
        return actions.add_measure(plan=plan, goal=goal, words=words, role=role, due_on=in_days(days), **more)


def make_step(goal: Goal, words: str = "Look at one flat") -> Measure:
    """Write down a step of the person's own."""
    with acting_as(goal.person_id, because="test"):
        return actions.add_step(goal=goal, words=words)


def make_suggestion(on: Plan | Goal | Measure, by: Account, words: str = "Perhaps this") -> PlanSuggestion:
    """Let a helper suggest something, and finish."""
    with acting_as(by.who, because="test"):
        begun = actions.begin_suggestion(on=on, by=by)
        actions.suggest(suggestion=begun, words=words, ready=True)
        return PlanSuggestion.unguarded.get(pk=begun.pk)


def in_days(days: int) -> date:
    """Return the day so many days from today."""
    return clock.today() + timedelta(days=days)
