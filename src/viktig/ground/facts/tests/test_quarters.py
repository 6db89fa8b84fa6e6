from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viktig.ground.facts.quarters import Quarter, counted_in, ended, quarter_named, quarter_of, quarter_on

calm = settings(derandomize=True, deadline=None, max_examples=200)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("week", "label"),
    [
        ("2026-W01", "2026-Q1"),
        ("2026-W13", "2026-Q1"),
        ("2026-W14", "2026-Q2"),
        ("2026-W26", "2026-Q2"),
        ("2026-W27", "2026-Q3"),
        ("2026-W39", "2026-Q3"),
        ("2026-W40", "2026-Q4"),
        ("2026-W53", "2026-Q4"),
        ("2025-W52", "2025-Q4"),
    ],
)
def test_week_lies_in_one_quarter(week, label):
    assert quarter_of(week).label == label == str(quarter_named(label))


@pytest.mark.parametrize(
    "week", ["2025-W53", "2026-W00", "2026-W54", "2026-14", "2026-W1", " 2026-W01", "2026-W0١", ""]
)
def test_week_that_is_none_is_refused(week):
    with pytest.raises(ValueError, match=r"."):
        quarter_of(week)


@pytest.mark.parametrize("label", ["2026-Q0", "2026-Q5", "2026", "26-Q1", "0000-Q1", "9999-Q1"])
def test_label_that_is_none_is_refused(label):
    with pytest.raises(ValueError, match=r"."):
        quarter_named(label)


@given(days)
@calm
def test_quarters_follow_each_other_without_gap_or_overlap(day):
    quarter = quarter_on(day)

    assert quarter.first_monday <= day <= quarter.last_day
    assert quarter.last_day + timedelta(days=1) == quarter.next.first_monday
    assert quarter.next.previous == quarter
    assert quarter.previous < quarter < quarter.next
    assert quarter.first_monday.weekday() == quarter.last_monday.weekday() == 0
    weeks = (quarter.last_monday - quarter.first_monday).days // 7 + 1
    assert weeks == 13 or (weeks == 14 and quarter.number == 4)


def test_quarter_ends_after_its_last_sunday():
    quarter = Quarter(2026, 4)  # 2026 has 53 weeks: it ends in the calendar's 2027

    assert quarter.last_day == date(2027, 1, 3)
    assert [ended(quarter, on=date(2027, 1, day)) for day in (3, 4)] == [False, True]


def test_late_fact_falls_into_the_first_quarter_not_released():
    assert counted_in("2026-W14", None) == Quarter(2026, 2)
    assert counted_in("2026-W14", Quarter(2026, 1)) == Quarter(2026, 2)
    assert counted_in("2026-W14", Quarter(2026, 2)) == Quarter(2026, 3)
    assert counted_in("2026-W14", Quarter(2026, 4)) == Quarter(2027, 1)
