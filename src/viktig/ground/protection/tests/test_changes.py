"""Two yes for a change: nobody has both, nothing else changes it, and what was agreed stays and counts at once."""

import os
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.facts import releases
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.tests.make import make_answers
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation, make_place
from viktig.ground.privacy import erasure
from viktig.ground.privacy.acting import acting_as
from viktig.ground.protection import actions
from viktig.ground.protection.models import Proposal, Setting, State
from viktig.ground.protection.queries import smallest_group, turns_open
from viktig.ground.protection.tests.make import make_keeper, make_users
from viktig.ground.voice.actions.ending import end_organisation
from viktig.ground.voice.tests.make import found, make_voice
from viktig.testing import ADMIN

DAYS, CHAIN, CHECKS, GROUP = Setting.ANSWER_DAYS, Setting.ANSWERS_TO, Setting.CHECKED_BY, Setting.SMALLEST_GROUP


@dataclass
class Cast:
    office: Organisation
    users: Organisation
    head: Account
    one: Account
    other: Account


@pytest.fixture
def cast() -> Cast:
    """head holds the key of the office; one and other that of the user organisation."""
    office = make_organisation()
    users, one, other = make_users()
    return Cast(office, users, make_keeper(office), one, other)


def owner_of(databases) -> psycopg.Connection:
    return psycopg.connect(os.environ[ADMIN], dbname=databases["default"], autocommit=True)


def propose(account, by, *, setting=DAYS, body=None, why="It is time.", **value):
    with acting_as(account.who if account else None, because="test"):
        return actions.propose(setting=setting, body=body, by=by, why=why, **value)


def yes(account, proposal, by):
    with acting_as(account.who if account else None, because="test"):
        actions.say_yes(proposal=proposal, by=by)


def refused(act, *args, **more) -> str:
    with pytest.raises(actions.KeyRefused) as refusal:
        act(*args, **more)
    return refusal.value.code


def days(office) -> int:
    return Organisation.unguarded.get(pk=office.pk).answer_days


def agree(cast, *, setting, body, **value):
    proposal = propose(cast.one, cast.users, setting=setting, body=body, **value)
    yes(cast.head if body else None, proposal, cast.office if body else None)
    return Proposal.unguarded.get(pk=proposal)


def test_a_change_counts_when_both_sides_have_said_yes(cast):
    proposal = propose(cast.head, cast.office, body=cast.office, number=14)
    assert days(cast.office) == 30

    yes(cast.other, proposal, cast.users)

    agreed = Proposal.unguarded.get(pk=proposal)
    assert (days(cast.office), agreed.state, agreed.number_before) == (14, State.AGREED, 30)
    assert (agreed.proposed_by, agreed.ended_by) == (cast.office, cast.users)


def test_the_answer_date_of_a_voice_that_comes_later_is_the_agreed_one(cast):
    _, before = make_voice(to=cast.office)
    agree(cast, setting=DAYS, body=cast.office, number=14)
    _, after = make_voice(to=cast.office)

    assert [(found(one).next_date - clock.today()).days for one in (before, after)] == [30, 14]


def test_nobody_says_yes_to_what_their_own_side_proposed(cast):
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)
    _, third, _ = (others := make_users(name="Andre"))

    assert refused(yes, cast.other, proposal, cast.users) == "own_proposal"
    assert refused(yes, third, proposal, others[0]) == "same_side"
    assert (days(cast.office), Proposal.unguarded.get().state) == (30, State.WAITING)


def test_the_same_human_never_turns_both_keys_also_with_two_roles(cast):
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)
    make_keeper(cast.office, account=cast.one)  # meanwhile they went over to the office
    make_keeper(cast.users, by=cast.other)  # and somebody took their place, so that the key counts

    assert refused(yes, cast.one, proposal, cast.office) == "same_human"
    assert refused(propose, cast.one, cast.users, setting=CHECKS, body=cast.office) == "no_key"


@pytest.mark.parametrize("who", ["head", "one", "member", "elsewhere"])
def test_without_a_key_that_counts_nobody_proposes_nor_agrees(cast, who):
    far = make_place(code="NO-9902", name="Nesvik")
    away, elsewhere, _ = make_users(name="Andre", place=far)
    new = make_organisation(name="Nye", kind=OrganisationKind.USER_ORGANISATION)
    alone = make_keeper(new)
    member = make_member(cast.office)
    account, by = {
        "head": (cast.head, cast.users),
        "one": (alone, new),
        "member": (member, cast.office),
        "elsewhere": (elsewhere, away),
    }[who]
    proposal = propose(cast.head, cast.office, body=cast.office, number=14)

    assert refused(yes, account, proposal, by) == "no_key"
    assert refused(propose, account, by, setting=CHAIN, body=cast.office, other=new) == "no_key"


def test_a_no_of_any_key_on_the_way_ends_it_with_a_reason(cast):
    others, third, _ = make_users(name="Andre")
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)

    with acting_as(third.who, because="test"):
        assert refused(actions.say_no, proposal=proposal, by=others, why=" ") == "no_reason"
        actions.say_no(proposal=proposal, by=others, why="People wait too long.")

    ended = Proposal.unguarded.get()
    assert (ended.state, ended.ended_by, ended.answer) == (State.REFUSED, others, "People wait too long.")
    assert refused(yes, cast.head, proposal, cast.office) == "ended"


def test_who_proposed_takes_it_back_and_nobody_else(cast):
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)
    with acting_as(cast.head.who, because="test"):
        assert refused(actions.take_back, proposal=proposal, by=cast.office) == "no_key"
        assert refused(actions.take_back, proposal=proposal, by=cast.users) == "no_key"

    with acting_as(cast.other.who, because="test"):
        actions.take_back(proposal=proposal, by=cast.users)

    assert Proposal.unguarded.get().state == State.TAKEN_BACK


def test_one_change_of_a_thing_waits_at_a_time(cast):
    propose(cast.one, cast.users, body=cast.office, number=60)

    assert refused(propose, cast.head, cast.office, body=cast.office, number=14) == "one_waits"
    propose(cast.head, cast.office, setting=CHECKS, body=cast.office, other=cast.users)


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [(DAYS, {"number": 0}, "no_such_days"), (DAYS, {"number": 366}, "no_such_days"), (DAYS, {}, "no_such_days"),
     (DAYS, {"number": 30}, "nothing_new"), (CHAIN, {"other": "office"}, "circle"), (CHAIN, {}, "circle"),
     (CHAIN, {"other": "below"}, "circle"), (CHECKS, {}, "nothing_new"), (CHECKS, {"other": "office"}, "no_checker"),
     (CHECKS, {"other": "new"}, "no_checker")],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(cast, setting, value, code):
    rows = {
        "office": cast.office,
        "below": make_organisation(name="Skranken", answers_to=cast.office),
        "new": make_organisation(name="Nye", kind=OrganisationKind.USER_ORGANISATION),
    }
    value = {name: rows.get(one, one) if isinstance(one, str) else one for name, one in value.items()}

    assert refused(propose, cast.head, cast.office, setting=setting, body=cast.office, **value) == code


def test_where_nobody_holds_the_body_s_key_the_operator_stands_in(cast):
    library = make_organisation(name="Biblioteket")
    proposal = propose(None, None, body=library, number=7)
    yes(cast.one, proposal, cast.users)
    assert days(library) == 7

    assert refused(propose, None, None, body=cast.office, number=7) == "no_key"
    stale = propose(None, None, setting=CHECKS, body=library, other=cast.users)
    make_keeper(library)
    assert refused(yes, cast.one, stale, cast.users) == "first_key_gone"


def test_who_has_erased_themselves_turned_no_key(cast):
    make_keeper(cast.users, by=cast.other)
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)
    erasure.erase(cast.one.who)

    assert refused(yes, cast.head, proposal, cast.office) == "first_key_gone"


def test_the_application_cannot_change_what_an_organisation_has_promised(cast):
    for change in (
        {"answer_days": 365},
        {"answers_to": cast.users},
        {"kind": "owner"},
        {"place": make_place(code="NO-1")},
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Organisation.unguarded.filter(pk=cast.office.pk).update(**change)
    Organisation.unguarded.filter(pk=cast.office.pk).update(areas=["housing"])

    assert days(cast.office) == 30


def test_the_chain_moves_without_keys_only_when_a_body_has_ended(cast):
    below = make_organisation(name="Skranken", answers_to=cast.office)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("select answer_to_the_next(%s)", [cast.office.pk])
    Organisation.unguarded.filter(pk=cast.office.pk).update(closed_on=clock.today())
    assert refused(propose, cast.head, cast.office, body=cast.office, number=7) == "body_ended"
    with connection.cursor() as cursor:
        cursor.execute("select answer_to_the_next(%s)", [cast.office.pk])

    assert Organisation.unguarded.get(pk=below.pk).answers_to is None


def test_nobody_who_is_signed_in_ends_a_body_and_none_ends_twice(cast):
    heir = make_organisation(name="Arvingen")
    ended = Organisation.unguarded.filter(pk=cast.office.pk)
    with acting_as(cast.head.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        ended.update(closed_on=clock.today())
    ended.update(closed_on=clock.today())

    for again in ({"closed_on": None}, {"part_of": heir}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            ended.update(**again)
    with acting_as(cast.head.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute("select answer_to_the_next(%s)", [cast.office.pk])


def test_the_application_cannot_write_what_was_agreed(cast):
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)

    for write in (
        lambda: Proposal.unguarded.filter(pk=proposal).update(state=State.AGREED),
        lambda: Proposal.unguarded.filter(pk=proposal).delete(),
        lambda: Proposal(setting=GROUP, number=6, side="users", why="x", proposed_on=date(2026, 1, 1)).save(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            write()


def test_history_stays_for_the_owner_too(own_database):
    office = make_organisation()
    users, one, _ = make_users()
    proposal = propose(one, users, body=office, number=60)
    yes(None, proposal, None)

    with owner_of(own_database) as owner:
        for change in (
            "delete from ground_proposal",
            "update ground_proposal set number = 7",
            "delete from ground_keychange",
            "update ground_keychange set counts = true",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute(change)
    assert days(office) == 60


def test_the_smallest_group_is_raised_by_both_sides_and_never_lowered(cast, monkeypatch):
    assert smallest_group() == 5
    for low in (0, 4, 5, 21):
        assert refused(propose, cast.one, cast.users, setting=GROUP, number=low) == "not_raised"

    agree(cast, setting=GROUP, body=None, number=8)

    assert smallest_group() == 8
    for low in (5, 7, 8):
        assert refused(propose, None, None, setting=GROUP, number=low) == "not_raised"


def test_a_lowered_smallest_group_is_refused_by_the_database_itself(own_database):
    users, one, _ = make_users()
    yes(None, propose(one, users, setting=GROUP, number=8), None)
    lower = (
        "insert into ground_proposal (id, setting, number, side, why, proposed_on, state, answer)"
        " values (gen_random_uuid(), 'smallest_group', %s, 'users', '', now(), 'waiting', '')"
    )

    with owner_of(own_database) as owner:
        for number in (4, 5, 6, 8):
            with pytest.raises(psycopg.errors.CheckViolation):
                owner.execute(lower, [number])
    assert smallest_group() == 8


def test_releases_made_later_take_the_raised_number(cast, monkeypatch):
    make_answers(make_place(), 30, quarter=Quarter(2025, 1))
    taken = []
    real = releases.release
    monkeypatch.setattr(releases, "release", lambda *a: taken.append(a[-1]) or real(*a))
    agree(cast, setting=GROUP, body=None, number=9)

    releases.release_quarter(Quarter(2025, 1), date(2026, 6, 1))

    assert taken == [9]


def checks(account, office) -> bool:
    with acting_as(account.who, because="test"), connection.cursor() as cursor:
        cursor.execute("select %s in (select checked_organisations())", [office.pk])
        return cursor.fetchone()[0]


def test_an_agreed_checker_checks_alone_and_keeps_it_until_it_says_yes(cast):
    others, third, _ = make_users(name="Andre")
    ours = make_member(cast.users, role=OrganisationRole.MODERATOR)
    theirs = make_member(others, role=OrganisationRole.MODERATOR)
    assert (checks(ours, cast.office), checks(theirs, cast.office)) == (True, True)

    agree(cast, setting=CHECKS, body=cast.office, other=cast.users)
    assert (checks(ours, cast.office), checks(theirs, cast.office)) == (True, False)

    away = propose(cast.head, cast.office, setting=CHECKS, body=cast.office, other=others)
    assert refused(yes, third, away, others) == "no_key"
    yes(cast.other, away, cast.users)
    assert (checks(ours, cast.office), checks(theirs, cast.office)) == (False, True)


def test_when_the_one_that_was_agreed_on_has_ended_those_of_the_place_check(cast):
    others, *_keepers = make_users(name="Andre")
    theirs = make_member(others, role=OrganisationRole.MODERATOR)
    agree(cast, setting=CHECKS, body=cast.office, other=cast.users)
    assert not checks(theirs, cast.office)

    with acting_as(None, because="test"):
        end_organisation(cast.users, successor=None, do=True)

    assert checks(theirs, cast.office)


def test_a_new_name_takes_the_check_from_nobody(cast):
    new = make_organisation(name="Nye", kind=OrganisationKind.USER_ORGANISATION)
    ours = make_member(cast.users, role=OrganisationRole.MODERATOR)
    theirs = make_member(new, role=OrganisationRole.MODERATOR)

    assert (checks(ours, cast.office), checks(theirs, cast.office)) == (True, False)


def test_what_can_be_turned_is_what_the_database_would_let_through(cast):
    proposal = propose(cast.one, cast.users, body=cast.office, number=60)

    def open_to(account):
        with acting_as(account.who, because="test"):
            return {(turn.proposal, turn.organisation, turn.act) for turn in turns_open()}

    assert open_to(cast.head) == {(proposal, cast.office.pk, "yes"), (proposal, cast.office.pk, "no")}
    assert open_to(cast.other) == {(proposal, cast.users.pk, "take_back")}
    assert open_to(make_member(cast.office)) == set()
