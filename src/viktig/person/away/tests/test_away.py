"""An ombud falls ill: the people they work for see it, nothing moves by itself, and who invites sees only a number."""

from dataclasses import dataclass

import pytest
from django.test import Client

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room, Share
from viktig.person.away.jobs import tell_people
from viktig.person.ombud import actions as ombud
from viktig.person.ombud.models import Agreement, Presentation
from viktig.person.ombud.tests.make import Ombud, make_agreement, make_ombud


@dataclass
class Cast:
    """person has the ombud Kim, whose colleague is Bo; administrator invites where both work; other is elsewhere."""

    users: Organisation
    person: Account
    kim: Ombud
    bo: Ombud
    administrator: Account
    other: Account


@pytest.fixture
def cast() -> Cast:
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    person = make_account(name="Ane", email="ane@demo.invalid")
    kim, bo = make_ombud(organisation=users), make_ombud(name="Bo", organisation=users)
    make_agreement(person, kim)
    elsewhere = make_organisation(name="Andre", kind=OrganisationKind.USER_ORGANISATION)
    make_ombud(name="Liv", organisation=elsewhere)
    role = OrganisationRole.ADMINISTRATOR
    return Cast(users, person, kim, bo, make_member(users, role=role), make_member(elsewhere, role=role))


def browser(account: Account) -> Client:
    client = Client(headers={"Accept-Language": "nb"})
    client.force_login(account)
    return client


def room(cast: Cast, account: Account | None = None) -> str:
    return browser(account or cast.person).get(f"/person/ombud/{cast.person.who}/").content.decode()


def fall_ill(cast: Cast, stands_in: Ombud | None = None) -> None:
    given = {"stands_in": str(stands_in.presentation.pk) if stands_in else ""}
    assert browser(cast.kim.account).post("/person/away/", given).status_code == 302


def test_the_person_sees_since_when_and_nothing_moves_by_itself(cast):
    fall_ill(cast, cast.bo)

    assert "Kim er borte siden" in room(cast)
    assert "Kim er borte siden" in browser(cast.person).get("/me/").content.decode()
    assert "Bo kan trå til, hvis du vil" in room(cast)
    assert browser(cast.bo.account).get(f"/person/ombud/{cast.person.who}/").status_code == 404


def test_only_with_the_person_s_yes_somebody_steps_in_for_thirty_days(cast):
    fall_ill(cast, cast.bo)
    browser(cast.person).post("/person/away/step-in/")
    browser(cast.person).post("/person/away/step-in/")

    assert browser(cast.bo.account).get(f"/person/ombud/{cast.person.who}/").status_code == 200
    with acting_as(cast.person.who, because="test"):
        share = Share.unguarded.get(receiver=cast.bo.who)
    assert (share.room, share.level, (share.ends_at - share.starts_at).days) == (Room.OMBUD, Level.SUGGEST, 30)
    assert "Bo trår til, og ser denne siden til" in room(cast)
    assert share.purpose == "For å trå til mens ombudet ditt er borte."


def test_an_ombud_who_is_back_is_back_everywhere(cast):
    fall_ill(cast, cast.bo)
    browser(cast.kim.account).post("/person/away/back/")

    assert "er borte siden" not in room(cast)
    browser(cast.person).post("/person/away/step-in/")
    assert browser(cast.bo.account).get(f"/person/ombud/{cast.person.who}/").status_code == 404


def test_each_person_is_told_once(cast):
    fall_ill(cast)
    before = Mail.unguarded.count()
    tell_people(str(cast.kim.presentation.pk))
    tell_people(str(cast.bo.presentation.pk))

    assert Mail.unguarded.count() == before + 1


def test_who_invites_says_it_for_one_who_is_ill_and_sees_a_number_only_from_five_on(cast):
    client = browser(cast.administrator)
    say = f"/person/away/here/{cast.users.pk}/{cast.kim.presentation.pk}/"
    client.post(say, {"away": "yes"})

    page = client.get("/person/away/here/").content.decode()
    assert "Borte siden" in page
    assert "Færre enn fem er uten ombudet sitt nå" in page
    assert "Ane" not in page
    for _one in range(4):
        make_agreement(make_account(), cast.kim)
    assert "5 er uten ombudet sitt nå" in client.get("/person/away/here/").content.decode()
    client.post(say, {"away": "no"})
    with acting_as(cast.person.who, because="test"):
        assert Presentation.unguarded.get(pk=cast.kim.presentation.pk).away_since is None


def test_nobody_else_says_it_or_sees_it(cast):
    say = f"/person/away/here/{cast.users.pk}/{cast.kim.presentation.pk}/"
    for account in (cast.other, cast.person, cast.bo.account):
        assert browser(account).post(say, {"away": "yes"}).status_code == 404
    assert browser(cast.person).get("/person/away/").status_code == 404
    assert browser(cast.person).get("/person/away/here/").status_code == 404
    with acting_as(cast.person.who, because="test"):
        assert Presentation.unguarded.get(pk=cast.kim.presentation.pk).away_since is None


def test_the_first_day_stays_when_somebody_changes_who_steps_in(cast):
    with clock.moved_back(3):
        fall_ill(cast)
    fall_ill(cast, cast.bo)

    with acting_as(cast.person.who, because="test"):
        kim = Presentation.unguarded.get(pk=cast.kim.presentation.pk)
    assert kim.away_since is not None
    assert (clock.today() - kim.away_since).days == 3
    assert kim.stands_in == cast.bo.presentation.pk


@pytest.mark.parametrize("by_ombud", [False, True])
def test_who_stepped_in_sees_nothing_more_when_the_agreement_ends(cast, by_ombud):
    fall_ill(cast, cast.bo)
    browser(cast.person).post("/person/away/step-in/")
    with acting_as(cast.kim.who if by_ombud else cast.person.who, because="test"):
        if by_ombud:
            ombud.end_by_ombud(person_id=cast.person.who)
        else:
            ombud.end(agreement=Agreement.unguarded.get(person=cast.person.who))

    assert browser(cast.bo.account).get(f"/person/ombud/{cast.person.who}/").status_code == 404
