"""What a person does with their meetings, and what those who are invited may do."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viktig.ground import clock
from viktig.ground.access.queries import open_now
from viktig.ground.facts.actions import check
from viktig.ground.notify.models import Mail
from viktig.ground.people import actions as people
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Share
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import waiting
from viktig.person.meetings import actions, queries, turns
from viktig.person.meetings.models import (
    DecisionStatus,
    Meeting,
    MeetingAnswers,
    MeetingDecision,
    MeetingGuest,
    MeetingKind,
    MeetingPaper,
    MeetingPoint,
    MeetingPreparation,
    MeetingStatus,
)
from viktig.person.meetings.states import MOVES, may_move
from viktig.person.meetings.tests.make import (
    let_invite,
    make_decision,
    make_guest,
    make_invited,
    make_meeting,
    make_paper,
    make_point,
)
from viktig.person.said.queries import begun


@pytest.fixture
def ane():
    account = make_account(name="Ane", email="ane@example.org")
    with acting_as(account.who, because="test"):
        place = make_place()
        people.name_yourself(person=Person.unguarded.get(pk=account.who), name="Ane", place_code=place.pk)
        yield account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def now(row):
    return type(row).unguarded.get(pk=row.pk)


def shares(ane):
    return list(Share.unguarded.filter(open_now(), person_id=ane.who))


def facts():
    found = [parcel.load for parcel in waiting.take("fact")]
    for one in found:
        check(one["kind"], one["attributes"])
    return sorted((one["kind"].rpartition(".")[2], tuple(one["attributes"].values())) for one in found)


def began(meeting, *, hours=2):
    """Let a meeting have begun some hours ago."""
    Meeting.unguarded.filter(pk=meeting.pk).update(starts_at=clock.now() - timedelta(hours=hours))
    return now(meeting)


def rewrite(meeting, **new):
    meeting = now(meeting)
    values = {name: getattr(meeting, name) for name in ("title", "minutes", "place", "link", "days_before")}
    values |= {"writes_down": meeting.writes_down, "in_calendar": meeting.in_calendar}
    values |= {"day": meeting.begins.date(), "at": meeting.begins.time(), "seen": queries.meeting_fingerprint(meeting)}
    actions.write_meeting(meeting=meeting, **(values | new))
    return now(meeting)


# The meeting ----------------------------------------------------------------------------------------------------------


def test_a_meeting_is_by_the_clock_of_its_place_in_summer_and_in_winter(ane):
    for day in (date(clock.today().year + 1, 1, 15), date(clock.today().year + 1, 7, 15)):
        with acting_as(ane.who, because="test"):
            meeting = actions.add_meeting(
                person=Person.unguarded.select_related("place__country").get(pk=ane.who),
                kind=MeetingKind.PLAN, title="", day=day, at=time(10, 30), minutes=45,
            )  # fmt: skip
        assert (meeting.begins.date(), meeting.begins.time(), meeting.ends.time()) == (day, time(10, 30), time(11, 15))


def test_the_same_form_sent_twice_makes_one_meeting(ane):
    values = {"kind": "plan", "title": "", "day": clock.today(), "at": time(23, 59), "minutes": 60, "new_id": uuid4()}
    for _time in range(2):
        actions.add_meeting(person=Person.unguarded.select_related("place__country").get(pk=ane.who), **values)

    assert Meeting.unguarded.count() == 1


@pytest.mark.parametrize("days", [-2, 800])
def test_a_meeting_is_neither_long_past_nor_far_away(ane, days):
    with pytest.raises(actions.NotAtThatTime):
        make_meeting(ane.who, days=days)


def test_nothing_is_written_down_in_a_meeting_with_the_network_unless_the_person_wants_it(ane):
    meeting = make_meeting(ane.who, kind=MeetingKind.NETWORK)
    with pytest.raises(actions.NothingIsWrittenDown):
        make_decision(meeting, ane)

    rewrite(meeting, writes_down=True)
    make_decision(meeting, ane)
    assert MeetingDecision.unguarded.count() == 1


def test_two_windows_lose_no_words(ane):
    meeting = make_meeting(ane.who)
    old = queries.meeting_fingerprint(meeting)
    rewrite(meeting, place="The café")

    with pytest.raises(actions.WrittenMeanwhile):
        rewrite(meeting, place="At home", seen=old)
    assert now(meeting).place == "The café"


def test_a_meeting_moved_twice_says_so_and_calendars_are_told_each_time(ane, kim):
    meeting = make_invited(ane.who, kim)
    first, letters = meeting.begins, Mail.unguarded.count()
    for hours in (1, 2):
        meeting = rewrite(meeting, at=(first + timedelta(hours=hours)).time())

    assert (meeting.times_moved, meeting.was_to_begin, meeting.sequence) == (2, first + timedelta(hours=1), 3)
    assert Mail.unguarded.count() == letters + 2


def test_what_concerns_no_guest_is_no_letter(ane, kim):
    meeting = make_invited(ane.who, kim)
    letters = Mail.unguarded.count()
    rewrite(meeting, in_calendar=True, days_before=3)

    assert Mail.unguarded.count() == letters


def test_the_page_is_open_to_guests_until_a_month_after_the_day_it_was_moved_to(ane, kim):
    meeting = make_invited(ane.who, kim)
    rewrite(meeting, day=meeting.begins.date() + timedelta(days=50))

    share = shares(ane)[0]
    assert (share.receiver, share.item) == (kim.who, meeting.pk)
    assert share.ends_at.date() >= meeting.begins.date() + timedelta(days=80)


def test_a_share_to_which_the_person_gave_an_end_keeps_it_when_the_meeting_moves(ane, kim):
    meeting = make_invited(ane.who, kim)
    with acting_as(ane.who, because="test"):
        Share.unguarded.filter(item=meeting.pk).update(ends_at=timezone.now() + timedelta(days=1))
    chosen = shares(ane)[0].ends_at

    rewrite(meeting, day=meeting.begins.date() + timedelta(days=50))

    assert shares(ane)[0].ends_at == chosen


STEPS = st.lists(st.sampled_from(["invite", "call_off", "hold_after_all", "note_held", "not_held"]), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, has_begun=st.booleans())
def test_a_meeting_goes_only_where_it_may_and_its_sequence_never_falls(ane, steps, has_begun):
    meeting = make_meeting(ane.who)
    make_guest(meeting)
    if has_begun:
        meeting = began(meeting)
    for step in steps:
        before = now(meeting)
        try:
            if step == "invite":
                let_invite(before)
            else:
                getattr(actions, step)(meeting=before)
        except RuleBroken:
            pass
        after = now(meeting)
        assert after.status == before.status or may_move(before.status, after.status)
        assert after.sequence >= before.sequence
        assert (after.status == MeetingStatus.INVITED) <= (after.invited_on is not None)
    assert set(MOVES) == set(MeetingStatus)


def test_what_was_called_off_can_be_held_after_all_and_guests_are_told_of_both(ane, kim):
    meeting = make_invited(ane.who, kim)
    letters = Mail.unguarded.count()
    actions.call_off(meeting=meeting)
    actions.call_off(meeting=meeting)
    actions.hold_after_all(meeting=meeting)

    assert (now(meeting).status, now(meeting).sequence) == (MeetingStatus.INVITED, 3)
    assert Mail.unguarded.count() == letters + 2


def test_deleting_a_meeting_takes_everything_and_every_share_of_it_along(ane, kim):
    meeting = make_invited(ane.who, kim)
    make_point(meeting, ane), make_paper(meeting, kim), make_decision(meeting, kim)
    actions.delete_meeting(meeting=meeting)

    kinds = (Meeting, MeetingGuest, MeetingPoint, MeetingPaper, MeetingDecision)
    assert [kind.unguarded.count() for kind in kinds] == [0, 0, 0, 0, 0]
    assert shares(ane) == []


# What is talked about -------------------------------------------------------------------------------------------------


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    writers=st.lists(st.booleans(), min_size=1, max_size=7),
    moves=st.lists(st.tuples(st.integers(0, 6), st.sampled_from([-1, 1])), max_size=6),
)
def test_the_persons_own_points_come_first_whoever_wrote_first_and_however_they_move(ane, kim, writers, moves):
    meeting = make_invited(ane.who, kim)
    points = [make_point(meeting, ane if own else kim, str(at)) for at, own in enumerate(writers)]
    for at, steps in moves:
        actions.move_point(point=points[at % len(points)], steps=steps)

    shown = [one.is_own for one in queries.points_of(meeting, me=ane.who)]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == len(points)
    actions.delete_meeting(meeting=meeting)


def test_a_guest_adds_a_point_and_the_person_lays_it_aside_and_takes_it_up(ane, kim):
    meeting = make_invited(ane.who, kim)
    point = make_point(meeting, kim, "The dose")
    assert point.by_name == "Kim"

    actions.lay_aside(point=point)
    assert [one.point.words for one in queries.contents_of(meeting, account=ane).aside] == ["The dose"]
    actions.take_up(point=point)
    assert [one.point.words for one in queries.contents_of(meeting, account=ane).points] == ["The dose"]
    with pytest.raises(actions.NotYourWords):
        actions.write_point(point=point, words="Not the dose", seen=queries.words_fingerprint(point))


def test_two_windows_lose_no_words_of_a_point(ane):
    point = make_point(make_meeting(ane.who), ane)
    seen = queries.words_fingerprint(point)
    actions.write_point(point=point, words="A warm flat", seen=seen)

    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_point(point=point, words="A dry flat", seen=seen)
    assert now(point).words == "A warm flat"


# Around the table -----------------------------------------------------------------------------------------------------


def test_the_person_begins_each_who_came_has_a_turn_and_the_person_has_the_last_word(ane):
    meeting = make_meeting(ane.who)
    for name in ("Kim", "Bo", "Liv"):
        make_guest(meeting, name=name)
    actions.note_absent(guest=MeetingGuest.unguarded.get(position=1), is_absent=True)
    spoken = []
    for _turn in range(4):
        meeting = now(meeting)
        round_ = turns.speakers(meeting, person="Ane", guests=MeetingGuest.unguarded.filter(meeting=meeting))
        spoken.append(next(one.name for one in round_ if one.state == "now"))
        to = turns.turn_beside(round_, meeting.turn, 1)
        for _tap in range(2):  # two taps are one step
            actions.speak(meeting=meeting, seen=meeting.turn, to=to)

    assert spoken == ["Ane", "Kim", "Liv", "Ane"]
    assert turns.turn_beside(round_, now(meeting).turn, -1) == 4


def test_nothing_is_decided_before_the_person_has_read_just_these_words(ane, kim):
    meeting = make_invited(ane.who, kim)
    decision = make_decision(meeting, kim)
    read = queries.words_fingerprint(decision)
    actions.write_decision(decision=decision, words="Kim writes.", who_does="Kim", by_when=None, seen=read)

    with pytest.raises(actions.NotNow):
        actions.fix(decision=decision, seen=read)
    assert now(decision).status == DecisionStatus.PROPOSED
    for _twice in range(2):
        actions.fix(decision=decision, seen=queries.words_fingerprint(now(decision)))
    assert (now(decision).status, now(decision).words) == (DecisionStatus.FIXED, "Kim writes.")


def test_what_is_decided_is_taken_up_again_before_it_is_changed_or_let_be(ane):
    decision = make_decision(make_meeting(ane.who), ane)
    seen = queries.words_fingerprint(decision)
    actions.fix(decision=decision, seen=seen)
    actions.let_be(decision=decision)
    with pytest.raises(actions.NotNow):
        actions.write_decision(decision=decision, words="x", who_does="", by_when=None, seen=seen)
    assert now(decision).status == DecisionStatus.FIXED

    actions.take_up_again(decision=decision)
    actions.let_be(decision=decision)
    assert (now(decision).status, now(decision).fixed_at) == (DecisionStatus.LET_BE, None)


# Before and after -----------------------------------------------------------------------------------------------------


def test_the_sheet_is_written_anew_and_an_empty_part_is_gone(ane):
    meeting = make_meeting(ane.who)
    sheet = queries.preparation_fingerprint({})
    actions.prepare(meeting=meeting, words={"important": "Hope", "works": "Walks"}, shown=set(), seen=sheet)
    with pytest.raises(actions.WrittenMeanwhile):
        actions.prepare(meeting=meeting, words={"important": ""}, shown=set(), seen=sheet)

    seen = queries.preparation_fingerprint(queries.preparation_of(meeting))
    actions.prepare(meeting=meeting, words={"important": "Hope", "works": " "}, shown={"important"}, seen=seen)
    assert [(one.words, one.is_shown) for one in MeetingPreparation.unguarded.all()] == [("Hope", True)]


def test_a_meeting_is_held_only_when_it_has_begun_and_counted_once(ane):
    meeting = make_meeting(ane.who)
    with pytest.raises(actions.NotAtThatTime):
        actions.note_held(meeting=meeting)
    make_point(meeting, ane)
    meeting = began(meeting)
    actions.note_held(meeting=meeting)
    actions.not_held(meeting=now(meeting))
    actions.note_held(meeting=now(meeting))

    assert facts() == [("held", ("plan", "yes", "no"))]


def test_the_three_answers_are_counted_once_each_by_itself(ane):
    meeting = began(make_meeting(ane.who))
    with pytest.raises(actions.NotNow):
        actions.answer(meeting=meeting, said="yes", dealt="yes", next="yes")
    actions.note_held(meeting=meeting)
    facts()
    actions.answer(meeting=meeting, said="yes", dealt="a_little", next="not_said")
    actions.answer(meeting=meeting, said="no", dealt="no", next="no", words="Nobody asked me")

    assert facts() == [
        ("answered", ("dealt", "a_little")),
        ("answered", ("next", "not_said")),
        ("answered", ("said", "yes")),
    ]
    assert MeetingAnswers.unguarded.get().words == "Nobody asked me"


def test_what_was_written_after_a_meeting_begins_to_be_said_once(ane):
    meeting = began(make_meeting(ane.who))
    actions.note_held(meeting=meeting)
    answers = actions.answer(meeting=meeting, said="no", dealt="no", next="no", words="Nobody asked me")
    actions.begin_to_say(answers=answers)
    answers.words = "Something else"
    actions.begin_to_say(answers=answers)

    assert begun(ane.who, answers.pk)["words"] == "Nobody asked me"
