"""What a person reads about their line: by published rules, in words, and no more than is known."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viktig.person.progress import packs
from viktig.person.progress.lines import HIGH, WIDE, line_of
from viktig.person.progress.models import GOAL, Filling, Series
from viktig.person.progress.tests.make import DAY

MEETING = packs.forms()["viktig-meeting"]["en"]
PHQ, WHO = (packs.forms()[name]["en"].rule for name in ("phq-9", "who-5"))
SERIES = Series(instrument="x", words="")


@pytest.fixture(autouse=True)
def _english():
    from django.utils import translation

    with translation.override("en"):
        yield


def times(*scores):
    return [Filling(score=one, answers=[], on=DAY + timedelta(days=place)) for place, one in enumerate(scores)]


def meeting(**values):
    words = {item.id: dict(item.options) for item in MEETING.questions}
    said = [
        {
            "item": item.id,
            "question": item.text,
            "value": values.get(item.id),
            "answer": words[item.id].get(values.get(item.id), ""),
        }
        for item in MEETING.questions
    ]
    return Filling(score=None, answers=said, on=DAY)


def test_for_a_goal_we_say_only_higher_or_lower():
    goal = Series(instrument=GOAL)

    assert line_of(goal, times(3, 5), None).notes == ["It is higher than last time. Only you can say how much that is."]
    assert line_of(goal, times(5, 3), None).notes == ["It is lower than last time. Only you can say how much that is."]
    assert line_of(goal, times(3), None).notes == []
    assert line_of(goal, times(), None).sentence == "You have not set a number yet."


@pytest.mark.parametrize(
    ("rule", "scores", "says"),
    [
        (PHQ, (9, 4), "The difference from the first time may be chance."),
        (PHQ, (9, 3), "It is better than the first time, and by more than chance."),
        (WHO, (60, 72), "It is better than the first time, and by more than chance."),
        (WHO, (72, 60), "It is worse than the first time, and by more than chance. You may want to tell someone."),
    ],
)
def test_for_a_form_we_say_whether_it_is_more_than_chance(rule, scores, says):
    assert line_of(SERIES, times(*scores), rule).notes == [says]


def test_what_has_not_moved_three_times_is_said():
    still = "It has not moved the last three times. Perhaps it is time to do something differently. You decide."

    assert still in line_of(Series(instrument=GOAL), times(4, 4, 4), None).notes
    assert still not in line_of(Series(instrument=GOAL), times(4, 4, 5), None).notes
    assert still not in line_of(Series(instrument=GOAL), times(10, 10, 10), None).notes  # there is nowhere to go
    assert still in line_of(SERIES, times(3, 9, 8, 7), PHQ).notes


@pytest.mark.parametrize("rule", [PHQ, WHO])
@given(scores=st.lists(st.integers(0, 27), min_size=1, max_size=6))
def test_no_word_of_a_diagnosis_and_no_word_beyond_the_rules(rule, scores):
    line = line_of(SERIES, times(*scores), rule)

    said = " ".join([line.sentence, *line.notes]).lower()
    assert not any(word in said for word in ("mild", "moderate", "severe", "depress", "anxi", "recovered", "disorder"))
    assert all(0 <= point.x <= WIDE and 0 <= point.y <= HIGH for point in line.points)
    assert len(line.points) == len(scores)


def test_an_answer_lower_than_the_time_before_is_shown_beside_it():
    lower = "“Were you heard?” You said Yes the time before, and A little now."

    assert line_of(SERIES, [meeting(heard=2), meeting(heard=1)], MEETING.rule).notes == [lower]
    assert line_of(SERIES, [meeting(heard=2), meeting(next=2), meeting(heard=1)], MEETING.rule).notes == [lower]
    assert line_of(SERIES, [meeting(heard=1), meeting(heard=2)], MEETING.rule).notes == []
    assert line_of(SERIES, [meeting(heard=2), meeting()], MEETING.rule).notes == []


def test_more_that_was_left_unsaid_is_lower():
    [note] = line_of(SERIES, [meeting(left=2), meeting(left=0)], MEETING.rule).notes

    assert note.endswith("You said No the time before, and Yes now.")


def test_too_few_answers_give_no_number_and_no_blame():
    line = line_of(SERIES, times(None), PHQ)

    assert (line.points, line.sentence) == (
        [], "Filled in once. Too few questions were answered for a number. That is all right.",
    )  # fmt: skip


def test_a_form_whose_folder_is_gone_can_still_be_read():
    assert line_of(SERIES, times(3, 4), None).sentence == "Filled in 2 times."
