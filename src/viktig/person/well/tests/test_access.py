"""Who gets to what keeps a person well: through our code, and past it."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.well import access
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, Tracker, WordSuggestion
from viktig.person.well.tests.make import DAY, make_card, make_mark, make_note, make_page, make_tracker, make_words

READ, SUGGEST, EDIT = Permission.PERSON_WELL_READ, Permission.PERSON_WELL_SUGGEST, Permission.PERSON_WELL_EDIT
ROWS = (Note, CrisisCard, WordSuggestion, Tracker, DayMark, DiaryPage)


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane."""
    names = ("ane", "reader", "helper", "reader_of_note", "reader_of_sleep", "reader_of_page", "former", "stranger")
    people = {name: make_account(name=name) for name in names}
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    ane = people["ane"].who
    made = {"note": make_note(ane), "card": make_card(ane), "sleep": make_tracker(ane), "page": make_page(ane)}
    make_mark(made["sleep"])
    for one in ("note", "sleep", "page"):
        make_share(ane, people[f"reader_of_{one}"].who, room=Room.WELL, item=made[one].pk)
    make_share(ane, people["reader"].who, room=Room.WELL)
    make_share(ane, people["helper"].who, room=Room.WELL, level=Level.SUGGEST)
    make_share(ane, people["former"].who, room=Room.WELL, level=Level.SUGGEST, days=-1)
    make_words(ane, people["helper"])
    return people | made


EVERYTHING = {"room", "note", "card", "sleep", "page"}


@pytest.mark.parametrize(
    ("who", "reads", "rows"),
    [
        ("ane", EVERYTHING, (1, 1, 1, 1, 1, 1)),
        ("reader", {"room", "note", "card"}, (1, 1, 1, 0, 0, 0)),
        ("helper", {"room", "note", "card"}, (1, 1, 1, 0, 0, 0)),
        ("reader_of_note", {"note"}, (1, 0, 0, 0, 0, 0)),
        ("reader_of_sleep", {"sleep"}, (0, 0, 0, 1, 1, 0)),
        ("reader_of_page", {"page"}, (0, 0, 0, 0, 0, 1)),
        ("former", set(), (0, 0, 0, 0, 0, 0)),
        ("stranger", set(), (0, 0, 0, 0, 0, 0)),
        ("administrator", set(), (0, 0, 0, 0, 0, 0)),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_what_keeps_somebody_well_opens_only_for_its_people(cast, who, reads, rows, permission):
    account, ane = cast[who], cast["ane"].who
    opens = reads if permission == READ or who == "ane" else set()

    with acting_as(account.who, because="test"):
        assert tuple(model.unguarded.count() for model in ROWS) == rows  # the database, when the code forgets
    for what in EVERYTHING:
        with (
            acting_as(account.who, because="test"),
            nullcontext() if what in opens else pytest.raises(Http404),
        ):
            if what == "room":
                access.get_room_for(account, ane, permission)
            else:
                access.get_thing_for(account, ane, cast[what].pk, permission)


@pytest.mark.parametrize("who", ["ane", "reader", "reader_of_note", "former", "stranger"])
def test_only_a_helper_may_suggest_words(cast, who):
    with acting_as(cast[who].who, because="test"), pytest.raises(Http404):
        access.get_room_to_suggest_in(cast[who], cast["ane"].who)
    with acting_as(cast["helper"].who, because="test"):
        assert access.get_room_to_suggest_in(cast["helper"], cast["ane"].who).pk == cast["ane"].who


def test_a_diary_page_shared_alone_opens_no_other_and_no_day_of_anything(cast):
    make_page(cast["ane"].who, "Another day")

    with acting_as(cast["reader_of_page"].who, because="test"):
        assert [one.pk for one in DiaryPage.unguarded.all()] == [cast["page"].pk]
        assert not DayMark.unguarded.exists()


def test_nobody_else_writes_past_our_code(cast):
    for who in ("helper", "reader", "reader_of_page", "reader_of_sleep"):
        with acting_as(cast[who].who, because="test"):
            assert Note.unguarded.update(kind="power") == 0
            assert DiaryPage.unguarded.update(day=DAY) == 0
            assert DayMark.unguarded.update(day=DAY) == 0
            assert Tracker.unguarded.all().delete()[0] == 0
            assert CrisisCard.unguarded.all().delete()[0] == 0
    with (
        acting_as(cast["helper"].who, because="test"),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        Note(person_id=cast["ane"].who, kind="power", words="Help serves me", written_at=cast["note"].written_at).save()


def test_a_helper_changes_only_what_they_suggested_themselves(cast):
    other = make_account(name="other")
    make_share(cast["ane"].who, other.who, room=Room.WELL, level=Level.SUGGEST)

    with acting_as(other.who, because="test"):
        assert WordSuggestion.unguarded.update(is_open=False) == 0
    with acting_as(cast["helper"].who, because="test"):
        assert WordSuggestion.unguarded.update(is_open=False) == 1


def test_each_look_stands_in_the_persons_log(cast):
    ane = cast["ane"]
    with acting_as(cast["reader_of_page"].who, because="test"):
        access.get_thing_for(cast["reader_of_page"], ane.who, cast["page"].pk, READ)
    with acting_as(cast["reader"].who, because="test"):
        access.get_room_for(cast["reader"], ane.who, READ)

    with acting_as(ane.who, because="test"):
        access.get_room_for(ane, ane.who, READ)
        seen = {(line.action, line.item, line.granted) for line in LogEntry.unguarded.all()}
    assert seen == {("person.well.read", cast["page"].pk, True), ("person.well.read", ane.who, True)}


def test_what_is_of_another_kind_is_not_there(cast):
    ane = cast["ane"]
    with acting_as(ane.who, because="test"):
        for get, thing in ((access.get_card_for, "note"), (access.get_tracker_for, "card")):
            with pytest.raises(Http404):
                get(ane, ane.who, cast[thing].pk, READ)
        with pytest.raises(Http404):
            access.get_thing_for(ane, ane.who, uuid4(), READ)
