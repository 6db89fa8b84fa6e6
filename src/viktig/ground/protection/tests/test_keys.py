"""Whose key counts: the second holder is never the operator's to name, and nobody holds the keys of both sides."""

import pytest
from django.db import ProgrammingError, transaction

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions
from viktig.ground.people.models import Invitation, Membership, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy import erasure
from viktig.ground.privacy.acting import acting_as
from viktig.ground.protection.models import KeyChange, UsersKey
from viktig.ground.protection.queries import keys_that_count, side_of, users_keys
from viktig.ground.protection.tests.make import make_keeper, make_users

KEEPER = OrganisationRole.KEEPER


@pytest.fixture
def users():
    return make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)


def side(account, body, organisation) -> str:
    with acting_as(account.who if account else None, because="test"):
        return side_of("answer_days", body, organisation)


def test_a_key_counts_when_a_second_person_has_said_yes_to_an_invitation_of_the_first(users):
    office = make_organisation()
    first = make_keeper(users)
    assert (keys_that_count(), [one.organisation for one in users_keys()[1]], side(first, office, users)) == (
        [],
        [users],
        "",
    )

    second = make_keeper(users, by=first)

    assert [one.organisation for one in keys_that_count()] == [users]
    assert (side(first, office, users), side(second, office, users)) == ("users", "users")
    history = KeyChange.unguarded.filter(organisation=users).order_by("position")
    assert list(history.values_list("holders", "counts")) == [(1, False), (2, True)]


def test_the_operator_cannot_name_the_second(users):
    make_keeper(users)

    with acting_as(None, because="test"), pytest.raises(actions.RoleOutOfReach):
        actions.invite(organisation=users, role=KEEPER)
    with acting_as(None, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        Invitation(organisation=users, role=KEEPER, secret_digest="d" * 64, ends_on="2099-01-01").save(
            force_insert=True
        )


def test_two_invitations_of_the_operator_make_one_holder(users):
    with acting_as(None, because="test"):
        words = [actions.invite(organisation=users, role=KEEPER) for _ in range(2)]

    for one in words:
        with acting_as(make_account().who, because="test"):
            try:
                actions.accept_invitation(words=one, known_as="Kim")
            except actions.InvitationUnknown:
                continue

    assert UsersKey.unguarded.get(organisation=users).holders == 1


def test_an_administrator_cannot_name_the_second_nor_take_the_key_away(users):
    first = make_keeper(users)
    administrator = make_member(users, role=OrganisationRole.ADMINISTRATOR)
    with acting_as(administrator.who, because="test"):
        assert KEEPER not in actions.roles_in_reach(users)
        Membership.unguarded.filter(who=first.who).delete()

    with acting_as(first.who, because="test"):
        assert Membership.unguarded.filter(who=first.who).exists()


def test_the_same_human_twice_is_one_holder(users):
    first = make_keeper(users)

    make_keeper(users, account=first, by=first)

    assert keys_that_count() == []


def test_who_works_for_a_body_holds_no_key_of_a_user_organisation(users):
    office = make_organisation()
    both, first = make_member(office), make_keeper(users)
    with acting_as(first.who, because="test"):
        words = actions.invite(organisation=users, role=KEEPER)

    with acting_as(both.who, because="test"):
        with pytest.raises(actions.BothSides):
            actions.refuse_both_sides(both.who, users, KEEPER)
        with pytest.raises(ProgrammingError), transaction.atomic():
            actions.accept_invitation(words=words, known_as="Kim")
    assert UsersKey.unguarded.get(organisation=users).holders == 1


def test_a_key_ceases_to_count_when_a_holder_goes_over_to_a_body_or_leaves():
    users, first, second = make_users()
    office = make_organisation()

    make_member(office, account=second)
    assert (keys_that_count(), side(first, office, users)) == ([], "")
    with acting_as(second.who, because="test"):
        Membership.unguarded.filter(organisation=office).delete()
    assert [one.organisation for one in keys_that_count()] == [users]
    erasure.erase(first.who)

    assert keys_that_count() == []
    history = KeyChange.unguarded.filter(organisation=users).order_by("position")
    assert list(history.values_list("holders", flat=True)) == [1, 2, 1, 2, 1]


def test_the_operator_stands_in_only_where_nobody_holds_the_body_s_key():
    office, library = make_organisation(), make_organisation(name="Biblioteket")
    make_keeper(office)

    assert [side(None, body, None) for body in (office, library, None)] == ["", "operator", "operator"]


def test_a_body_s_key_is_the_body_s_and_only_there():
    office, library = make_organisation(), make_organisation(name="Biblioteket")
    keeper, member = make_keeper(office), make_member(office)

    assert (side(keeper, office, office), side(keeper, library, office), side(member, office, office)) == (
        "body",
        "",
        "",
    )
