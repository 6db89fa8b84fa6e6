"""What was written down from day to day, drawn and said: as it is, and nothing more."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some

from viktig.person.well.chart import EDGE, HEIGHT, WIDTH, chart_of, in_words, sentence_of
from viktig.person.well.forms import MarkForm
from viktig.person.well.models import Scale
from viktig.person.well.tests.make import DAY

TEN, YES_NO, NUMBER = (SimpleNamespace(scale=scale, unit="hours") for scale in Scale)
VALUES = {
    Scale.TEN: some.integers(0, 10).map(str),
    Scale.YES_NO: some.sampled_from(["yes", "no"]),
    Scale.NUMBER: some.decimals(-1000, 10**9, places=2).map(str),
}


def days(*values, gaps=()):
    """The days of a line, newest first; a gap before each day named."""
    day, made = DAY, []
    for number, value in enumerate(values):
        day += timedelta(days=3 if number in gaps else 1)
        made.insert(0, SimpleNamespace(day=day, value=value))
    return made


@settings(derandomize=True, deadline=None)
@given(data=some.data(), scale=some.sampled_from(Scale))
def test_every_day_stands_inside_the_drawing_and_none_is_left_out(data, scale):
    values = data.draw(some.lists(VALUES[scale], min_size=2, max_size=12))
    gaps = data.draw(some.sets(some.integers(0, 11)))

    chart = chart_of(SimpleNamespace(scale=scale, unit=""), days(*values, gaps=gaps))

    assert len(chart.dots) == len(values)
    for x, y in chart.dots:
        assert chart.left <= float(x) <= WIDTH
        assert EDGE <= float(y) <= HEIGHT - EDGE
    assert [float(x) for x, _y in chart.dots] == sorted(float(x) for x, _y in chart.dots)


def test_a_day_without_words_is_a_gap_and_no_fall():
    chart = chart_of(TEN, days("3", "4", "5", "6", gaps={2}))

    assert [line.count(",") for line in chart.lines] == [2, 2]
    assert chart_of(TEN, days("3", "4", gaps={1})).lines == []


def test_one_day_is_no_line():
    assert chart_of(TEN, days("3")) is None
    assert sentence_of(TEN, []) == ""


@pytest.mark.parametrize(
    ("tracker", "values", "sentence"),
    [
        (TEN, ["3"], "Written down on one day, 5 May 2026."),
        (
            TEN,
            ["3", "7", "4"],
            "Written down on 3 days, from 5 May 2026 to 7 May 2026. The lowest is 3, the highest 7.",
        ),
        (YES_NO, ["yes", "no", "yes"], "Written down on 3 days, from 5 May 2026 to 7 May 2026. Yes on 2 of them."),
    ],
)
def test_the_sentence_says_what_is_there_and_judges_nothing(tracker, values, sentence):
    with translation.override("en-gb"):
        said = sentence_of(tracker, days(*values))

    assert said == sentence


def test_what_is_no_number_is_shown_as_it_is_and_drawn_nowhere():
    with translation.override("nb"):
        assert in_words(NUMBER, "many") == "many hours"
        assert "Det laveste er 3, det høyeste 5." in sentence_of(TEN, days("3", "many", "5"))
    assert len(chart_of(TEN, days("3", "many", "5", "NaN")).dots) == 2


def test_a_number_is_shown_with_what_is_counted():
    with translation.override("nb"):
        assert [in_words(NUMBER, "7.5"), in_words(TEN, "7"), in_words(YES_NO, "no")] == ["7,5 hours", "7", "Nei"]


@pytest.mark.parametrize(
    ("typed", "value"), [("7", "7"), ("7,5", "7.5"), ("7.50", "7.5"), ("1 000", "1000"), ("−2", "-2"), ("70", "70")]
)
def test_a_number_may_be_typed_as_people_do(typed, value):
    form = MarkForm({"day": "2026-05-04", "value": typed}, tracker=NUMBER)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == value
    assert Decimal(value) == Decimal(form.cleaned_data["value"])


@pytest.mark.parametrize(("tracker", "typed"), [(NUMBER, "many"), (NUMBER, "inf"), (TEN, "11"), (YES_NO, "perhaps")])
def test_what_does_not_fit_the_scale_is_told_beside_its_field(tracker, typed):
    form = MarkForm({"day": "2026-05-04", "value": typed}, tracker=tracker)

    assert list(form.errors) == ["value"]


def test_a_day_that_has_not_come_is_refused():
    assert list(MarkForm({"day": "2999-01-01", "value": "3"}, tracker=TEN).errors) == ["day"]
