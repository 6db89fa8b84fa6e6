"""What is counted of mandates: once each, with nobody in it, and nothing where no place is known."""

from datetime import timedelta

import pytest

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.person.mandates import actions
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.tests.make import again, make_demand, make_mandate


@pytest.fixture
def ane():
    account, town = make_account(name="Ane"), make_place(code="NO-9901", name="Fjordby")
    with acting_as(account.who, because="test"):
        Person.unguarded.filter(pk=account.who).update(place=town)
    return account.who


def counted():
    move_facts()
    return sorted(Fact.unguarded.values_list("kind", "place", "attributes"))


def test_each_step_is_counted_once_in_the_place_of_the_person(ane):
    mandate = make_mandate(ane, status=Status.DELIVERED)
    with acting_as(ane, because="test"), clock.moved_back(0):
        actions.accept(mandate=mandate, on=clock.today())
        actions.step_back(mandate=mandate, seen="accepted")
        actions.refuse(mandate=again(mandate), on=clock.today(), reason="form", words="Their own form only.")
        actions.step_back(mandate=mandate, seen="refused")
        actions.accept(mandate=again(mandate), on=clock.today())
        assert again(mandate).counted == ["delivered", "accepted", "refused"]

    assert counted() == [
        ("person.mandates.accepted", "NO-9901", {"days": "0_7"}),
        ("person.mandates.delivered", "NO-9901", {"signed": "paper"}),
        ("person.mandates.refused", "NO-9901", {"reason": "form"}),
    ]


def test_that_there_is_no_case_is_counted_as_a_reason_of_its_own(ane):
    mandate = make_mandate(ane, status=Status.DELIVERED)
    with acting_as(ane, because="test"):
        actions.refuse(mandate=mandate, on=clock.today(), reason="no_case", words="")

    assert ("person.mandates.refused", "NO-9901", {"reason": "no_case"}) in counted()


def test_the_days_until_it_was_accepted_are_counted_in_bands(ane):
    with clock.moved_back(20):
        mandate = make_mandate(ane, status=Status.DELIVERED, until=clock.today() + timedelta(days=60))
    with acting_as(ane, because="test"):
        actions.accept(mandate=mandate, on=clock.today())

    assert ("person.mandates.accepted", "NO-9901", {"days": "8_30"}) in counted()


def test_a_mandate_demanded_without_ground_is_counted_once(ane):
    demand = make_demand(ane, ground="present")
    with acting_as(ane, because="test"):
        actions.note_demand(who=ane, new_id=demand.pk, body="Boligkontoret", words="", ground="present")

    assert counted() == [("person.mandates.demanded", "NO-9901", {"ground": "present"})]


def test_without_a_place_of_the_person_s_it_is_counted_where_the_body_is_or_not_at_all():
    ane = make_account(name="Ane").who
    make_demand(ane, body="Nobody knows it")
    assert counted() == []

    make_organisation(name="Boligkontoret", place=make_place(code="NO-9903", name="Havnes"))
    make_demand(ane, body=" boligkontoret ")
    assert counted() == [("person.mandates.demanded", "NO-9903", {"ground": "none"})]
