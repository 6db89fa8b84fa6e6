"""What staff have done: who reads it, that nobody changes it, and what stays of somebody who erases themselves."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts import jobs, queries
from viktig.ground.acts.actions import note_act
from viktig.ground.acts.kinds import KINDS, Done
from viktig.ground.acts.models import Act
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.erasure import erase


@pytest.fixture
def office() -> Organisation:
    return make_organisation()


@pytest.fixture
def jon(office) -> Account:
    return make_member(office, known_as="Jon")


def do(account: Account, organisation: Organisation, *, done: Done = Done.ANSWERED, days_ago: int = 0) -> None:
    with clock.moved_back(days_ago), acting_as(account.who, because="test"):
        note_act(done, organisation=organisation.pk)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def read(account: Account, organisation: Organisation, **asked):
    return signed_in(account).get(reverse("ground:organisation-done", args=[organisation.pk]), asked)


def test_every_kind_has_its_sentence():
    assert set(KINDS) == set(Done)
    assert all("%(name)s" in str(kind.sentence) for kind in KINDS.values())


@pytest.mark.parametrize("role", OrganisationRole)
def test_all_who_work_there_read_it(role):
    office = make_organisation(kind=OrganisationKind.USER_ORGANISATION)
    do(make_member(office, known_as="Jon"), office)

    page = read(make_member(office, role=role, known_as="Kim"), office)

    assert gettext("%(name)s answered something that was said.") % {"name": "Jon"} in page.text


def test_nobody_else_does(office, jon):
    do(jon, office)
    elsewhere = make_member(make_organisation(name="Other"))

    assert [read(one, office).status_code for one in (elsewhere, make_account())] == [404, 404]
    assert Client().get(reverse("ground:organisation-done", args=[office.pk])).status_code == 302
    for who in (elsewhere.who, make_account().who, None):
        with acting_as(who, because="test"):
            assert not Act.unguarded.filter(organisation=office).exists()


def test_nobody_writes_in_the_name_of_another(office, jon):
    other = make_account()
    with acting_as(jon.who, because="test"), pytest.raises(DatabaseError), transaction.atomic():
        Act(organisation=office, who=other.who, shown_as="Other", done=Done.WROTE, on=clock.today()).save()
    with acting_as(other.who, because="test"), pytest.raises(LookupError):
        note_act(Done.WROTE, organisation=office.pk)


@pytest.mark.parametrize("change", ["update ground_act set done = ''", "delete from ground_act"])
def test_nobody_changes_or_deletes_it(office, jon, change):
    do(jon, office)
    with acting_as(jon.who, because="test"), connections["default"].cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(change)
        assert Act.unguarded.filter(done=Done.ANSWERED).count() == 1


def test_of_somebody_who_erases_themselves_the_act_stays_and_the_name_goes(office, jon):
    kari = make_member(office, known_as="Kari")
    do(jon, office)

    erase(jon.who)

    page = read(kari, office)
    assert "Jon" not in page.text
    assert [line.sentence for line in page.context["page"].lines].count(
        gettext("%(name)s answered something that was said.") % {"name": gettext("Someone who worked here")}
    ) == 1
    with acting_as(kari.who, because="test"):
        assert list(Act.unguarded.filter(done=Done.ANSWERED).values_list("who", "shown_as")) == [(None, None)]


def test_what_somebody_did_stays_under_their_name_when_they_leave(office, jon):
    kari = make_member(office, known_as="Kari")
    do(jon, office)
    client = signed_in(make_member(office, role=OrganisationRole.ADMINISTRATOR, known_as="Berit"))
    member = next(
        one for one in client.get(f"/me/organisations/{office.pk}/").context["members"] if one.shown_as == "Jon"
    )
    client.post(f"/me/organisations/{office.pk}/members/{member.pk}/remove/")

    sentences = [line.sentence for line in read(kari, office).context["page"].lines]

    assert gettext("%(name)s answered something that was said.") % {"name": "Jon"} in sentences
    assert gettext("%(name)s took a role from a colleague.") % {"name": "Berit"} in sentences


def test_it_is_forgotten_after_two_years(office, jon):
    do(jon, office, days_ago=2 * 366 + 1)
    do(jon, office, days_ago=700)

    jobs.forget_old()

    with acting_as(jon.who, because="test"):
        days = set(Act.unguarded.filter(done=Done.ANSWERED).values_list("on", flat=True))
    assert days == {clock.today() - timedelta(days=700)}


def test_it_is_read_month_by_month_fifty_at_a_time_and_by_what_it_is_about(office, jon, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    for days in (0, 40, 80, 120, 160):
        do(jon, office, days_ago=days)
    do(jon, office, done=Done.WITHDREW, days_ago=90)

    first = read(jon, office, about="answers").context
    second = read(jon, office, about="answers", after=first["page"].more).context
    people = read(jon, office, about="people").context["page"].lines

    today = clock.today()
    assert [line.on for line in first["page"].lines + second["page"].lines] == [
        today - timedelta(days=days) for days in (0, 40, 80, 120, 160)
    ]
    assert (second["page"].more, second["first"]) == ("", "?about=answers")
    assert len(people) == 2
    assert read(jon, office, about="nonsense", after="nonsense").status_code == 200


def test_it_costs_one_query_to_write_and_few_to_read(office, jon):
    with acting_as(jon.who, because="test"):
        memberships_of(jon.who)
        with CaptureQueriesContext(connections["default"]) as written:
            note_act(Done.ANSWERED, organisation=office.pk)
    client, address = signed_in(jon), reverse("ground:organisation-done", args=[office.pk])
    with CaptureQueriesContext(connections["default"]) as asked:
        client.get(address)

    assert len(written) == 1
    assert len([one for one in asked if one["sql"].startswith("SELECT")]) <= 12
