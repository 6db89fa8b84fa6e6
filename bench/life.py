"""A long life on one page: a plan of fifty measures and five years of how it is going, of which each page must open fast."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viktig.ground.people.models import Person

WHO = "emil"
GOALS, MEASURES, WEEKS = 8, 50, 260


def live() -> None:
    """Let Emil, who has just made his page, have a plan and five years behind him. Done twice it is done once."""
    from viktig.demo.story import who
    from viktig.ground.people.models import Person
    from viktig.ground.privacy.acting import acting_as
    from viktig.person.plan.models import Plan

    emil = who(WHO).who
    with acting_as(emil, because="bench"):
        if Plan.unguarded.filter(person_id=emil).exists():
            return
        _plan(emil)
        _five_years(Person.unguarded.get(pk=emil))


def _plan(emil: uuid.UUID) -> None:
    from viktig.ground import clock
    from viktig.ground.words.areas import LifeArea
    from viktig.person.plan import actions
    from viktig.person.plan.models import PlanStatus

    plan = actions.begin_plan(who=emil, status=PlanStatus.WANTED)
    areas = list(LifeArea)
    goals = [
        actions.add_goal(
            plan=plan, words=f"Jeg vil komme dit jeg vil, nummer {number}.", area=areas[number % len(areas)]
        )
        for number in range(GOALS)
    ]
    for number in range(MEASURES):
        actions.add_measure(
            plan=plan,
            goal=goals[number % GOALS],
            words=f"Svare på det jeg spurte om, nummer {number}, og si når det blir gjort.",
            role="Boligkontoret",
            due_on=clock.today() + timedelta(days=number - 20),
        )


def _five_years(person: Person) -> None:
    from viktig.ground import clock
    from viktig.person.progress import actions, packs

    form = packs.in_language(packs.offered()["who-5"], "nb")
    goal = actions.add_goal(who=person.pk, words="Sove hele natten")
    for week in range(WEEKS):
        day = clock.today() - timedelta(weeks=WEEKS - week)
        answers = {item.id: (week + at) % 6 for at, item in enumerate(form.questions)}
        actions.fill_in(person=person, form=form, answers=answers, on=day)
        if week % 4 == 0:
            actions.rate_goal(series=goal, number=week % 11, on=day)
