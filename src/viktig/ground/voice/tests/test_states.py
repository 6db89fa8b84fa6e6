"""The way of a voice, over all ways it can go."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from viktig.ground.voice import states
from viktig.ground.voice.states import CHANGES, Judgement, NotNow, Outcome, SentOn, Side, State, Status

TODAY = date(2026, 11, 21)
FINAL = [Outcome.EXPLAINED, Outcome.WILL_NOT]
VERDICTS = [Judgement.BETTER, Judgement.SAME, Judgement.WORSE, Judgement.TOO_EARLY]


def test_noted_is_not_an_answer():
    assert "noted" not in Outcome.values


def test_better_closes_it_and_only_the_speaker_s_side_closes():
    answered = states.answer(states.received(TODAY, days=30), Outcome.EXPLAINED, TODAY, by_when=None, days_of_next=0)

    assert states.judge(answered, Judgement.BETTER, TODAY, days=30).status == Status.CLOSED


@pytest.mark.parametrize("verdict", [Judgement.SAME, Judgement.WORSE])
def test_same_and_worse_open_it_again(verdict):
    answered = states.answer(states.received(TODAY, days=30), Outcome.EXPLAINED, TODAY, by_when=None, days_of_next=0)
    again = states.judge(answered, verdict, TODAY, days=14)

    assert again == State(Status.READ, None, verdict, Side.RECEIVER, TODAY + timedelta(days=14))


def test_not_ours_works_once_and_then_a_body_above_names_who_answers():
    state = states.received(TODAY, days=30)
    for number in (SentOn.ONCE, SentOn.ABOVE, SentOn.NAMED):
        state = states.answer(state, Outcome.NOT_OURS, TODAY, by_when=None, days_of_next=10)
        assert state == State(next_date=TODAY + timedelta(days=10), sent_on=number)

    with pytest.raises(NotNow):
        states.answer(state, Outcome.NOT_OURS, TODAY, by_when=None, days_of_next=10)


@pytest.mark.parametrize("outcome", sorted(CHANGES))
@pytest.mark.parametrize("by_when", [None, TODAY - timedelta(days=1)])
def test_a_promise_needs_a_date_that_has_not_passed(outcome, by_when):
    with pytest.raises(NotNow):
        states.answer(states.received(TODAY, days=30), outcome, TODAY, by_when=by_when, days_of_next=0)


def test_a_speaker_who_is_silent_for_ninety_days_is_not_judged():
    answered = states.answer(states.received(TODAY, days=30), Outcome.WILL_NOT, TODAY, by_when=None, days_of_next=0)

    assert not states.is_overdue(answered, TODAY + timedelta(days=90))
    closed = states.overdue(answered, TODAY + timedelta(days=91), days_above=5)
    assert (closed.status, closed.judgement) == (Status.CLOSED, Judgement.NOT_JUDGED)


@given(st.integers(1, 365))
def test_a_date_that_has_not_passed_moves_nothing(days):
    state = states.received(TODAY, days=days)

    with pytest.raises(NotNow):
        states.overdue(state, TODAY + timedelta(days=days), days_above=30)


class Walk(RuleBasedStateMachine):
    """Everybody does whatever they like, on any day: what must always hold?"""

    def __init__(self) -> None:
        super().__init__()
        self.today = TODAY
        self.state = states.received(TODAY, days=30)
        self.answers, self.changes, self.sent_on = 0, 0, 0

    @rule(days=st.integers(1, 120))
    def days_pass(self, days):
        self.today += timedelta(days=days)

    @rule()
    def open_it(self):
        self.state = states.read(self.state)

    @rule(outcome=st.sampled_from(Outcome), days=st.integers(-5, 60))
    def answer(self, outcome, days):
        try:
            self.state = states.answer(
                self.state, outcome, self.today, by_when=self.today + timedelta(days=days), days_of_next=30
            )
        except NotNow:
            return
        self.sent_on += outcome == Outcome.NOT_OURS
        self.answers += outcome != Outcome.NOT_OURS

    @rule()
    def tell_change(self):
        try:
            self.state = states.change(self.state, self.today)
        except NotNow:
            return
        assert self.answers, "no way past the answer"
        self.changes += 1

    @rule(verdict=st.sampled_from(VERDICTS))
    def judge(self, verdict):
        try:
            self.state = states.judge(self.state, verdict, self.today, days=30)
        except NotNow:
            return
        assert self.answers, "no way past the answer"

    @precondition(lambda self: states.is_overdue(self.state, self.today))
    @rule(days_above=st.none() | st.integers(1, 90))
    def date_passes(self, days_above):
        before = self.state
        self.state = states.overdue(self.state, self.today, days_above=days_above)
        if before.holder == Side.RECEIVER:
            assert self.state.status != Status.CLOSED, "silence of the receiver closes nothing"

    @invariant()
    def there_is_a_holder_and_a_next_date_until_it_is_closed(self):
        closed = self.state.status == Status.CLOSED
        assert (self.state.holder is None, self.state.next_date is None) == (closed, closed)

    @invariant()
    def it_is_closed_by_the_speaker_s_side_only(self):
        if self.state.status == Status.CLOSED:
            assert self.answers
            assert self.state.judgement in {Judgement.BETTER, Judgement.NOT_JUDGED}

    @invariant()
    def whoever_is_named_must_answer(self):
        assert self.sent_on == self.state.sent_on <= SentOn.NAMED


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=120, stateful_step_count=30, deadline=None, derandomize=True)
