"""What is done among those around a person: once, without a lost word, and counted with nobody in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.kinds import CHANGES_IN_LIFE, HANDOVERS, PARTS
from viktig.ground.facts.models import Fact
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.group import queries
from viktig.person.group.actions import DatesTheWrongWay, asking, checking, people, transitions
from viktig.person.group.actions import messages as messages_
from viktig.person.group.counted import band, share_of
from viktig.person.group.jobs import look_at_dates
from viktig.person.group.models import (
    Asked,
    Handover,
    Line,
    LineState,
    Message,
    Part,
    Participant,
    SuggestedAnswer,
    Transition,
    TransitionKind,
)
from viktig.person.group.tests.make import (
    first_line,
    leave,
    make_asked,
    make_change,
    make_message,
    make_participant,
    make_suggested,
)


def facts():
    move_facts()
    return [
        (one.kind.removeprefix("person.group."), one.attributes, one.place_id) for one in Fact.unguarded.order_by("pk")
    ]


def letters_to(email):
    return [one for one in Mail.unguarded.all() if one.letter["to"] == email]


def write(row, **words):
    now = {name: getattr(row, name) for name in people_fields()} | {"seen": queries.fingerprint(row)} | words
    people.write_participant(participant=row, **now)


def people_fields():
    return ("name", "part", "role", "body", "in_group", "receiver", "started_on")


# Those around ------------------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_makes_one_participant_and_an_id_of_somebody_else_none(ane):
    once, other = uuid4(), make_account()
    for _time in range(2):
        with acting_as(ane.who, because="test"):
            people.add_participant(who=ane.who, new_id=once, name="Liv", part="coordinator")

    with acting_as(other.who, because="test"), pytest.raises(Http404):
        people.add_participant(who=other.who, new_id=once, name="Per", part="helper")
    with acting_as(ane.who, because="test"):
        assert [one.name for one in Participant.unguarded.all()] == ["Liv"]


def test_two_windows_lose_no_words_about_somebody(ane):
    row = make_participant(ane.who)
    with acting_as(ane.who, because="test"):
        shown = queries.fingerprint(row)
        write(row, name="Liv Berg", seen=shown)
        with pytest.raises(WrittenMeanwhile):
            write(row, name="Liv at the office", seen=shown)
        now = Participant.unguarded.get()
        assert now.name == "Liv Berg"
        write(now, name="Liv at the office")
        assert Participant.unguarded.get().name == "Liv at the office"


def test_a_name_is_needed_and_days_stand_in_their_order(ane):
    row = make_participant(ane.who, started_on=clock.today() - timedelta(days=5))
    with acting_as(ane.who, because="test"):
        with pytest.raises(NothingWritten):
            write(row, name="  ")
        for day in (clock.today() - timedelta(days=6), clock.today() + timedelta(days=1)):
            with pytest.raises(DatesTheWrongWay):
                people.leave(participant=row, ended_on=day, handover="met", ended_words="")
        people.leave(participant=row, ended_on=clock.today() - timedelta(days=1), handover="met", ended_words="")
        now = Participant.unguarded.get()
        with pytest.raises(DatesTheWrongWay):
            write(now, started_on=clock.today())


def test_a_helper_who_leaves_is_counted_once_with_nobody_in_it(ane):
    row = make_participant(ane.who, part="contact")
    leave(row, handover="told")
    with acting_as(ane.who, because="test"):
        people.come_back(participant=row)
    leave(row, handover="none")

    assert facts() == [("helper_changed", {"part": "contact", "handover": "told"}, "NO-9901")]


def test_somebody_close_and_somebody_of_who_has_said_no_place_are_not_counted(ane):
    leave(make_participant(ane.who, part="close"))
    leave(make_participant(make_account(name="Per").who))

    assert facts() == []


def test_the_coordinator_is_vacant_from_the_day_the_last_one_left_until_another_comes(ane):
    today = clock.today()
    first = make_participant(ane.who, "Liv", started_on=today - timedelta(days=90))
    leave(first, on=today - timedelta(days=30))
    with acting_as(ane.who, because="test"):
        assert queries.vacant_since(*queries.participants_of(ane.who)) == today - timedelta(days=30)

    make_participant(ane.who, "Per", started_on=today - timedelta(days=10))
    with acting_as(ane.who, because="test"):
        now, left = queries.participants_of(ane.who)
        assert queries.vacant_since(now, left) is None
        [(label, spells)] = queries.history([*now, *left])
    shown = [(spell.who.name if spell.who else None, spell.days) for spell in spells]
    assert (label, shown) == (str(Part.COORDINATOR.label), [("Per", None), (None, 20), ("Liv", None)])


def test_what_is_counted_are_the_words_of_our_own_lists():
    assert set(PARTS) == set(Part.values) - {"close"}
    assert set(HANDOVERS) == set(Handover.values)
    assert set(CHANGES_IN_LIFE) == set(TransitionKind.values)


# Asking for a coordinator ------------------------------------------------------------------------------------------------


def test_what_came_of_asking_is_counted_once_and_can_be_changed(ane):
    row = make_asked(ane.who, days_ago=40)
    with acting_as(ane.who, because="test"):
        for outcome in ("waiting", "no_answer", "got"):
            now = Asked.unguarded.get()
            asking.tell_outcome(asked=row, outcome=outcome, said="They called.", seen=queries.fingerprint(now))
        now = Asked.unguarded.get()
        assert (now.outcome, now.said) == ("got", "They called.")
        with pytest.raises(WrittenMeanwhile):
            asking.tell_outcome(asked=row, outcome="refused", said="", seen="0")

    assert facts() == [("coordinator_asked", {"outcome": "no_answer", "days": "31_60"}, "NO-9901")]


# Messages ----------------------------------------------------------------------------------------------------------------


def test_a_message_tells_all_who_read_it_but_not_who_wrote_it_and_twice_is_once(ane):
    helper, reader = make_account(name="Kim", email="kim@example.org"), make_account(email="ola@example.org")
    make_share(ane.who, helper.who, room=Room.GROUP, level=Level.SUGGEST)
    make_share(ane.who, reader.who, room=Room.GROUP)
    with acting_as(ane.who, because="test"):
        person = Person.unguarded.get(pk=ane.who)
    new_id = uuid4()
    for _time in range(2):
        with acting_as(helper.who, because="test"):
            shown = queries.readers_shown(queries.readers_of(ane.who))
            messages_.send(person=person, by=helper, new_id=new_id, to_name="", words="At ten?", shown=shown)

    told = [len(letters_to(email)) for email in ("ane@example.org", "ola@example.org", "kim@example.org")]
    assert told == [1, 1, 0]
    assert not [one for one in Mail.unguarded.all() if "At ten" in str(one.letter)]
    with acting_as(ane.who, because="test"):
        assert [(one.by_name, one.words) for one in Message.unguarded.all()] == [("Kim", "At ten?")]


def test_a_message_is_not_sent_to_somebody_who_was_not_shown(ane):
    with acting_as(ane.who, because="test"):
        person = Person.unguarded.get(pk=ane.who)
        shown = queries.readers_shown(queries.readers_of(ane.who))
    make_share(ane.who, make_account().who, room=Room.GROUP)

    with acting_as(ane.who, because="test"):
        with pytest.raises(messages_.OthersReadNow):
            messages_.send(person=person, by=ane, new_id=uuid4(), to_name="", words="Hello", shown=shown)
        assert not Message.unguarded.exists()


# Before a change ---------------------------------------------------------------------------------------------------------


def test_a_list_has_its_seven_questions_once_however_often_the_form_is_sent(ane):
    once, day = uuid4(), clock.today() + timedelta(days=14)
    with acting_as(ane.who, because="test"):
        for _time in range(2):
            transitions.begin_transition(who=ane.who, new_id=once, kind="home", day=day)
        assert (Transition.unguarded.count(), Line.unguarded.count()) == (1, 7)
        [change] = queries.changes_of(ane.who)
    assert (change.open, change.asked, change.suggested, change.days_left) == (7, 7, 0, 14)


def test_an_answer_needs_words_and_somebody_who_answers_for_it_and_two_windows_lose_none(ane):
    line = first_line(make_change(ane.who))
    with acting_as(ane.who, because="test"):
        shown = queries.fingerprint(line)
        for answer, responsible in ((" ", "Liv"), ("At ten", " ")):  # nothing is answered that nobody answers for
            with pytest.raises(NothingWritten):
                transitions.answer_line(line=line, state="answered", answer=answer, responsible=responsible, seen=shown)
        transitions.answer_line(line=line, state="answered", answer="Liv", responsible="Liv", seen=shown)
        with pytest.raises(WrittenMeanwhile):
            transitions.answer_line(line=line, state="answered", answer="Per", responsible="Per", seen=shown)
        assert Line.unguarded.get(pk=line.pk).answer == "Liv"


def test_what_a_helper_suggests_waits_for_the_person_who_is_told_and_takes_it(cast):
    assert len(letters_to("ane@example.org")) == 2  # one for the message of the helper, one for the suggestion
    with acting_as(cast.ane.who, because="test"):
        [change] = queries.changes_of(cast.ane.who)
        assert change.suggested == 1
        transitions.answer_line(
            line=cast.line, state="answered", answer="Liv calls.", responsible="Liv",
            seen=queries.fingerprint(cast.line), used=cast.suggested.pk,
        )  # fmt: skip
        [change] = queries.changes_of(cast.ane.who)
        assert (change.open, change.suggested) == (6, 0)
        transitions.bring_back(suggested=cast.suggested)
        assert SuggestedAnswer.unguarded.get().is_open


@pytest.mark.parametrize(
    ("states", "counted"),
    [
        ({}, {"answered": "none", "lines": "5_8"}),
        ({0: "answered"}, {"answered": "some", "lines": "5_8"}),
        (dict.fromkeys((0, 1), "answered") | dict.fromkeys((2, 3, 4), "not_needed"), {"answered": "most", "lines": "1_4"}),
        (dict.fromkeys(range(7), "answered"), {"answered": "all", "lines": "5_8"}),
    ],
)  # fmt: skip
def test_when_the_day_has_passed_it_is_counted_once_how_much_was_answered(ane, states, counted):
    change = make_change(ane.who, in_days=-1)
    with acting_as(ane.who, because="test"):
        for position, state in states.items():
            Line.unguarded.filter(position=position).update(state=state)
    for _day in range(2):
        look_at_dates()

    assert facts() == [("transition_passed", {"kind": "home"} | counted, "NO-9901")]
    assert letters_to("ane@example.org") == []
    with acting_as(ane.who, because="test"):
        assert Transition.unguarded.get(pk=change.pk).is_counted


def test_on_its_day_a_list_is_not_counted_yet(ane):
    make_change(ane.who, in_days=0)
    look_at_dates()

    assert facts() == []


@given(answered=st.integers(0, 30), more=st.integers(0, 30))
def test_the_bands_say_none_and_all_only_where_it_is_so(answered, more):
    lines = answered + more
    if lines:
        found = share_of(answered, lines)
        assert (found == "all") is (more == 0)
        assert (found == "none") is (answered == 0)
        assert band(lines) in {"1_4", "5_8", "9_or_more"}


@pytest.mark.parametrize(("days_ago", "asked"), [(6, 0), (7, 7), (29, 7), (30, 30)])
def test_seven_and_thirty_days_after_a_change_the_person_is_told_once_and_asked(ane, days_ago, asked):
    change = make_change(ane.who, in_days=-days_ago)
    for _day in range(2):
        look_at_dates()
    assert len(letters_to("ane@example.org")) == bool(asked)

    with acting_as(ane.who, because="test"):
        due = queries.due_now(ane.who, None, [change])
        assert [days for _change, days in due.changes] == ([asked] if asked else [])
        for answer in ("no", "yes") if asked else ():
            checking.answer_days(change=change, days=asked, answers={"as_promised": answer})
        assert queries.due_now(ane.who, None, [change]).changes == []
    after = [one for one in facts() if one[0] == "transition_after"]
    assert after == ([("transition_after", {"days": str(asked), "as_promised": "no"}, "NO-9901")] if asked else [])


def test_another_day_for_the_change_lets_the_person_be_asked_after_that_one(ane):
    change = make_change(ane.who, in_days=-8)
    look_at_dates()
    with acting_as(ane.who, because="test"):
        now = Transition.unguarded.get()
        day = clock.today() + timedelta(days=3)
        transitions.write_transition(change=now, kind="move", day=day, words="", seen=queries.fingerprint(now))
        assert queries.due_now(ane.who, None, [Transition.unguarded.get(pk=change.pk)]).changes == []
    with acting_as(ane.who, because="test"), pytest.raises(WrittenMeanwhile):
        transitions.write_transition(change=now, kind="home", day=day, words="", seen="0")


def test_a_question_of_ones_own_is_added_and_deleted_and_the_list_ends_somewhere(ane):
    change = make_change(ane.who)
    with acting_as(ane.who, because="test"):
        own = transitions.add_line(change=change, new_id=uuid4(), question="Who feeds the cat?")
        assert queries.question_of(own) == "Who feeds the cat?"
        transitions.delete_line(line=own)
        transitions.delete_line(line=first_line(change))  # one of the seven stays
        assert Line.unguarded.count() == 7
        for number in range(transitions.MOST_LINES - 7):
            transitions.add_line(change=change, new_id=uuid4(), question=str(number))
        with pytest.raises(transitions.TooManyLines):
            transitions.add_line(change=change, new_id=uuid4(), question="One more")


# How it is now -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days_ago", "months"), [(80, 0), (95, 3), (190, 6), (370, 12)])
def test_after_three_six_and_twelve_months_of_help_the_person_is_told_once_and_asked(ane, days_ago, months):
    since = clock.today() - timedelta(days=days_ago)
    make_participant(ane.who, started_on=since)
    for _day in range(2):
        look_at_dates()
    assert len(letters_to("ane@example.org")) == bool(months)

    with acting_as(ane.who, because="test"):
        assert queries.due_now(ane.who, queries.circle_of(ane.who), []).months == months
        if months:
            person = Person.unguarded.select_related("place").get(pk=ane.who)
            for answers in ({"help": "partly", "known": "no"}, {"help": "yes", "known": "yes"}):
                checking.answer_months(person=person, since=since, months=months, answers=answers)
        assert queries.due_now(ane.who, queries.circle_of(ane.who), []).months == 0
    wanted = {"months": str(months), "help": "partly", "known": "no"}
    assert facts() == ([("checked_in", wanted, "NO-9901")] if months else [])


def test_the_months_begin_with_the_first_helper_and_anew_with_a_new_coordinator(ane):
    today = clock.today()
    make_participant(ane.who, "Mum", part="close", started_on=today - timedelta(days=900))
    with acting_as(ane.who, because="test"):
        assert queries.circle_of(ane.who) is None
    make_participant(ane.who, part="helper", started_on=today - timedelta(days=100))
    make_participant(ane.who, part="helper", started_on=today - timedelta(days=50))
    with acting_as(ane.who, because="test"):
        assert queries.circle_of(ane.who).asked_from == today - timedelta(days=100)
    make_participant(ane.who, part="coordinator", started_on=today - timedelta(days=10))
    with acting_as(ane.who, because="test"):
        assert queries.circle_of(ane.who).asked_from == today - timedelta(days=10)


def test_how_the_helpers_meet_is_written_once_and_two_windows_lose_nothing(ane):
    with acting_as(ane.who, because="test"):
        shown = queries.fingerprint(queries.circle_of(ane.who) or _new_circle(ane.who))
        people.write_circle(who=ane.who, how_often="Each month", who_calls="I do", seen=shown)
        with pytest.raises(WrittenMeanwhile):
            people.write_circle(who=ane.who, how_often="Never", who_calls="", seen=shown)
        assert queries.circle_of(ane.who).how_often == "Each month"


def _new_circle(who):
    from viktig.person.group.models import Circle

    return Circle(person_id=who)


def test_states_of_a_line_are_what_the_list_counts(cast):
    for state in LineState.values:
        with acting_as(cast.ane.who, because="test"):
            Line.unguarded.filter(pk=cast.line.pk).update(state=state)
            [change] = queries.changes_of(cast.ane.who)
        assert (change.open, change.asked) == {"open": (7, 7), "answered": (6, 7), "not_needed": (6, 6)}[state]


def test_messages_come_newest_first_page_by_page(cast, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    make_message(cast.person, cast.ane, "Third")
    with acting_as(cast.ane.who, because="test"):
        first = queries.messages_on(cast.ane.who, me=cast.ane.who)
        rest = queries.messages_on(cast.ane.who, me=cast.ane.who, before=first.older)

    assert [[one.message.words for one in page.found] for page in (first, rest)] == [
        ["Third", "Yes, at ten."], ["Can we meet on Friday?"],
    ]  # fmt: skip
    assert [one.is_mine for one in first.found] == [True, False]


def test_a_suggestion_sent_twice_is_one(cast):
    new_id = uuid4()
    with acting_as(cast.helper.who, because="test"):
        for _time in range(2):
            transitions.suggest_answer(line=cast.line, by=cast.helper, new_id=new_id, answer="Per", responsible="")
    with acting_as(cast.ane.who, because="test"):
        assert SuggestedAnswer.unguarded.count() == 2
    assert make_suggested(cast.line, cast.helper).by_name == "Kim"
