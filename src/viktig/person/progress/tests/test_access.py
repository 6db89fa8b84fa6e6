"""Who gets to how it is going: through our code, and past it."""

from contextlib import nullcontext

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.progress.access import get_change_for, get_filling_for, get_progress_for, get_series_for
from viktig.person.progress.models import Change, Filling, Series
from viktig.person.progress.tests.make import make_change, make_goal, make_number

READ, EDIT = Permission.PERSON_PROGRESS_READ, Permission.PERSON_PROGRESS_EDIT


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane."""
    people = {
        name: make_account(name=name) for name in ("ane", "reader", "reader_of_one", "helper", "former", "stranger")
    }
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    ane = people["ane"].who
    goal, other = make_goal(ane), make_goal(ane, "Work I can manage")
    rows = {"goal": goal, "other": other, "filling": make_number(goal, 4), "change": make_change(ane)}
    make_number(other, 5)
    make_share(ane, people["reader"].who, room=Room.PROGRESS)
    make_share(ane, people["reader_of_one"].who, room=Room.PROGRESS, item=goal.pk)
    make_share(ane, people["helper"].who, room=Room.PROGRESS, level=Level.SUGGEST)
    make_share(ane, people["former"].who, room=Room.PROGRESS, days=-1)
    return people | rows


@pytest.mark.parametrize(
    ("who", "room", "one", "rows"),
    [
        ("ane", {READ, EDIT}, {READ, EDIT}, (2, 2, 1)),
        ("reader", {READ}, {READ}, (2, 2, 1)),
        ("reader_of_one", set(), {READ}, (1, 1, 0)),
        ("helper", {READ}, {READ}, (2, 2, 1)),
        ("former", set(), set(), (0, 0, 0)),
        ("stranger", set(), set(), (0, 0, 0)),
        ("administrator", set(), set(), (0, 0, 0)),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_how_it_is_going_opens_only_for_its_people(cast, who, room, one, rows, permission):
    account, ane = cast[who], cast["ane"].who

    with acting_as(account.who, because="test"):
        assert tuple(model.unguarded.count() for model in (Series, Filling, Change)) == rows
    for opens, look in (
        (room, lambda: get_progress_for(account, ane, permission)),
        (one, lambda: get_series_for(account, ane, cast["goal"].pk, permission)),
        (one, lambda: get_filling_for(account, ane, cast["goal"].pk, cast["filling"].pk, permission)),
        (room, lambda: get_series_for(account, ane, cast["other"].pk, permission)),
        (room, lambda: get_change_for(account, ane, cast["change"].pk, permission)),
    ):
        with (
            acting_as(account.who, because="test"),
            nullcontext() if permission in opens else pytest.raises(Http404),
        ):
            look()


def test_nobody_but_the_person_writes_past_our_code(cast):
    with acting_as(cast["helper"].who, because="test"):
        assert Series.unguarded.update(laid_aside=True) == 0
        assert Change.unguarded.update(outcome="changed") == 0
        for model in (Series, Filling, Change):
            assert model.unguarded.all().delete()[0] == 0


def test_what_was_said_is_never_changed_afterwards(cast):
    with (
        acting_as(cast["ane"].who, because="test"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Filling.unguarded.update(on="2020-01-01")


def test_each_look_stands_in_the_persons_log(cast):
    with acting_as(cast["reader"].who, because="test"):
        get_progress_for(cast["reader"], cast["ane"].who, READ)

    with acting_as(cast["ane"].who, because="test"):
        assert list(LogEntry.unguarded.values_list("action", "granted")) == [("person.progress.read", True)]


def test_a_filling_opens_at_its_own_line_only(cast):
    with acting_as(cast["ane"].who, because="test"), pytest.raises(Http404):
        get_filling_for(cast["ane"], cast["ane"].who, cast["other"].pk, cast["filling"].pk, READ)
