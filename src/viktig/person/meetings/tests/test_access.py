"""Who gets to a person's meetings: through our code, and past it."""

from contextlib import nullcontext

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.meetings import actions
from viktig.person.meetings.access import get_meeting_for, get_meetings_for
from viktig.person.meetings.models import (
    Meeting,
    MeetingAddress,
    MeetingAnswers,
    MeetingDecision,
    MeetingGuest,
    MeetingPaper,
    MeetingPoint,
    MeetingPreparation,
)
from viktig.person.meetings.tests.make import (
    let_invite,
    make_decision,
    make_guest,
    make_invited,
    make_meeting,
    make_paper,
    make_point,
)

READ, SUGGEST, EDIT = (
    Permission.PERSON_MEETINGS_READ,
    Permission.PERSON_MEETINGS_SUGGEST,
    Permission.PERSON_MEETINGS_EDIT,
)


@pytest.fixture
def cast():
    """Return the same few people, each named after what they are to Ane."""
    names = ("ane", "reader", "helper", "invited", "only_reads", "former", "stranger", "on_the_list")
    people = {name: make_account(name=name) for name in names}
    people["administrator"] = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    ane = people["ane"].who
    meeting = make_meeting(ane)
    make_guest(meeting, people["invited"], name="Kim", email="kim@example.org")
    make_guest(meeting, people["only_reads"], name="Bo", level=Level.READ)
    make_guest(meeting, people["former"], name="Former")
    meeting = let_invite(meeting)
    with acting_as(ane, because="test"):
        actions.take_off(guest=MeetingGuest.unguarded.select_related("meeting").get(who=people["former"].who))
    make_guest(meeting, people["on_the_list"], name="Later")
    make_share(ane, people["reader"].who, room=Room.MEETINGS)
    make_share(ane, people["helper"].who, room=Room.MEETINGS, level=Level.SUGGEST)
    return people | {"meeting": meeting, "other": make_meeting(ane, title="Another")}


@pytest.mark.parametrize(
    ("who", "room", "one", "other", "rows"),
    [
        ("ane", {READ, SUGGEST, EDIT}, {READ, SUGGEST, EDIT}, {READ, SUGGEST, EDIT}, 2),
        ("reader", {READ}, {READ}, {READ}, 2),
        ("helper", {READ, SUGGEST}, {READ, SUGGEST}, {READ, SUGGEST}, 2),
        ("invited", set(), {READ, SUGGEST}, set(), 1),
        ("only_reads", set(), {READ}, set(), 1),
        ("former", set(), set(), set(), 0),
        ("on_the_list", set(), set(), set(), 0),
        ("stranger", set(), set(), set(), 0),
        ("administrator", set(), set(), set(), 0),
    ],
)
def test_a_meeting_opens_only_for_its_people(cast, who, room, one, other, rows):
    account, ane = cast[who], cast["ane"].who

    with acting_as(account.who, because="test"):
        assert Meeting.unguarded.count() == rows  # the database, when the code forgets
    for permission in (READ, SUGGEST, EDIT):
        for opens, look in (
            (room, lambda: get_meetings_for(account, ane, permission)),  # noqa: B023
            (one, lambda: get_meeting_for(account, cast["meeting"].pk, permission)),  # noqa: B023
            (other, lambda: get_meeting_for(account, cast["other"].pk, permission)),  # noqa: B023
        ):
            with (
                acting_as(account.who, because="test"),
                nullcontext() if permission in opens else pytest.raises(Http404),
            ):
                look()


def test_each_look_of_a_guest_stands_in_the_persons_log(cast):
    with acting_as(cast["invited"].who, because="test"):
        get_meeting_for(cast["invited"], cast["meeting"].pk, READ)

    with acting_as(cast["ane"].who, because="test"):
        seen = [(line.reader_name, line.action, line.granted) for line in LogEntry.unguarded.all()]
    assert seen == [("Kim", "person.meetings.read", True)]


def test_guests_see_no_address_and_nobody_who_is_not_invited_yet(cast):
    with acting_as(cast["ane"].who, because="test"):
        assert (MeetingAddress.unguarded.count(), MeetingGuest.unguarded.count()) == (1, 3)

    for other in ("invited", "reader", "helper"):
        with acting_as(cast[other].who, because="test"):
            assert [one.name for one in MeetingGuest.unguarded.order_by("position")] == ["Kim", "Bo"]
            assert not MeetingAddress.unguarded.exists()


def test_the_sheet_is_the_persons_own_but_for_the_parts_they_let_be_read(cast):
    words = {"important": "To be believed", "not": "My childhood"}
    with acting_as(cast["ane"].who, because="test"):
        actions.prepare(meeting=cast["meeting"], words=words, shown={"important"}, seen=_no_sheet())
        assert MeetingPreparation.unguarded.count() == 2

    for other in ("invited", "only_reads", "reader", "helper"):
        with acting_as(cast[other].who, because="test"):
            assert [one.words for one in MeetingPreparation.unguarded.all()] == ["To be believed"]


def _no_sheet():
    from viktig.person.meetings.queries import preparation_fingerprint

    return preparation_fingerprint({})


def test_a_paper_is_seen_by_the_person_first(cast):
    paper = make_paper(cast["meeting"], cast["helper"])

    with acting_as(cast["ane"].who, because="test"):
        assert [one.words for one in MeetingPaper.unguarded.all()] == [paper.words]
    with acting_as(cast["invited"].who, because="test"):
        assert not MeetingPaper.unguarded.exists()
    with acting_as(cast["ane"].who, because="test"):
        actions.send_papers(meeting=cast["meeting"])
    with acting_as(cast["invited"].who, because="test"):
        assert [one.words for one in MeetingPaper.unguarded.all()] == [paper.words]


def test_what_is_proposed_is_seen_by_others_when_the_person_has_fixed_it(cast):
    decision = make_decision(cast["meeting"], cast["invited"])

    with acting_as(cast["only_reads"].who, because="test"):
        assert not MeetingDecision.unguarded.exists()
    with acting_as(cast["ane"].who, because="test"):
        actions.fix(decision=decision, seen=_seen(decision))
    with acting_as(cast["only_reads"].who, because="test"):
        assert [one.words for one in MeetingDecision.unguarded.all()] == [decision.words]


def test_what_the_person_writes_in_other_words_or_takes_up_again_is_theirs_alone(cast):
    rewritten, taken_up = (make_decision(cast["meeting"], cast["invited"]) for _time in range(2))
    with acting_as(cast["ane"].who, because="test"):
        words = {"words": "In my words", "who_does": "", "by_when": None}
        actions.write_decision(decision=rewritten, seen=_seen(rewritten), **words)
        actions.fix(decision=taken_up, seen=_seen(taken_up))
        actions.take_up_again(decision=taken_up)

    with acting_as(cast["invited"].who, because="test"):
        assert not MeetingDecision.unguarded.exists()
        assert MeetingDecision.unguarded.filter(meeting=cast["meeting"]).delete()[0] == 0


def _seen(row):
    from viktig.person.meetings.queries import words_fingerprint

    return words_fingerprint(type(row).unguarded.get(pk=row.pk))


def test_nobody_but_the_person_changes_or_fixes_anything_past_our_code(cast):
    point, decision = make_point(cast["meeting"], cast["invited"]), make_decision(cast["meeting"], cast["invited"])
    make_point(cast["meeting"], cast["ane"])

    for other in ("invited", "helper", "reader", "only_reads"):
        with acting_as(cast[other].who, because="test"):
            assert Meeting.unguarded.update(status="called_off") == 0
            assert MeetingPoint.unguarded.update(laid_aside=True) == 0
            assert MeetingGuest.unguarded.update(is_absent=True) == 0
            assert MeetingDecision.unguarded.update(status="let_be") == 0
            assert MeetingPoint.unguarded.filter(by=cast["ane"].who).delete()[0] == 0
    with acting_as(cast["invited"].who, because="test"):  # what one added oneself, one takes back
        assert MeetingPoint.unguarded.filter(pk=point.pk).delete()[0] == 1
        assert MeetingDecision.unguarded.filter(pk=decision.pk).delete()[0] == 1


def test_who_may_only_read_adds_nothing_past_our_code(cast):
    with (
        acting_as(cast["only_reads"].who, because="test"),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        actions.add_point(meeting=cast["meeting"], by=cast["only_reads"], words="Mine")


def test_what_is_fixed_or_sent_is_not_taken_back_by_others(cast):
    decision, paper = make_decision(cast["meeting"], cast["invited"]), make_paper(cast["meeting"], cast["invited"])
    with acting_as(cast["ane"].who, because="test"):
        actions.fix(decision=decision, seen=_seen(decision))
        actions.send_papers(meeting=cast["meeting"])

    with acting_as(cast["invited"].who, because="test"):
        for row in (decision, paper):
            with pytest.raises(actions.NotNow):
                actions.take_back(row=row)


def test_nobody_else_ever_sees_how_the_meeting_was_for_the_person(cast):
    with acting_as(cast["ane"].who, because="test"):
        Meeting.unguarded.filter(pk=cast["meeting"].pk).update(status="held")
        actions.answer(meeting=cast["meeting"], said="no", dealt="a_little", next="yes", words="I was not heard")
        assert MeetingAnswers.unguarded.count() == 1

    for other in ("invited", "helper", "reader"):
        with acting_as(cast[other].who, because="test"):
            assert not MeetingAnswers.unguarded.exists()


def test_a_meeting_of_somebody_else_brings_nothing_of_the_first(cast):
    other = make_invited(cast["stranger"].who, cast["invited"])
    make_point(other, cast["stranger"], "Not Ane's")

    with acting_as(cast["ane"].who, because="test"):
        assert not MeetingPoint.unguarded.exists()
