"""Somebody who answers is away: their tasks and reminders go to those who are there, and nothing hangs."""

from datetime import timedelta

import pytest
from django.test import Client

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.notify.models import Mail
from viktig.ground.people.actions import remove_member
from viktig.ground.people.models import Absence, Account, Membership, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.jobs import remind_one
from viktig.ground.voice.tests.make import make_voice


@pytest.fixture
def office() -> Organisation:
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(name="Kontoret", answers_to=council)


def member(office: Organisation, name: str, role: OrganisationRole = OrganisationRole.MEMBER) -> Account:
    account = make_account(email=f"{name.lower()}@demo.invalid")
    return make_member(office, role=role, account=account, known_as=name)


def browser(account: Account) -> Client:
    client = Client(headers={"Accept-Language": "nb"})
    client.force_login(account)
    return client


def go_away(account: Account, office: Organisation, after: Account | None = None) -> str:
    until = (clock.today() + timedelta(days=5)).isoformat()
    given = {"until": until, "looked_after_by": str(after.who) if after else ""}
    return browser(account).post(f"/service/away/{office.pk}/", given, follow=True).content.decode()


def told() -> list[str]:
    return sorted(mail.letter["to"].split("@")[0] for mail in Mail.unguarded.all())


def test_tasks_and_reminders_go_to_those_who_are_there_until_one_is_back(office):
    kim, bo = member(office, "Kim"), member(office, "Bo")
    voice, _receipt = make_voice(to=office)
    task = f"/service/replies/{voice.pk}/"

    page = go_away(kim, office, after=bo)

    assert "Bo tar seg av det som kommer" in page
    assert task not in browser(kim).get("/tasks/").content.decode()
    assert task in browser(bo).get("/tasks/").content.decode()
    assert "Kim, til og med" in browser(bo).get("/service/away/").content.decode()
    remind_one(str(office.pk))
    assert told() == ["bo"]

    browser(kim).post(f"/service/away/{office.pk}/back/")
    assert task in browser(kim).get("/tasks/").content.decode()


def test_it_ends_by_itself_with_the_last_day(office):
    kim = member(office, "Kim")
    voice, _receipt = make_voice(to=office)
    go_away(kim, office)

    with clock.moved_back(-6):
        assert f"/service/replies/{voice.pk}/" in browser(kim).get("/tasks/").content.decode()


def test_where_nobody_is_there_the_one_who_invites_and_the_one_above_see_that_and_no_words(office):
    kim = member(office, "Kim")
    berit = member(office, "Berit", OrganisationRole.ADMINISTRATOR)
    above, elsewhere = member(office.answers_to, "Aud"), member(make_organisation(name="Biblioteket"), "Liv")
    make_voice(to=office, words="Secret words")
    go_away(kim, office)

    says = "Alle som svarer for Kontoret, er borte"
    for account, sees in ((berit, True), (above, True), (elsewhere, False), (kim, False)):
        page = browser(account).get("/tasks/").content.decode()
        assert (says in page) is sees
        assert "Secret words" not in page
    remind_one(str(office.pk))
    assert told() == ["berit"]


def test_a_day_that_is_past_or_too_far_is_said_beside_the_field(office):
    kim = member(office, "Kim")
    client = browser(kim)
    for day, says in (("", "Si hvilken dag"), ("2020-01-01", "fra i dag av"), ("2999-01-01", "fra i dag av")):
        assert says in client.post(f"/service/away/{office.pk}/", {"until": day}).content.decode()
    with acting_as(kim.who, because="test"):
        assert not Absence.unguarded.exists()


def test_who_is_away_is_seen_by_colleagues_only_and_goes_with_the_one_who_leaves(office):
    kim, bo, elsewhere = member(office, "Kim"), member(office, "Bo"), member(make_organisation(name="Annet"), "Liv")
    go_away(kim, office, after=bo)

    for account, number in ((bo, 1), (elsewhere, 0), (make_account(), 0)):
        with acting_as(account.who, because="test"):
            assert Absence.unguarded.count() == number
    assert browser(elsewhere).post(f"/service/away/{office.pk}/", {"until": "2999-01-01"}).status_code == 404
    assert browser(make_account()).get("/service/away/").status_code == 404

    with acting_as(bo.who, because="test"):
        remove_member(membership=Membership.unguarded.get(who=bo.who))
    with acting_as(kim.who, because="test"):
        assert Absence.unguarded.get().looked_after_by is None
        remove_member(membership=Membership.unguarded.get(who=kim.who))
        assert not Absence.unguarded.exists()
