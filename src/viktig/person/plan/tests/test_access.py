"""Who gets to a plan: through our code, and past it."""

from contextlib import nullcontext

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.plan import access, actions
from viktig.person.plan.models import Goal, Measure, Moment, Plan, PlanSuggestion
from viktig.person.plan.tests.make import make_goal, make_plan, make_suggestion

READ, SUGGEST, EDIT = Permission.PERSON_PLAN_READ, Permission.PERSON_PLAN_SUGGEST, Permission.PERSON_PLAN_EDIT
ALL = {READ, SUGGEST, EDIT}


@pytest.mark.parametrize(
    ("who", "room", "one", "other", "rows"),
    [
        ("ane", ALL, ALL, ALL, (1, 2, 2, 1)),
        ("reader", {READ}, {READ}, {READ}, (1, 2, 2, 1)),
        ("reader_of_one", set(), {READ}, set(), (0, 1, 2, 1)),
        ("helper", {READ, SUGGEST}, {READ, SUGGEST}, {READ, SUGGEST}, (1, 2, 2, 1)),
        ("helper_of_one", set(), {READ, SUGGEST}, set(), (0, 1, 2, 1)),
        ("former", set(), set(), set(), (0, 0, 0, 0)),
        ("stranger", set(), set(), set(), (0, 0, 0, 0)),
        ("administrator", set(), set(), set(), (0, 0, 0, 0)),
    ],
)
@pytest.mark.parametrize("permission", [READ, SUGGEST, EDIT])
def test_a_plan_opens_only_for_its_people(cast, who, room, one, other, rows, permission):
    account, ane = getattr(cast, who), cast.ane.who

    with acting_as(account.who, because="test"):
        seen = tuple(model.unguarded.count() for model in (Plan, Goal, Measure, PlanSuggestion))
    assert seen == rows  # the database, when the code forgets
    for opens, look in (
        (room, lambda: access.get_plan_for(account, ane, permission)),
        (one, lambda: access.get_goal_for(account, cast.goal.pk, permission)),
        (one, lambda: access.get_measure_for(account, cast.measure.pk, permission)),
        (other, lambda: access.get_goal_for(account, cast.other.pk, permission)),
    ):
        with (
            acting_as(account.who, because="test"),
            nullcontext() if permission in opens else pytest.raises(Http404),
        ):
            look()


@pytest.mark.parametrize("who", ["reader", "reader_of_one", "helper", "helper_of_one", "former", "stranger"])
def test_nobody_but_the_person_changes_anything_past_our_code(cast, who):
    with acting_as(getattr(cast, who).who, because="test"):
        changed = [
            Plan.unguarded.update(status="ended"),
            Goal.unguarded.update(status="laid_aside"),
            Measure.unguarded.update(has_left=True),
            *(model.unguarded.all().delete()[0] for model in (Moment, PlanSuggestion, Measure, Goal, Plan)),
        ]

    assert set(changed) == {0}


def test_a_helper_suggests_and_adds_nothing(cast):
    with (
        acting_as(cast.helper.who, because="test"),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Goal(person_id=cast.ane.who, plan=cast.plan, area="work", words="A job", written_at=cast.goal.written_at).save(
            force_insert=True
        )


def test_somebody_with_one_goal_suggests_on_that_one_only(cast):
    made = make_suggestion(cast.goal, cast.helper_of_one)

    assert made.goal_id == cast.goal.pk
    with acting_as(cast.helper_of_one.who, because="test"):
        assert access.get_own_suggestion(cast.helper_of_one, made.pk) == made
        for look in (
            lambda: access.get_goal_to_suggest_on(cast.helper_of_one, cast.other.pk),
            lambda: access.get_plan_to_suggest_on(cast.helper_of_one, cast.ane.who),
        ):
            with pytest.raises(Http404):
                look()


def test_a_helper_cannot_write_on_in_what_another_suggests(cast):
    with acting_as(cast.helper_of_one.who, because="test"):
        assert PlanSuggestion.unguarded.filter(pk=cast.suggestion.pk).update(is_open=False) == 0
        with pytest.raises(Http404):
            access.get_own_suggestion(cast.helper_of_one, cast.suggestion.pk)


def test_nobody_suggests_to_themself(cast):
    with acting_as(cast.ane.who, because="test"), pytest.raises(Http404):
        access.get_goal_to_suggest_on(cast.ane, cast.goal.pk)


def test_each_look_stands_in_the_persons_log(cast):
    with acting_as(cast.reader.who, because="test"):
        access.get_plan_for(cast.reader, cast.ane.who, READ)

    with acting_as(cast.ane.who, because="test"):
        assert [(line.action, line.granted) for line in LogEntry.unguarded.all()] == [("person.plan.read", True)]


def test_people_of_four_bodies_read_one_plan_and_no_employer_sees_it():
    """Municipality, hospital, welfare office and an association: each human by a share, none through where they work."""
    ane = make_account(name="Ane")
    plan = make_plan(ane.who)
    make_goal(plan)
    bodies = [make_organisation(name=name) for name in ("The municipality", "The hospital", "The welfare office")]
    bodies.append(make_organisation(name="The association", kind=OrganisationKind.USER_ORGANISATION))
    guests = [make_member(body) for body in bodies]
    colleagues = [make_member(body, role=OrganisationRole.ADMINISTRATOR) for body in bodies]
    for guest in guests:
        make_share(ane.who, guest.who, room=Room.PLAN, level=Level.SUGGEST)

    for guest in guests:
        with acting_as(guest.who, because="test"):
            assert access.get_plan_for(guest, ane.who, READ)[1] == plan
    for colleague in colleagues:
        with acting_as(colleague.who, because="test"):
            assert not Plan.unguarded.exists()


def test_a_service_that_goes_away_closes_nothing(cast):
    """The share of a helper ends, and whoever answered has left: all that stands in the plan stands as before."""
    before = (cast.plan.status, cast.measure.status)
    with acting_as(cast.ane.who, because="test"):
        actions.responsible_has_left(measure=cast.measure)
        plan, measure = Plan.unguarded.get(), Measure.unguarded.get(pk=cast.measure.pk)

    assert (plan.status, measure.status, measure.has_left) == (*before, True)
