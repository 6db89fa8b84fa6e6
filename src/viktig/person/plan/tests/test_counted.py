"""From a goal in a person's own words to a number that is published: nobody comes along."""

import json
from datetime import timedelta

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.quarters import quarter_on
from viktig.ground.facts.releases import release_quarter
from viktig.ground.words.areas import LifeArea
from viktig.person.plan.tests.make import make_goal, make_plan, make_resident


def test_goals_come_out_as_a_number_for_each_part_of_life_with_no_word_and_nobody_in_it():
    plans = [make_plan(make_resident(name=f"Ane {number}").who) for number in range(2)]
    for plan in plans:
        for number in range(4):
            make_goal(plan, f"A flat with a view, {number}", area=LifeArea.HOUSING)
        for number in range(3):
            make_goal(plan, f"Sing again, {number}", area=LifeArea.MEANING)
    make_goal(plans[0], "A dog", area=LifeArea.OTHER)
    move_facts()
    quarter = quarter_on(clock.today())

    release_quarter(quarter, on=quarter.last_day + timedelta(weeks=2))

    cells = Release.unguarded.get(table="goals").cells
    assert cells[0][-1] == 15
    assert cells[0][list(LifeArea).index(LifeArea.OTHER)] is None, "one person's goal is not shown"
    kept = json.dumps([*Fact.unguarded.values(), *Release.unguarded.values()], default=str)
    assert not any(word in kept for word in ("flat", "Sing", "dog", "Ane"))
    assert not any(str(plan.person_id) in kept or str(plan.pk) in kept for plan in plans)
