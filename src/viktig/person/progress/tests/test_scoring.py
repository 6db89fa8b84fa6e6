"""How answers become a number: checked against published numbers, and against anything that can be answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viktig.person.progress import packs, scoring
from viktig.person.progress.scoring import Change, Scoring

FORMS = {name: next(iter(languages.values())) for name, languages in packs.forms().items()}
SCORED = [form for form in FORMS.values() if form.rule.items]


def score_of(form, values):
    return scoring.score(form.rule, values, {item.id: item.values for item in form.questions if item.options})


@pytest.mark.parametrize(
    ("form", "value", "number"),
    [
        *(("who-5", 0, 0), ("who-5", 3, 60), ("who-5", 5, 100)),
        *(("phq-9", 1, 9), ("phq-9", 3, 27), ("gad-7", 2, 14), ("gad-7", 3, 21)),
    ],
)
def test_a_form_answered_alike_throughout_gives_the_published_number(form, value, number):
    assert score_of(FORMS[form], dict.fromkeys(FORMS[form].rule.items, value)) == number


def test_a_raw_score_of_13_in_who_5_is_52():
    assert score_of(FORMS["who-5"], {"1": 3, "2": 3, "3": 3, "4": 2, "5": 2}) == 52


def test_the_difficulty_question_of_phq_9_is_not_added_up():
    assert score_of(FORMS["phq-9"], dict.fromkeys(FORMS["phq-9"].rule.items, 0) | {"difficult": 3}) == 0


def test_turned_items_and_means_follow_the_published_way_of_forms_that_an_installation_adds():
    rule = Scoring(1, "x", items=("1", "2", "3"), turned=frozenset({"2"}), how="mean", multiply=10, needed=2, most=40)
    ranges = dict.fromkeys(rule.items, (0, 4))

    assert scoring.score(rule, {"1": 4, "2": 0, "3": 4}, ranges) == 40
    assert scoring.score(rule, {"1": 2, "2": 3, "3": None}, ranges) == 15
    assert scoring.score(rule, {"1": 2, "2": None, "3": None}, ranges) is None


@given(st.data())
def test_a_missing_answer_is_never_a_nought(data):
    form = data.draw(st.sampled_from(SCORED))
    ranges = {item.id: item.values for item in form.questions if item.options}
    values = {item: data.draw(st.none() | st.integers(*ranges[item])) for item in form.rule.items}

    found = score_of(form, values)

    if None in values.values():
        assert found is None
    else:
        assert form.rule.least <= found <= form.rule.most


def test_reliable_change_is_that_of_jacobson_and_truax():
    """Their own example: 47.5 before and 32.5 after, standard deviation 10, reliability .80; 15 points say more."""
    assert round(scoring.reliable_step(10, 0.8), 1) == 12.4 < 47.5 - 32.5


@pytest.mark.parametrize(
    ("form", "first", "last", "change"),
    [
        ("phq-9", 15, 10, Change.MAY_BE_CHANCE),
        ("phq-9", 15, 9, Change.BETTER),
        ("phq-9", 9, 15, Change.WORSE),
        ("gad-7", 10, 6, Change.BETTER),
        ("gad-7", 10, 7, Change.MAY_BE_CHANCE),
        ("who-5", 40, 48, Change.MAY_BE_CHANCE),
        ("who-5", 40, 52, Change.BETTER),
        ("who-5", 52, 40, Change.WORSE),
    ],
)
def test_more_than_chance_begins_at_the_published_step(form, first, last, change):
    assert scoring.change(FORMS[form].rule, first, last) == change


@given(st.sampled_from(SCORED), st.integers(0, 100), st.integers(0, 100))
def test_there_and_back_again_are_opposite(form, first, last):
    there, back = scoring.change(form.rule, first, last), scoring.change(form.rule, last, first)

    assert {there, back} in ({Change.MAY_BE_CHANCE}, {Change.BETTER, Change.WORSE})


@pytest.mark.parametrize(
    ("form", "number", "beyond"),
    [("phq-9", 9, False), ("phq-9", 10, True), ("gad-7", 10, True), ("who-5", 48, True), ("who-5", 52, False)],
)
def test_the_line_stands_where_the_source_has_it(form, number, beyond):
    assert scoring.is_beyond_line(FORMS[form].rule, number) is beyond


def test_what_has_no_published_step_says_nothing_of_chance():
    assert scoring.change(Scoring(1, "x"), 0, 10) == Change.NOT_KNOWN
    assert not scoring.is_beyond_line(Scoring(1, "x"), 0)
