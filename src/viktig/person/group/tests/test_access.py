"""Who gets to those around a person: through our code, and past it."""

from contextlib import nullcontext

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from viktig.ground.people.tests.make import make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry, Room
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT, READ, SUGGEST
from viktig.person.group.actions import checking
from viktig.person.group.models import (
    Asked,
    CheckIn,
    Circle,
    Line,
    Message,
    Participant,
    SuggestedAnswer,
    Transition,
)

SHARED = (Participant, Circle, Asked, Message, Transition, Line, SuggestedAnswer)
OPENS = [
    ("ane", {READ, SUGGEST, EDIT}, True),
    ("helper", {READ, SUGGEST}, True),
    ("reader", {READ}, True),
    ("former", set(), False),
    ("stranger", set(), False),
    ("administrator", set(), False),
]


@pytest.mark.parametrize(("who", "opens", "rows"), OPENS)
@pytest.mark.parametrize("permission", [READ, SUGGEST, EDIT])
def test_the_room_opens_only_for_its_people(cast, who, opens, rows, permission):
    account = cast.account(who)

    with acting_as(account.who, because="test"):
        assert {model.unguarded.exists() for model in SHARED} == {rows}  # the database, when the code forgets
    for look in (
        lambda: access.get_circle_of(account, cast.ane.who, permission),
        lambda: access.get_transition_for(account, cast.change.pk, permission),
        lambda: access.get_line_for(account, cast.line.pk, permission),
    ):
        with (
            acting_as(account.who, because="test"),
            nullcontext() if permission in opens else pytest.raises(Http404),
        ):
            look()


@pytest.mark.parametrize("who", ["helper", "reader", "former", "stranger", "administrator"])
def test_nobody_else_changes_a_row_past_our_code(cast, who):
    with acting_as(cast.account(who).who, because="test"):
        for model, change in (
            (Participant, {"part": "close"}), (Circle, {"told": 3}), (Asked, {"outcome": "got"}),
            (Transition, {"told": 7}), (Line, {"state": "answered"}),
        ):  # fmt: skip
            assert model.unguarded.update(**change) == 0
            assert model.unguarded.all().delete()[0] == 0


@pytest.mark.parametrize(
    ("who", "is_written"), [("helper", True), ("reader", False), ("former", False), ("stranger", False)]
)
def test_a_message_is_written_only_by_who_may_suggest_and_only_as_themselves(cast, who, is_written):
    account = cast.account(who)
    for by, may in ((account.who, is_written), (cast.ane.who, False)):
        message = Message(person_id=cast.ane.who, by=by, words="Past the code", sent_at=timezone.now())
        refused = nullcontext() if may else pytest.raises(DatabaseError)
        with acting_as(account.who, because="test"), refused, transaction.atomic():
            message.save(force_insert=True)


def test_a_helper_deletes_their_own_messages_and_no_others_past_our_code_and_changes_none(cast):
    with acting_as(cast.helper.who, because="test"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.unguarded.update(sent_at=timezone.now())
        Message.unguarded.all().delete()

    with acting_as(cast.ane.who, because="test"):
        assert list(Message.unguarded.values_list("pk", flat=True)) == [cast.message.pk]


@pytest.mark.parametrize(
    ("who", "own", "of_helper"),
    [("ane", True, True), ("helper", False, True), ("reader", False, False), ("stranger", False, False)],
)
def test_a_message_is_taken_back_by_who_wrote_it_and_the_person_may_delete_any(cast, who, own, of_helper):
    for message, may in ((cast.message, own), (cast.of_helper, of_helper)):
        with acting_as(cast.account(who).who, because="test"), nullcontext() if may else pytest.raises(Http404):
            access.get_message_to_take_back(cast.account(who), message.pk)


@pytest.mark.parametrize("who", ["helper", "reader", "stranger"])
def test_what_the_person_answers_is_theirs_alone(cast, who):
    with acting_as(cast.ane.who, because="test"):
        checking.answer_days(change=cast.change, days=7, answers={"as_promised": "no"})
        assert CheckIn.unguarded.count() == 1

    with acting_as(cast.account(who).who, because="test"):
        assert CheckIn.unguarded.count() == 0


@pytest.mark.parametrize(
    ("who", "names"), [("ane", ["Kim"]), ("helper", ["Kim"]), ("reader", ["Kim"]), ("former", []), ("stranger", [])]
)
def test_only_who_reads_the_room_learns_who_else_reads_it(cast, who, names):
    make_share(cast.ane.who, cast.stranger.who, room=Room.MATTERS)  # another room: not among the readers

    with acting_as(cast.account(who).who, because="test"):
        found = queries.readers_of(cast.ane.who)

    assert sorted({one.name for one in found}) == names
    assert {one.who for one in found} == ({cast.helper.who, cast.reader.who} if names else set())


def test_each_look_and_each_try_stands_in_the_persons_log(cast):
    for account, permission in ((cast.helper, SUGGEST), (cast.reader, READ)):
        with acting_as(account.who, because="test"):
            access.get_circle_of(account, cast.ane.who, permission)

    with acting_as(cast.ane.who, because="test"):
        seen = sorted((line.reader, line.action, line.granted) for line in LogEntry.unguarded.filter(room="group"))
    assert seen == sorted(
        [(cast.helper.who, "person.group.suggest", True), (cast.reader.who, "person.group.read", True)]
    )
