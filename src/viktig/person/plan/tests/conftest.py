"""The few people of this room's tests, each named after what they are to Ane."""

from dataclasses import dataclass

import pytest

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.person.plan.models import Goal, Measure, Plan, PlanSuggestion
from viktig.person.plan.tests.make import (
    make_goal,
    make_measure,
    make_plan,
    make_resident,
    make_step,
    make_suggestion,
)


@dataclass(frozen=True)
class Cast:
    """Ane with a plan of two goals; a helper, readers of all and of one goal, and those who see nothing."""

    ane: Account
    reader: Account
    reader_of_one: Account
    helper: Account
    helper_of_one: Account
    former: Account
    stranger: Account
    administrator: Account
    plan: Plan
    goal: Goal
    other: Goal
    measure: Measure
    step: Measure
    suggestion: PlanSuggestion


@pytest.fixture
def cast() -> Cast:
    ane = make_resident()
    names = ("reader", "reader_of_one", "helper", "helper_of_one", "former", "stranger")
    people = {name: make_account(name=name.title()) for name in names}
    plan = make_plan(ane.who)
    goal, other = make_goal(plan), make_goal(plan, "I want to paint")
    make_share(ane.who, people["reader"].who, room=Room.PLAN)
    make_share(ane.who, people["reader_of_one"].who, room=Room.PLAN, item=goal.pk)
    make_share(ane.who, people["helper"].who, room=Room.PLAN, level=Level.SUGGEST)
    make_share(ane.who, people["helper_of_one"].who, room=Room.PLAN, item=goal.pk, level=Level.SUGGEST)
    make_share(ane.who, people["former"].who, room=Room.PLAN, level=Level.SUGGEST, days=-1)
    return Cast(
        ane=ane,
        **people,
        administrator=make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR),
        plan=plan,
        goal=goal,
        other=other,
        measure=make_measure(plan, goal=goal),
        step=make_step(goal),
        suggestion=make_suggestion(goal, people["helper"]),
    )


@pytest.fixture
def ane():
    """Return somebody who lives in Fjordby, and acts."""
    account = make_resident()
    with acting_as(account.who, because="test"):
        yield account


@pytest.fixture
def plan(ane) -> Plan:
    return make_plan(ane.who)
