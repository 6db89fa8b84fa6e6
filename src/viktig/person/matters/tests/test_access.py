"""Who gets to what matters to a person: through our code, and past it."""

from contextlib import nullcontext

import pytest
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry
from viktig.person.matters.access import get_matter_for, get_matters_for
from viktig.person.matters.models import EarlierWords, Matter
from viktig.person.matters.tests.make import make_matter

READ, EDIT = Permission.PERSON_MATTERS_READ, Permission.PERSON_MATTERS_EDIT


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane."""
    people = {
        name: make_account(name=name) for name in ("ane", "reader", "reader_of_one", "helper", "former", "stranger")
    }
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    ane = people["ane"].who
    matter, other = make_matter(ane), make_matter(ane, "Work I can manage")
    make_share(ane, people["reader"].who)
    make_share(ane, people["reader_of_one"].who, item=matter.pk)
    make_share(ane, people["helper"].who, level=Level.SUGGEST)
    make_share(ane, people["former"].who, days=-1)
    return people | {"matter": matter, "other": other}


@pytest.mark.parametrize(
    ("who", "room", "one", "other", "rows"),
    [
        ("ane", {READ, EDIT}, {READ, EDIT}, {READ, EDIT}, 2),
        ("reader", {READ}, {READ}, {READ}, 2),
        ("reader_of_one", set(), {READ}, set(), 1),
        ("helper", {READ}, {READ}, {READ}, 2),
        ("former", set(), set(), set(), 0),
        ("stranger", set(), set(), set(), 0),
        ("administrator", set(), set(), set(), 0),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_what_matters_opens_only_for_its_people(cast, who, room, one, other, rows, permission):
    account, ane = cast[who], cast["ane"].who

    with acting_as(account.who, because="test"):
        assert Matter.unguarded.count() == rows  # the database, when the code forgets
    for opens, look in (
        (room, lambda: get_matters_for(account, ane, permission)),
        (one, lambda: get_matter_for(account, ane, cast["matter"].pk, permission)),
        (other, lambda: get_matter_for(account, ane, cast["other"].pk, permission)),
    ):
        with (
            acting_as(account.who, because="test"),
            nullcontext() if permission in opens else pytest.raises(Http404),
        ):
            look()


def test_each_look_stands_in_the_persons_log(cast):
    with acting_as(cast["reader"].who, because="test"):
        get_matters_for(cast["reader"], cast["ane"].who, READ)
        get_matters_for(cast["reader"], cast["ane"].who, READ)
        assert not LogEntry.unguarded.exists()  # not even for the one who looked

    with acting_as(cast["ane"].who, because="test"):
        get_matters_for(cast["ane"], cast["ane"].who, READ)
        seen = [(line.reader_name, line.action, line.because, line.granted) for line in LogEntry.unguarded.all()]
    assert seen == [("Kim", "person.matters.read", "to help me", True)]


def test_a_reader_can_change_nothing_past_our_code(cast):
    with acting_as(cast["helper"].who, because="test"):
        assert Matter.unguarded.update(laid_aside=True) == 0
        assert Matter.unguarded.all().delete()[0] == 0


def test_a_matter_of_somebody_else_is_not_found_at_ones_own_address(cast):
    with acting_as(cast["reader"].who, because="test"), pytest.raises(Http404):
        get_matter_for(cast["reader"], cast["reader"].who, cast["matter"].pk, READ)


def test_earlier_words_open_with_their_matter_only(cast):
    ane = cast["ane"].who
    with acting_as(ane, because="test"):
        for matter in (cast["matter"], cast["other"]):
            EarlierWords(person_id=ane, matter=matter, words="before", written_at=matter.written_at).save()

    with acting_as(cast["reader_of_one"].who, because="test"):
        assert [one.matter_id for one in EarlierWords.unguarded.all()] == [cast["matter"].pk]
