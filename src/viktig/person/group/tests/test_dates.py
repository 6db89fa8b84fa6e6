"""When somebody is asked, and the gaps between those they had: true for any days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground.clock import months_after
from viktig.person.group.dates import asked_days, asked_months, days_due, gaps, months_due

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FIRST = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 4, 29), 0), (date(2026, 4, 30), 3), (date(2026, 6, 29), 3), (date(2026, 6, 30), 0),
        (date(2026, 7, 31), 6), (date(2027, 1, 31), 12), (date(2027, 3, 31), 12), (date(2027, 4, 30), 0),
    ],
)  # fmt: skip
def test_one_is_asked_after_three_six_and_twelve_months_and_for_sixty_days(today, months):
    assert months_due(FIRST, today) == months


@pytest.mark.parametrize(("after", "days"), [(0, 0), (6, 0), (7, 7), (29, 7), (30, 30), (90, 30), (91, 0)])
def test_one_is_asked_seven_and_thirty_days_after_a_change(after, days):
    assert days_due(FIRST, FIRST + timedelta(days=after)) == days


@given(since=DAYS, today=DAYS)
def test_what_is_answered_is_not_asked_again(since, today):
    months, days = months_due(since, today), days_due(since, today)

    assert not months or months_due(since, today, {asked_months(months)}) == 0
    assert not days or days_due(since, today, {asked_days(days)}) == 0


@given(day=DAYS, months=st.sampled_from([3, 6, 12]))
def test_some_months_later_is_in_that_month_and_never_after_the_same_day_of_it(day, months):
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_nobody_asks_who_has_no_help_yet():
    assert months_due(None, FIRST) == 0


SPANS = st.lists(
    st.tuples(DAYS, st.none() | DAYS).map(lambda pair: (min(pair[0], pair[1] or pair[0]), pair[1] and max(pair)))
)


@given(spans=SPANS)
def test_in_a_gap_nobody_is_there_and_outside_of_gaps_somebody_is(spans):
    found = gaps(spans)

    for gap in found:
        middle = gap.since + timedelta(days=1)
        assert not [1 for since, until in spans if since <= middle <= (until or date.max)]
        assert gap.until is None or gap.since < gap.until
    lasting = [gap for gap in found if gap.until is None]
    assert len(lasting) == (1 if spans and all(until for _since, until in spans) else 0)


def test_who_came_on_the_day_when_another_left_leaves_no_gap():
    spans = [(date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 2), date(2026, 3, 1)), (date(2026, 5, 1), None)]

    assert [(gap.since, gap.until, gap.days) for gap in gaps(spans)] == [(date(2026, 3, 1), date(2026, 5, 1), 61)]


def test_where_nobody_knows_since_when_there_is_no_gap():
    assert gaps([(None, date(2026, 2, 1)), (date(2026, 1, 1), None)]) == []
