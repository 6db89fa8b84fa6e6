"""The tables of goals, plans, meetings and powers of attorney: each has what it needs, and no line gives another away."""

from datetime import timedelta

import pytest

from viktig.ground.facts.kinds import KINDS, MEETING_QUESTIONS
from viktig.ground.facts.meeting_tables import DEALT_WITH, GOT_TO_SAY, WHAT_NEXT
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.plan_tables import GOALS, TOLD, WHAT_WAS_AGREED
from viktig.ground.facts.quarters import Quarter, week_of
from viktig.ground.facts.releases import release_quarter
from viktig.ground.facts.right_tables import ASKED_FOR_A_PLAN, MANDATES_ANSWERED
from viktig.ground.people.tests.make import make_organisation, make_place
from viktig.ground.words.areas import LifeArea

SPRING = Quarter(2026, 1)


@pytest.fixture
def town():
    county = make_place(code="NO-99", name="Fjordfylke", population=380_000)
    town = make_place(code="NO-9901", name="Fjordby", parent=county, population=75_000)
    for place in (county, town):
        make_organisation(place=place)
    return town


def count(place, number, kind, **attributes):
    Fact(kind=kind, week=week_of(SPRING.first_monday), place=place, attributes=attributes, number=number).save()


def released(table, place):
    if not Release.unguarded.exists():
        release_quarter(SPRING, on=SPRING.last_day + timedelta(weeks=2))
    return Release.unguarded.get(table=table.name, place=place).cells


def test_goals_are_counted_by_life_area_and_one_that_few_have_is_hidden(town):
    for area, number in zip(LifeArea, (40, 31, 3, 12, 9, 8, 7, 22, 6, 5), strict=True):
        count(town, number, "person.plan.goal_written", area=area.value)
        count(town.parent, 60, "person.plan.goal_written", area=area.value)

    here, around = released(GOALS, town)[0], released(GOALS, town.parent)[0]

    assert around == [100, 91, 63, 72, 69, 68, 67, 82, 66, 65, 743]
    assert here[2] is None
    assert here.count(None) >= 2, "one more is hidden, or the total would give it away"
    assert here[-1] == 143


def test_what_a_service_says_of_itself_never_makes_more_people_told(town):
    count(town, 30, "person.plan.told", by="person", how="nobody")
    count(town, 500, "person.plan.told", by="staff", how="talk")

    assert released(TOLD, town.parent)[0][-1] == 30


def test_what_was_done_and_what_was_refused_stand_in_one_table(town):
    count(town.parent, 21, "person.plan.measure_done", in_time="yes")
    count(town.parent, 12, "person.plan.measure_done", in_time="no")
    count(town.parent, 9, "person.plan.measure_refused", reason="given")
    count(town.parent, 7, "person.plan.measure_refused", reason="not_given")
    count(town.parent, 19, "person.mandates.accepted", days="8_30")
    count(town.parent, 8, "person.mandates.refused", reason="no_case")

    assert released(WHAT_WAS_AGREED, town.parent)[0] == [21, 12, 9, 7, 49]
    assert released(MANDATES_ANSWERED, town.parent)[0][-1] == 27


@pytest.mark.parametrize(
    ("answer", "reason", "column"),
    [
        ("yes", "none", "yes"),
        ("no", "none", "no_without_a_reason"),
        ("no", "no_reason", "no_without_a_reason"),
        ("no", "wrong_door", "wrong_door"),
        ("no", "not_several", "no_with_a_reason"),
        ("none", "none", "no_answer"),
    ],
)
def test_a_wrong_door_is_a_no_of_its_own(answer, reason, column):
    assert ASKED_FOR_A_PLAN.spot({"answer": answer, "reason": reason}) == (
        0,
        ASKED_FOR_A_PLAN.column_names.index(column),
    )


def test_meetings_so_few_that_one_question_hides_them_are_hidden_by_all_three(town):
    answers = KINDS["person.meetings.answered"]["answer"]
    for question in MEETING_QUESTIONS:
        count(town, 4, "person.meetings.answered", question=question, answer="yes")
        for answer in answers:
            count(town.parent, 30, "person.meetings.answered", question=question, answer=answer)

    for table in (GOT_TO_SAY, DEALT_WITH, WHAT_NEXT):
        assert released(table, town) is None
        assert released(table, town.parent) == [[34, 30, 30, 30, 124]] * 2


def test_each_question_after_a_meeting_has_a_table_and_all_have_the_same_total(town):
    numbers = {"said": (40, 12, 9, 8), "dealt": (30, 20, 10, 9), "next": (22, 20, 20, 7)}
    for question, line in numbers.items():
        for answer, number in zip(KINDS["person.meetings.answered"]["answer"], line, strict=True):
            count(town, number, "person.meetings.answered", question=question, answer=answer)
            count(town.parent, 50, "person.meetings.answered", question=question, answer=answer)

    shown = [released(table, town)[0] for table in (GOT_TO_SAY, DEALT_WITH, WHAT_NEXT)]

    assert shown == [[*line, 69] for line in numbers.values()]
