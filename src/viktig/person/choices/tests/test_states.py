"""From where to where a choice goes, whatever somebody does in whatever order."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.person.choices import states
from viktig.person.choices.actions import deciding
from viktig.person.choices.facts import cleaned, joined, likely_of
from viktig.person.choices.models import Choosing, ChoosingStatus, Option
from viktig.person.choices.queries import settled_last, state_seen, steps_of
from viktig.person.choices.tests.make import make_choosing, make_option
from viktig.person.moving.rows import Ids, _renamed

ALL = list(ChoosingStatus)


@pytest.mark.parametrize("now", ALL)
def test_from_everywhere_a_choice_can_be_settled_and_from_every_end_thought_over_again(now):
    assert all(states.may_become(now, result) for result in states.RESULTS)
    assert states.may_become(now, ChoosingStatus.THINKING) is (now != ChoosingStatus.THINKING)


def test_only_what_was_settled_is_tried_and_nothing_else_was_looked_back_at():
    before_tried = {one for one in ALL if states.may_become(one, ChoosingStatus.TRIED)}
    before_back = {one for one in ALL if states.may_become(one, ChoosingStatus.REVIEWED)}

    assert before_tried == {ChoosingStatus.DECIDED, ChoosingStatus.LEFT}
    assert before_back == set(states.AFTER)


@pytest.fixture
def choosing():
    return make_choosing(make_account(name="Ane"))


STEPS = some.lists(
    some.tuples(some.sampled_from(["settle", "move", "again", "back"]), some.sampled_from(ALL)), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=STEPS)
def test_whatever_is_done_its_history_only_grows_and_says_where_it_is(choosing, done):
    with acting_as(choosing.person_id, because="test"):
        length = 0
        for what, to in done:
            act(choosing, what, to)
            now = Choosing.unguarded.get(pk=choosing.pk)
            steps = steps_of(now)
            assert len(steps) >= length
            length = len(steps)
            last = settled_last(steps)
            assert (last is not None) is states.is_settled(now.status)
            assert (now.chosen is not None) <= (last is not None and last.status == ChoosingStatus.DECIDED)
        deciding.change_my_mind(choosing=choosing)


def act(choosing, what, to):
    now = Choosing.unguarded.select_related("person__place").get(pk=choosing.pk)
    seen = state_seen(now, steps_of(now))
    option = Option.unguarded.filter(choosing=now).first()
    try:
        if what == "settle" and to in states.RESULTS:
            day = clock.today() + timedelta(days=30)
            deciding.settle(
                choosing=now, result=to, option=option, words="As I see it.", theirs="", review_on=day, seen=seen
            )
        elif what == "move":
            deciding.move(choosing=now, to=to, seen=now.status)
        elif what == "back":
            deciding.look_back(choosing=now, words="Better", review_on=None, seen=seen)
        elif what == "again":
            deciding.change_my_mind(choosing=now)
    except deciding.NotNow:
        goes = to in states.NEXT[now.status] and to != ChoosingStatus.REVIEWED
        assert not (goes if what == "move" else states.may_become(now.status, ChoosingStatus.REVIEWED))


texts = some.dictionaries(
    some.sampled_from(["what", "good", "happens_1", "number_1", "of_1", "happens_2", "number_2", "of_2"]),
    some.sampled_from(["", "To sleep", "3", "30", "100", "Others say so"]),
)


@given(own=texts, suggested=texts)
def test_what_is_suggested_is_put_after_ones_own_words_and_no_word_is_left_out(own, suggested):
    both = joined(cleaned(own), cleaned(suggested))

    for given_facts in (own, suggested):
        for name in ("what", "good"):
            assert given_facts.get(name, "").strip() in both.get(name, "")
        assert all(line in likely_of(both) for line in likely_of(cleaned(given_facts)))
    if own.get("good"):
        assert both["good"].startswith(own["good"])


@pytest.mark.parametrize(
    ("number", "of", "sentence"),
    [
        ("30", "100", "30 of 100"),
        ("3", "10", "3 of 10 (about 30 of 100)"),
        ("1", "1000", "1 of 1000 (fewer than 1 of 100)"),
        ("0", "40", "0 of 40 (about 0 of 100)"),
    ],
)
def test_a_number_is_said_as_so_many_of_so_many_and_on_the_same_hundred(number, of, sentence):
    with translation.override("en"):
        [one] = likely_of({"happens_1": "sleep better", "number_1": number, "of_1": of})
        assert one.sentence == sentence
    assert one.filled.count("M") + one.others.count("M") == (100 if of == "100" else 0)


def test_what_stands_in_no_whole_line_is_no_number():
    assert likely_of({"happens_1": "sleep better", "number_1": "30"}) == []
    assert make_option(make_choosing(make_account()), good="Air").facts == {"good": "Air"}


def test_what_stands_beside_a_possibility_finds_what_it_is_about_when_one_moves():
    concern, now = str(uuid4()), uuid4()
    ids = Ids({}, {concern: now})

    assert _renamed({concern: {"number": 7, "words": "Well"}}, ids) == {str(now): {"number": 7, "words": "Well"}}
