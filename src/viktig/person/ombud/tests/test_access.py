"""Who comes in: the database first, then access, each for everybody around Ane."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404
from django.utils.translation import gettext

from viktig.ground.access.roles import Permission
from viktig.ground.people.tests.make import make_account, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.ombud import access, actions
from viktig.person.ombud.models import Agreement, Assignment, Presentation, Suggestion
from viktig.person.ombud.tests.make import make_agreement, make_ombud
from viktig.person.sharing.queries import looked

READ, SUGGEST, EDIT = Permission.PERSON_OMBUD_READ, Permission.PERSON_OMBUD_SUGGEST, Permission.PERSON_OMBUD_EDIT
TABLES = ("person_agreement", "person_assignment", "person_suggestion", "person_paper")
EVERYBODY = [
    ("ane", {READ, SUGGEST, EDIT}, True),
    ("kim", {READ, SUGGEST}, True),
    ("reader", {READ}, True),
    ("former_ombud", set(), False),
    ("former_reader", set(), False),
    ("other_ombud", set(), False),
    ("administrator", set(), False),
    ("stranger", set(), False),
]


@pytest.mark.parametrize(("name", "opens", "row"), EVERYBODY)
def test_the_room_opens_only_for_its_people(cast, rows, name, opens, row):
    account = cast.account(name)
    ways = [
        (access.get_agreement_for, cast.ane.who, cast.agreement),
        (access.get_active_agreement_for, cast.ane.who, cast.agreement),
        (access.get_ended_agreement_for, cast.ended.pk, cast.ended),
        (access.get_assignment_for, cast.assignment.pk, cast.assignment),
        (access.get_suggestion_for, cast.suggestion.pk, cast.suggestion),
    ]

    assert [rows(account, table) for table in TABLES] == ([2, 1, 1, 1] if row else [0, 0, 0, 0])
    for get, key, found in ways:
        for permission in (READ, SUGGEST, EDIT):
            refused = nullcontext() if permission in opens else pytest.raises(Http404)
            with acting_as(account.who, because="test"), refused:
                assert get(account, key, permission) == found

    with acting_as(cast.ane.who, because="test"):
        lines = {(one.reader, one.granted, one.item, one.action) for one in LogEntry.unguarded.all()}
    seen = set() if name == "ane" else opens
    assert lines == {(account.who, True, found.pk, str(one)) for _get, _key, found in ways for one in seen}


@pytest.mark.parametrize(("name", "opens", "_row"), EVERYBODY)
def test_only_a_helper_suggests_and_never_to_themselves(cast, name, opens, _row):
    account = cast.account(name)

    with acting_as(account.who, because="test"):
        with nullcontext() if name == "kim" else pytest.raises(Http404):
            assert access.get_assignment_to_suggest_on(account, cast.assignment.pk) == cast.assignment
        with nullcontext() if name == "kim" else pytest.raises(Http404):
            assert access.get_own_suggestion(account, cast.suggestion.pk) == cast.suggestion
        with nullcontext() if name == "kim" else pytest.raises(Http404):
            assert access.get_agreement_as_ombud(account, cast.ane.who) == cast.agreement
        assert access.may_suggest(account, cast.ane.who) is (name == "kim")


def test_nobody_acting_sees_nothing(cast, rows):
    assert [rows(None, table) for table in (*TABLES, "person_presentation")] == [0, 0, 0, 0, 0]


def test_an_assignment_shared_alone_shows_that_one_with_its_papers_and_nothing_can_be_added(cast, rows):
    friend = make_account()
    make_share(cast.ane.who, friend.who, room=Room.OMBUD, item=cast.assignment.pk, level=Level.SUGGEST)

    assert [rows(friend, table) for table in TABLES] == [0, 1, 0, 1]
    with acting_as(friend.who, because="test"):
        assert access.get_assignment_for(friend, cast.assignment.pk, READ) == cast.assignment
        with pytest.raises(Http404):
            access.get_assignment_to_suggest_on(friend, cast.assignment.pk)
        with pytest.raises(Http404):
            access.get_assignment_to_add_to(friend, cast.assignment.pk)
        with pytest.raises(Http404):
            access.get_agreement_for(friend, cast.ane.who, READ)


@pytest.mark.parametrize("name", [name for name, _opens, _row in EVERYBODY if name not in {"ane", "kim"}])
def test_the_database_lets_nobody_else_suggest(cast, name):
    with acting_as(cast.account(name).who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        Suggestion(
            person_id=cast.ane.who, assignment=cast.assignment, by=cast.account(name).who, words="x", load={}
        ).save(force_insert=True)


def test_the_database_lets_the_ombud_change_and_delete_nothing_of_the_persons(cast):
    with acting_as(cast.kim.who, because="test"):
        assert Agreement.unguarded.update(status="ended", ended_on="2026-01-01") == 0
        assert Assignment.unguarded.update(kind="x") == 0
        assert Assignment.unguarded.all()._raw_delete("default") == 0
        assert Suggestion.unguarded.all()._raw_delete("default") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Assignment(
                person_id=cast.ane.who, agreement=cast.agreement, kind="x", words="x", asked_on="2026-01-01"
            ).save(force_insert=True)


def test_the_database_lets_nobody_write_in_anothers_name(cast):
    with acting_as(cast.kim.who, because="test"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Suggestion(person_id=cast.ane.who, assignment=cast.assignment, by=cast.ane.who, words="x", load={}).save(
                force_insert=True
            )
        assert Suggestion.unguarded.exclude(by=cast.kim.who).count() == 0


def test_nobody_can_assign_an_ombud(cast):
    with acting_as(cast.kim.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        Agreement(
            person_id=cast.stranger.who,
            ombud=cast.kim.who,
            wants="x",
            review_on="2027-01-01",
            started_on="2026-01-01",
        ).save(force_insert=True)


def test_a_presentation_is_written_by_its_ombud_only(cast):
    with acting_as(cast.stranger.who, because="test"):
        assert Presentation.unguarded.count() == 3
        assert Presentation.unguarded.update(has_room=False) == 0
        with pytest.raises(Http404):
            access.get_own_presentation(cast.stranger)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Presentation(
                who=cast.stranger.who, organisation=cast.kim.presentation.organisation, name="x", words="x"
            ).save(force_insert=True)
    with acting_as(cast.administrator.who, because="test"), pytest.raises(Http404):
        access.get_own_presentation(cast.administrator)


def test_an_ombud_sees_only_those_who_share_with_them_now(cast):
    other = make_account(name="Bo")
    with acting_as(other.who, because="test"):
        actions.agree(presentation=cast.kim.presentation, by=other, wants="x")

    with acting_as(cast.kim.who, because="test"):
        assert [one.person.name for one in access.agreements_as_ombud(cast.kim.account)] == ["Ane", "Bo"]
    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)
    with acting_as(cast.kim.who, because="test"):
        assert [one.person.name for one in access.agreements_as_ombud(cast.kim.account)] == ["Bo"]
    with acting_as(cast.former_ombud.who, because="test"):
        assert access.agreements_as_ombud(cast.former_ombud) == []


def test_a_missing_id_is_refused_like_somebody_elses(cast):
    with acting_as(cast.ane.who, because="test"):
        for get in (access.get_assignment_for, access.get_suggestion_for, access.get_agreement_for):
            with pytest.raises(Http404):
                get(cast.ane, uuid4(), READ)


def test_the_person_reads_for_which_organisation_the_ombud_looked():
    ane = make_account()
    kim = make_ombud(organisation=make_organisation(name="Ombudene i byen"))
    agreement = make_agreement(ane, kim)
    with acting_as(kim.who, because="test"):
        access.get_agreement_for(kim.account, ane.who, READ)

    with acting_as(ane.who, because="test"):
        assert LogEntry.unguarded.get().reader_in_full == f"{agreement.ombud_name} (Ombudene i byen)"
        assert looked(ane.who).looks[0].sentence == (
            gettext("%(name)s read the page about your ombud.") % {"name": f"{agreement.ombud_name} (Ombudene i byen)"}
        )
