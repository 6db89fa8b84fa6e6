"""Who gets to what a person has to choose: through our code, and past it."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.choices import access
from viktig.person.choices.actions import suggesting
from viktig.person.choices.models import Choosing, ChoosingStep, Concern, Option, Proposal, ProposalKind
from viktig.person.choices.tests.make import (
    make_choosing,
    make_concern,
    make_helper,
    make_option,
    make_proposal,
    make_settled,
)

READ, SUGGEST, EDIT = (
    Permission.PERSON_CHOICES_READ,
    Permission.PERSON_CHOICES_SUGGEST,
    Permission.PERSON_CHOICES_EDIT,
)
TABLES = (Choosing, Option, Concern, ChoosingStep, Proposal)


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane, and two choices of hers."""
    ane = make_account(name="Ane")
    one, other = make_choosing(ane), make_choosing(ane, "Where to live")
    rows = {"one": one, "other": other, "option": make_option(one), "concern": make_concern(one)}
    rows["settled"] = make_settled(one, rows["option"])
    people = {name: make_account(name=name) for name in ("former", "stranger", "reader", "helper")}
    make_share(ane.who, people["reader"].who, room=Room.CHOICES)
    make_share(ane.who, people["helper"].who, room=Room.CHOICES, level=Level.SUGGEST)
    make_share(ane.who, people["former"].who, room=Room.CHOICES, level=Level.SUGGEST, days=-1)
    people["reader_of_one"] = make_helper(one, level=Level.READ)
    people["helper_with_one"] = make_helper(one)
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    rows["proposal"] = make_proposal(one, people["helper"])
    return people | rows | {"ane": ane}


@pytest.mark.parametrize(
    ("who", "room", "one", "other", "rows"),
    [
        ("ane", {READ, EDIT}, {READ, EDIT}, {READ, EDIT}, [2, 5, 1, 1, 1]),
        ("reader", {READ}, {READ}, {READ}, [2, 5, 1, 1, 1]),
        ("reader_of_one", set(), {READ}, set(), [1, 3, 1, 1, 1]),
        ("helper", {READ, SUGGEST}, {READ, SUGGEST}, {READ, SUGGEST}, [2, 5, 1, 1, 1]),
        ("helper_with_one", set(), {READ, SUGGEST}, set(), [1, 3, 1, 1, 1]),
        ("former", set(), set(), set(), [0] * 5),
        ("stranger", set(), set(), set(), [0] * 5),
        ("administrator", set(), set(), set(), [0] * 5),
    ],
)
def test_a_choice_opens_only_for_its_people(cast, who, room, one, other, rows):
    account = cast[who]
    with acting_as(account.who, because="test"):
        assert [table.unguarded.count() for table in TABLES] == rows  # the database, when the code forgets
    for permission in (READ, SUGGEST, EDIT):
        looks = [
            (room, lambda: access.get_choices_for(account, cast["ane"].who, permission)),  # noqa: B023
            (one, lambda: access.get_choosing_for(account, cast["one"].pk, permission)),  # noqa: B023
            (one, lambda: access.get_option_for(account, cast["option"].pk, permission)),  # noqa: B023
            (one, lambda: access.get_concern_for(account, cast["concern"].pk, permission)),  # noqa: B023
            (one, lambda: access.get_proposal_for(account, cast["proposal"].pk, permission)),  # noqa: B023
            (other, lambda: access.get_choosing_for(account, cast["other"].pk, permission)),  # noqa: B023
        ]
        for opens, look in looks:
            refused = nullcontext() if permission in opens else pytest.raises(Http404)
            with acting_as(account.who, because="test"), refused:
                look()


def test_each_look_is_a_look_at_the_choice_in_the_persons_log(cast):
    with acting_as(cast["helper_with_one"].who, because="test"):
        access.get_option_for(cast["helper_with_one"], cast["option"].pk, READ)
        access.get_choosing_for(cast["helper_with_one"], cast["one"].pk, READ)

    with acting_as(cast["ane"].who, because="test"):
        seen = [(line.item, line.action, line.granted) for line in LogEntry.unguarded.all()]
    assert seen == [(cast["one"].pk, "person.choices.read", True)]


@pytest.mark.parametrize("who", ["reader", "helper", "helper_with_one", "reader_of_one"])
def test_who_may_read_or_suggest_changes_nothing_past_our_code(cast, who):
    with acting_as(cast[who].who, because="test"):
        assert Choosing.unguarded.update(status="opened") == 0
        assert Option.unguarded.update(kind="own") == 0
        assert Concern.unguarded.update(position=7) == 0
        for table in (Choosing, Option, Concern, Proposal, ChoosingStep):
            assert table.unguarded.all().delete()[0] == 0


def test_a_step_is_changed_by_nobody_not_even_the_person(cast):
    with acting_as(cast["ane"].who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        ChoosingStep.unguarded.update(number=9)


@pytest.mark.parametrize(
    ("who", "where", "may"),
    [
        ("helper", "one", True),
        ("helper", "other", True),
        ("helper_with_one", "one", True),
        ("helper_with_one", "other", False),
        ("reader", "one", False),
        ("reader_of_one", "one", False),
        ("former", "one", False),
        ("stranger", "one", False),
    ],
)
def test_only_who_may_suggest_there_adds_a_suggestion_past_our_code(cast, who, where, may):
    account, choosing = cast[who], cast[where]
    row = Proposal(person_id=choosing.person_id, choosing=choosing, kind=ProposalKind.VIEW, by=account.who, load={})

    refused = nullcontext() if may else pytest.raises(ProgrammingError)
    with acting_as(account.who, because="test"), refused, transaction.atomic():
        row.save(force_insert=True)
    with acting_as(choosing.person_id, because="test"):
        assert Proposal.unguarded.filter(pk=row.pk).exists() is may


def test_nobody_suggests_in_the_name_of_another_or_on_the_page_of_somebody_who_shares_nothing(cast):
    helper, alva = cast["helper_with_one"], make_account(name="Alva")
    rows = [
        {"person_id": cast["ane"].who, "by": cast["helper"].who},
        {"person_id": alva.who, "by": helper.who},
    ]

    with acting_as(helper.who, because="test"):
        for row in rows:
            with pytest.raises(ProgrammingError), transaction.atomic():
                Proposal(choosing=cast["one"], kind=ProposalKind.VIEW, load={}, **row).save(force_insert=True)


def test_a_view_that_stands_beside_the_persons_words_is_changed_no_more_by_who_wrote_it(cast):
    with acting_as(cast["ane"].who, because="test"):
        suggesting.let_stand(proposal=cast["proposal"])

    with acting_as(cast["helper"].who, because="test"):
        assert Proposal.unguarded.filter(pk=cast["proposal"].pk).update(is_open=False) == 0
        with pytest.raises(suggesting.PutAway):
            suggesting.suggest(
                choosing=cast["one"],
                by=cast["helper"],
                kind=ProposalKind.VIEW,
                proposal_id=cast["proposal"].pk,
                load={"words": "Otherwise"},
                ready=True,
            )


def test_words_lie_sealed_in_every_table(cast):
    with acting_as(cast["ane"].who, because="test"), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select t::text from {table._meta.db_table} t")  # noqa: S608
            text = " ".join(row for (row,) in cursor.fetchall())
            assert text
            for words in ("medicine", "Walks", "sleep", "wait."):
                assert words not in text
                assert words.encode().hex() not in text


def test_what_is_missing_and_what_is_not_ones_own_are_alike(cast):
    with acting_as(cast["stranger"].who, because="test"):
        for which in (cast["one"].pk, uuid4()):
            with pytest.raises(Http404):
                access.get_choosing_for(cast["stranger"], which, READ)
