"""What is counted of what a person and their ombud work on: once, with nobody in it."""

import pytest

from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_account, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.person.ombud import actions
from viktig.person.ombud.models import Assignment, AssignmentStatus, Presentation
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud


@pytest.fixture
def assignment():
    town = make_place(code="NO-9901", name="Fjordby")
    return make_assignment(make_agreement(make_account(), make_ombud(organisation=make_organisation(place=town))))


def move(assignment, *statuses):
    with acting_as(assignment.person_id, because="test"):
        for status in statuses:
            seen = Assignment.unguarded.get(pk=assignment.pk).status
            actions.move_assignment(assignment=assignment, to=AssignmentStatus(status), seen=seen)
    move_facts()
    return list(Fact.unguarded.values_list("kind", "place", "organisation", "attributes", "number"))


def test_it_is_counted_once_when_it_is_first_finished_or_laid_aside(assignment):
    assert move(assignment, "in_progress", "waiting") == []

    counted = {"help": "housing", "theme": "housing", "end": "dropped"}
    for statuses in (["dropped"], ["in_progress", "done"], ["dropped", "done"]):
        assert move(assignment, *statuses) == [("person.ombud.assignment_ended", "NO-9901", None, counted, 1)]


def test_words_of_a_place_s_own_list_are_counted_as_something_else(assignment):
    with acting_as(assignment.person_id, because="test"):
        Assignment.unguarded.filter(pk=assignment.pk).update(kind="hest", theme="")

    [fact] = move(assignment, "done")

    assert fact[3] == {"help": "other", "theme": "none", "end": "done"}


def test_where_there_is_no_place_nothing_is_counted_and_it_ends_all_the_same(assignment):
    with acting_as(assignment.agreement.ombud, because="test"):
        Presentation.unguarded.all().delete()

    assert move(assignment, "done") == []
    with acting_as(assignment.person_id, because="test"):
        assert Assignment.unguarded.values_list("status", "is_counted").get() == ("done", False)
