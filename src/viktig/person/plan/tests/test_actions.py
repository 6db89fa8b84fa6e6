"""What a person does with their plan, and what is counted of it."""

from uuid import uuid4

import pytest

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_account, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room, Share
from viktig.person.plan import actions, queries
from viktig.person.plan.models import (
    Answer,
    Goal,
    GoalStatus,
    How,
    Measure,
    MeasureStatus,
    Moment,
    Plan,
    PlanAsk,
    PlanStatus,
    PlanSuggestion,
    PlanVersion,
    Reason,
    Side,
)
from viktig.person.plan.parts import PlanPart
from viktig.person.plan.tests.make import (
    in_days,
    make_goal,
    make_measure,
    make_plan,
    make_resident,
    make_step,
    make_suggestion,
)
from viktig.person.plan.versions import changes, content_of


def counted():
    """Return what was counted: each kind with its values, by the names of these."""
    move_facts()
    found = [(fact.kind.removeprefix("person.plan."), sorted(fact.attributes.items())) for fact in Fact.unguarded.all()]
    return sorted((kind, *(value for _name, value in values)) for kind, values in found)


def written(goal, **other):
    words = {name: getattr(goal, name) for name in ("words", "area", "why", "with_whom", "sign", "is_important")}
    return words | {"seen": queries.goal_fingerprint(goal)} | other


# The plan ---------------------------------------------------------------------------------------------------------------


def test_a_person_has_one_plan_however_often_they_begin(ane):
    first = actions.begin_plan(who=ane.who, status=PlanStatus.WANTED)

    assert actions.begin_plan(who=ane.who, status=PlanStatus.DECLINED) == first
    assert Plan.unguarded.count() == 1
    assert counted() == [("wanted", "coordinated", "yes")]


def test_saying_no_can_be_changed_any_day_and_each_is_counted_once(ane, plan):
    actions.move_plan(plan=plan, to=PlanStatus.DECLINED)
    actions.move_plan(plan=plan, to=PlanStatus.DECLINED)
    actions.move_plan(plan=plan, to=PlanStatus.WANTED)

    assert Plan.unguarded.get().status == PlanStatus.WANTED
    assert [values[2] for values in counted()] == ["no", "yes", "yes"]


def test_a_plan_goes_nowhere_it_cannot(plan):
    with pytest.raises(actions.NotNow):
        actions.move_plan(plan=plan, to=PlanStatus.REVISING)


def test_what_it_says_is_kept_each_time_it_is_the_plan_now(plan):
    goal = make_goal(plan)
    for to in (PlanStatus.PREPARING, PlanStatus.ACTIVE, PlanStatus.ACTIVE, PlanStatus.REVISING):
        actions.move_plan(plan=plan, to=to)
    actions.move_goal_to(goal=goal, to=GoalStatus.REACHED, seen="wish")
    actions.move_plan(plan=plan, to=PlanStatus.ACTIVE)

    second, first = queries.versions_of(plan)
    assert (first.number, second.number) == (1, 2)
    assert len(changes(first.content, second.content)) == 1


def test_an_ended_plan_is_taken_up_again_with_everything_in_it(plan):
    make_goal(plan)
    for to in (PlanStatus.PREPARING, PlanStatus.ACTIVE):
        actions.move_plan(plan=plan, to=to)
    actions.end_plan(plan=plan, reason="moved")
    assert Plan.unguarded.get().end_reason == "moved"

    actions.move_plan(plan=plan, to=PlanStatus.REVISING)
    assert (Plan.unguarded.get().end_reason, Goal.unguarded.count()) == ("", 1)


def test_how_one_was_told_is_counted_once_without_a_name(plan):
    for _time in range(2):
        actions.note_told(plan=plan, told_by="Kim at the clinic", told_how=How.TALK, told_on=None)

    assert ("told", "person", "talk") in counted()
    assert len(counted()) == 2  # the other: that the plan is wanted


def test_those_who_work_there_say_that_they_told_and_nothing_about_anybody():
    actions.told_at_work(organisation=make_organisation(), how=How.PAPER, number=3)

    assert counted() == [("told", "staff", "paper")]
    assert Fact.unguarded.get().number == 3


def test_without_a_place_nothing_is_counted():
    account = make_account()
    plan = make_plan(account.who)
    make_goal(plan)

    assert counted() == []


def test_two_windows_lose_no_words_of_a_part(plan):
    seen = queries.part_fingerprint(plan, PlanPart.HOW)
    actions.write_part(plan=plan, part=PlanPart.HOW, words="At home", seen=seen)

    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_part(plan=plan, part=PlanPart.HOW, words="In a café", seen=seen)
    actions.write_part(plan=plan, part=PlanPart.MINE, words="I rest", seen=queries.part_fingerprint(plan, "mine"))
    assert Plan.unguarded.get().parts == {"how": "At home", "mine": "I rest"}


def test_a_period_does_not_end_before_it_begins(plan):
    seen = queries.dates_fingerprint(plan)
    with pytest.raises(actions.DateBeforeStart) as refused:
        actions.write_dates(plan=plan, starts_on=in_days(5), ends_on=in_days(4), review_on=None, seen=seen)

    assert refused.value.field == "ends_on"


def test_deleting_takes_everything_and_the_shares_along(cast):
    with acting_as(cast.ane.who, because="test"):
        actions.move_plan(plan=cast.plan, to=PlanStatus.PREPARING)
        actions.move_plan(plan=cast.plan, to=PlanStatus.ACTIVE)
        actions.delete_plan(plan=cast.plan)
        left = [of.unguarded.count() for of in (Plan, Goal, Measure, Moment, PlanVersion, PlanSuggestion)]
        assert left == [0] * 6
        assert not Share.unguarded.filter(room=Room.PLAN, ends_at__gt=clock.now()).exists()


# Goals ------------------------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_goal_and_counted_once(plan):
    once = uuid4()
    for _time in range(2):
        actions.add_goal(plan=plan, words="I want to paint", area="activity", new_id=once)

    assert Goal.unguarded.count() == 1
    assert ("goal_written", "activity") in counted()


def test_a_goal_needs_words(plan):
    with pytest.raises(actions.NothingWritten):
        make_goal(plan, "  ")


def test_what_a_goal_said_before_is_kept_on_its_way(plan):
    goal = make_goal(plan, "A flat")
    actions.write_goal(goal=goal, **written(goal, words="A quiet flat"))

    assert [(one.kind, one.words) for one in queries.moments_of(goal)] == [("before", "A flat")]


def test_two_windows_lose_no_words_of_a_goal(plan):
    goal = make_goal(plan, "A flat")
    old = written(goal)
    actions.write_goal(goal=goal, **old | {"words": "A quiet flat"})

    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_goal(goal=goal, **old | {"words": "A warm flat"})
    now = Goal.unguarded.get()
    actions.write_goal(goal=now, **written(now, words="A warm flat"))
    assert [one.words for one in queries.moments_of(goal)] == ["A flat", "A quiet flat"]


def test_a_goal_moves_in_any_direction_and_each_move_is_kept_without_a_verdict(plan):
    goal = make_goal(plan)
    order = (GoalStatus.REACHED, GoalStatus.WISH, GoalStatus.ON_THE_WAY, GoalStatus.LAID_ASIDE, GoalStatus.CHOSEN)
    for to in order:
        actions.move_goal_to(goal=goal, to=to, seen=Goal.unguarded.get().status)
        actions.move_goal_to(goal=goal, to=to, seen="wish")  # the same move twice is one

    assert [one.status for one in queries.moments_of(goal)] == list(order)


def test_a_goal_that_was_moved_in_another_window_is_looked_at_first(plan):
    goal = make_goal(plan)
    actions.move_goal_to(goal=goal, to=GoalStatus.CHOSEN, seen="wish")

    with pytest.raises(actions.MovedMeanwhile):
        actions.move_goal_to(goal=goal, to=GoalStatus.LAID_ASIDE, seen="wish")


def test_the_order_of_goals_is_the_persons_own(plan):
    goals = [make_goal(plan, words) for words in "abc"]
    actions.move_goal(goal=goals[2], steps=-1)
    actions.move_goal(goal=goals[0], steps=-1)

    [area] = queries.contents_of(plan).areas
    assert [view.goal.words for view in area.goals] == ["a", "c", "b"]
    assert [(view.up, view.down) for view in area.goals] == [(False, True), (True, True), (True, False)]


def test_each_goal_has_two_columns_and_what_is_done_stands_by_itself(plan):
    goal = make_goal(plan)
    step, done = make_step(goal), make_step(goal, "Ring them")
    theirs = make_measure(plan, goal=goal)
    actions.set_status(measure=done, to=MeasureStatus.DONE, seen="planned")

    view = queries.goal_view(goal)
    assert [[one.measure.pk for one in side] for side in (view.mine, view.theirs, view.done)] == [
        [step.pk],
        [theirs.pk],
        [done.pk],
    ]


# Who does what by when ----------------------------------------------------------------------------------------------------


def test_what_others_do_has_one_who_answers_for_it_and_a_day(plan):
    with pytest.raises(actions.NobodyResponsible) as nobody:
        actions.add_measure(plan=plan, words="Find a flat", due_on=in_days(3))
    with pytest.raises(actions.NoDay) as never:
        actions.add_measure(plan=plan, words="Find a flat", role="The housing office")
    with pytest.raises(actions.DateBeforeStart):
        make_measure(plan, days=3, starts_on=in_days(4))

    assert (nobody.value.field, never.value.field) == ("role", "due_on")
    assert not Measure.unguarded.exists()


def test_a_meeting_lets_the_same_decision_flow_in_once(plan):
    once = uuid4()
    for _time in range(2):
        make_measure(plan, new_id=once, side=Side.SYSTEM)

    assert Measure.unguarded.count() == 1
    assert ("measure_set", "none", "system") in counted()


@pytest.mark.parametrize(("days", "in_time"), [(3, "yes"), (0, "yes"), (-1, "no")])
def test_done_is_counted_once_in_time_or_late(plan, days, in_time):
    measure = make_measure(plan, days=days)
    actions.set_status(measure=measure, to=MeasureStatus.DONE, seen="planned")
    actions.set_status(measure=measure, to=MeasureStatus.PLANNED, seen="done")
    actions.set_status(measure=measure, to=MeasureStatus.DONE, seen="planned")

    assert [one for one in counted() if one[0] == "measure_done"] == [("measure_done", in_time)]


def test_a_step_of_ones_own_is_never_counted_and_never_late_for_others(plan):
    goal = make_goal(plan)
    step = actions.add_step(goal=goal, words="Ring them", due_on=in_days(-3))
    actions.set_status(measure=step, to=MeasureStatus.DONE, seen="planned")

    assert queries.contents_of(plan).late == []
    assert {one[0] for one in counted()} == {"wanted", "goal_written"}


@pytest.mark.parametrize(("refusal", "given"), [("No flats", "given"), (" ", "not_given")])
def test_a_no_is_counted_with_a_reason_or_without_and_can_be_complained_about(plan, refusal, given):
    measure = make_measure(plan)
    actions.was_refused(measure=measure, refusal=refusal, appeal_by=in_days(10), seen="planned")
    actions.was_refused(measure=measure, refusal="More words", appeal_by=in_days(10), seen="planned")

    now = queries.doing(Measure.unguarded.get())
    assert (now.appeal, now.measure.refusal) == (True, "More words")
    assert [one for one in counted() if one[0] == "measure_refused"] == [("measure_refused", given)]


def test_somebody_new_takes_over_from_whoever_has_left(plan):
    measure = make_measure(plan)
    actions.responsible_has_left(measure=measure)
    now = Measure.unguarded.get()
    assert now.has_left

    seen = queries.measure_fingerprint(now)
    actions.write_measure(measure=now, words=now.words, role="The new office", due_on=now.due_on, seen=seen)
    assert not Measure.unguarded.get().has_left
    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_measure(measure=now, words="Other", role="The new office", due_on=now.due_on, seen=seen)


def test_those_concerned_are_told_once_that_a_day_has_passed(ane, plan, mailoutbox, django_capture_on_commit_callbacks):
    helper = make_account(email="kim@example.org")
    make_share(ane.who, helper.who, room=Room.PLAN, level=Level.SUGGEST)
    make_measure(plan, days=-2, by=helper.who)
    make_step(make_goal(plan))

    assert queries.due_plans(clock.today()) == [ane.who]
    assert actions.remind(who=ane.who, day=clock.today())
    assert queries.due_plans(clock.today()) == []
    assert not actions.remind(who=ane.who, day=clock.today())


def test_the_day_to_look_at_the_plan_again_is_told_once_and_anew_for_a_new_day(ane, plan):
    def look_again(days):
        seen = queries.dates_fingerprint(Plan.unguarded.get())
        actions.write_dates(plan=plan, starts_on=None, ends_on=None, review_on=in_days(days), seen=seen)

    look_again(0)
    assert [actions.remind(who=ane.who, day=clock.today()) for _time in range(2)] == [True, False]
    look_again(-1)
    assert queries.due_plans(clock.today()) == [ane.who]


# Suggestions ------------------------------------------------------------------------------------------------------------


def test_a_suggestion_becomes_nothing_by_itself(cast):
    with acting_as(cast.ane.who, because="test"):
        assert [one.words for one in queries.waiting_suggestions(cast.ane.who)] == ["Perhaps this"]
        assert [one.words for one in Measure.unguarded.filter(side=Side.ME)] == ["Look at one flat"]
        actions.let_be(suggestion=cast.suggestion)
        assert not list(queries.waiting_suggestions(cast.ane.who))
        actions.bring_back(suggestion=cast.suggestion)
        assert len(list(queries.waiting_suggestions(cast.ane.who))) == 1


def test_a_suggestion_that_was_laid_aside_is_written_no_further(cast):
    with acting_as(cast.ane.who, because="test"):
        actions.let_be(suggestion=cast.suggestion)
    with acting_as(cast.helper.who, because="test"), pytest.raises(actions.PutAway):
        actions.suggest(suggestion=cast.suggestion, words="More", ready=False)


def test_beginning_twice_begins_one_suggestion(cast):
    with acting_as(cast.helper.who, because="test"):
        first = actions.begin_suggestion(on=cast.plan, by=cast.helper)
        assert actions.begin_suggestion(on=cast.plan, by=cast.helper) == first


def test_whoever_answers_says_why_it_is_late_and_the_person_sees_it(cast):
    suggestion = make_suggestion(cast.measure, cast.helper, "We wait for the owner")

    with acting_as(cast.ane.who, because="test"):
        assert queries.suggestions_on(measure=cast.measure) == [suggestion]
        assert queries.suggestions_on(goal=cast.goal) == [cast.suggestion]


# Asking for a plan --------------------------------------------------------------------------------------------------------


def test_asking_and_what_came_of_it_are_counted_each_once(plan):
    ask = actions.ask_for_plan(plan=plan, to="The health centre", asked_on=in_days(-40))
    for answer in (Answer.NONE, Answer.NONE, Answer.NO):
        actions.answered(ask=ask, answer=answer, reason=Reason.WRONG_DOOR if answer == Answer.NO else "")

    assert [one for one in counted() if one[0] in {"asked", "answered"}] == [
        ("answered", "no", "wrong_door"),
        ("answered", "none", "none"),
        ("asked",),
    ]


def test_a_no_without_a_reason_is_counted_as_that(plan):
    actions.answered(ask=actions.ask_for_plan(plan=plan, to="The hospital"), answer=Answer.NO)

    assert PlanAsk.unguarded.get().reason == Reason.NO_REASON
    assert ("answered", "no", "no_reason") in counted()


def test_one_cannot_have_asked_on_a_day_to_come(plan):
    with pytest.raises(actions.DateBeforeStart):
        actions.ask_for_plan(plan=plan, to="The hospital", asked_on=in_days(1))


def test_only_the_answer_of_a_rating_is_counted(plan):
    once = uuid4()
    for _time in range(2):
        actions.rate(plan=plan, main_actor="partly", words="Others talked about me", new_id=once)

    assert [one.words for one in queries.ratings_of(plan)] == ["Others talked about me"]
    assert [one for one in counted() if one[0] == "rated"] == [("rated", "partly")]


def test_a_version_of_an_empty_plan_says_what_came(plan):
    empty = content_of(plan, [], [])
    goal, measure = make_goal(plan), make_measure(plan)

    assert len(changes(empty, content_of(plan, [goal], [measure]))) == 2


def test_what_matters_begins_the_plan():
    account = make_resident()
    with acting_as(account.who, because="test"):
        assert queries.what_matters_now(account.who) == ""
