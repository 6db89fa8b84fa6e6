"""Who gets to who acts for Ane: through our code, and past it. Nobody but Ane gives, and nobody but Ane takes back."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import Http404

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.tests.make import make_photo
from viktig.person.mandates import access, actions
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.models import Consent, Demand, Mandate, Passed, Signature
from viktig.person.mandates.tests.make import make_consent, make_demand, make_mandate

READ, EDIT = Permission.PERSON_MANDATES_READ, Permission.PERSON_MANDATES_EDIT
TABLES = (Mandate, Signature, Consent, Passed, Demand)


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane."""
    names = ("ane", "reader", "reader_of_one", "helper", "former", "relative", "stranger")
    people = {name: make_account(name=name) for name in names}
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    ane = people["ane"].who
    picture = made_anew(make_photo(size=(64, 48)))
    mandate, other = make_mandate(ane, status=Status.SIGNED, picture=picture), make_mandate(ane)
    consent, demand = make_consent(ane), make_demand(ane)
    with acting_as(ane, because="test"):
        actions.note_passed(consent=consent, new_id=uuid4(), words="My plan", on=clock.today())
    make_share(ane, people["reader"].who, room=Room.MANDATES)
    make_share(ane, people["helper"].who, room=Room.MANDATES, level=Level.SUGGEST)
    make_share(ane, people["reader_of_one"].who, room=Room.MANDATES, item=mandate.pk)
    make_share(ane, people["former"].who, room=Room.MANDATES, days=-1)
    make_share(ane, people["relative"].who, room=Room.OMBUD)
    return people | {"mandate": mandate, "other": other, "consent": consent, "demand": demand}


@pytest.mark.parametrize(
    ("who", "room", "one", "other", "rows"),
    [
        ("ane", {READ, EDIT}, {READ, EDIT}, {READ, EDIT}, [2, 1, 1, 1, 1]),
        ("reader", {READ}, {READ}, {READ}, [2, 1, 1, 1, 1]),
        ("helper", {READ}, {READ}, {READ}, [2, 1, 1, 1, 1]),
        ("reader_of_one", set(), {READ}, set(), [1, 1, 0, 0, 0]),
        ("former", set(), set(), set(), [0] * 5),
        ("relative", set(), set(), set(), [0] * 5),
        ("stranger", set(), set(), set(), [0] * 5),
        ("administrator", set(), set(), set(), [0] * 5),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_it_opens_only_for_those_ane_lets_in(cast, who, room, one, other, rows, permission):
    account, ane = cast[who], cast["ane"].who

    with acting_as(account.who, because="test"):
        assert [table.unguarded.count() for table in TABLES] == rows  # the database, when the code forgets
    for opens, look in (
        (room, lambda: access.get_room_for(account, ane, permission)),
        (one, lambda: access.get_mandate_for(account, cast["mandate"].pk, permission)),
        (one, lambda: access.get_signature_for(account, cast["mandate"].pk, permission)),
        (other, lambda: access.get_mandate_for(account, cast["other"].pk, permission)),
        (room, lambda: access.get_consent_for(account, cast["consent"].pk, permission)),
        (room, lambda: access.get_demand_for(account, cast["demand"].pk, permission)),
    ):
        with (
            acting_as(account.who, because="test"),
            nullcontext() if permission in opens else pytest.raises(Http404),
        ):
            look()


@pytest.mark.parametrize("who", ["reader", "helper", "reader_of_one", "relative", "stranger"])
def test_nobody_else_gives_or_takes_back_past_our_code(cast, who):
    ane = cast["ane"].who
    with acting_as(cast[who].who, because="test"):
        assert Mandate.unguarded.update(ended="revoked", ended_on=clock.today()) == 0
        assert Consent.unguarded.update(withdrawn_on=clock.today()) == 0
        assert [table.unguarded.all().delete()[0] for table in TABLES] == [0] * 5
        with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(
                'insert into person_demand (id, person_id, body, words, ground, "on", is_counted)'
                " values (%s, %s, '', '', 'none', now(), false)",
                [uuid4(), ane],
            )


def test_a_look_stands_in_the_log_and_a_try_to_change_too(cast):
    with acting_as(cast["reader"].who, because="test"):
        access.get_mandate_for(cast["reader"], cast["mandate"].pk, READ)
    with acting_as(cast["ane"].who, because="test"):
        seen = [(line.reader_name, line.action, line.granted) for line in LogEntry.unguarded.all()]

    assert seen == [("Kim", "person.mandates.read", True)]


def test_a_name_that_was_drawn_can_be_changed_by_nobody_not_even_ane(cast):
    with acting_as(cast["ane"].who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        Signature.unguarded.update(way="paper")
