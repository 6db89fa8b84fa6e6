"""Where a plan can go, what is different between two versions, and what a country says of it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some

from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.person.plan import reference
from viktig.person.plan.access import own_person
from viktig.person.plan.models import GoalStatus, MeasureStatus, Plan, PlanStatus
from viktig.person.plan.parts import CONTENTS, WORDS, PlanPart, wanted_in
from viktig.person.plan.states import MOVES, may_move
from viktig.person.plan.tests.make import make_resident
from viktig.person.plan.versions import changes

WORDS_SOME = some.text(alphabet="abc %()“”", min_size=1, max_size=8)
GOALS = some.fixed_dictionaries(
    {
        "words": WORDS_SOME,
        "area": some.sampled_from(["housing", "work"]),
        "status": some.sampled_from(GoalStatus.values),
        "important": some.booleans(),
    }
)
MEASURES = some.fixed_dictionaries(
    {
        "words": WORDS_SOME,
        "side": some.just("system"),
        "who": some.sampled_from(["", "Kim", "The office"]),
        "due_on": some.sampled_from(["", "2026-12-01"]),
        "status": some.sampled_from(MeasureStatus.values),
    }
)
IDS = some.sampled_from(["one", "two", "three"])
CONTENT = some.fixed_dictionaries(
    {
        "days": some.fixed_dictionaries(
            {
                name: some.sampled_from(["", "2026-01-01", "2026-06-01"])
                for name in ("starts_on", "ends_on", "review_on")
            }
        ),
        "parts": some.dictionaries(some.sampled_from(PlanPart.values), WORDS_SOME, max_size=3),
        "goals": some.dictionaries(IDS, GOALS, max_size=3),
        "measures": some.dictionaries(IDS, MEASURES, max_size=3),
    }
)


def test_no_state_of_a_plan_is_the_last_one():
    assert set(MOVES) == set(PlanStatus)
    assert all(MOVES.values())


@pytest.mark.parametrize("begins", [PlanStatus.WANTED, PlanStatus.DECLINED, PlanStatus.ENDED])
def test_from_everywhere_one_comes_to_a_plan_that_is_lived_by(begins):
    seen, left = set(), [begins]
    while left:
        here = left.pop()
        if here not in seen:
            seen.add(here)
            left += MOVES[here]

    assert PlanStatus.ACTIVE in seen


def test_a_plan_is_declined_and_wanted_again_as_often_as_one_likes():
    assert may_move("wanted", "declined")
    assert may_move("declined", "wanted")
    assert may_move("preparing", "declined")
    assert not may_move("declined", "ended")  # nobody ends what was not begun


@settings(max_examples=60, deadline=None)
@given(CONTENT)
def test_nothing_is_different_from_itself(content):
    assert changes(content, content) == []


@settings(max_examples=60, deadline=None)
@given(CONTENT, CONTENT)
def test_what_is_different_is_said_and_what_is_not_is_not(before, now):
    assert bool(changes(before, now)) == (before | {"measures": _told(before)} != now | {"measures": _told(now)})


def _told(content):
    return {
        pk: {name: value for name, value in one.items() if name != "side"} for pk, one in content["measures"].items()
    }


def test_a_change_is_said_in_words():
    before = {"days": {}, "parts": {}, "goals": {"a": _goal("A flat", "wish")}, "measures": {}}
    now = before | {"goals": {"a": _goal("A quiet flat", "reached")}}

    with translation.override("en"):
        assert changes(before, now) == ["The goal “A flat” now says “A quiet flat”.", "“A quiet flat”: I am there."]


def _goal(words, status):
    return {"words": words, "area": "housing", "status": status, "important": False}


def test_each_country_says_what_it_calls_a_plan_and_what_should_stand_in_it():
    for country, name, number in (("NO", "individuell plan", 9), ("SE", "samordnad individuell plan", 4)):
        account = make_resident(country=country)
        with acting_as(account.who, because="test"), translation.override("sv" if country == "SE" else "nb"):
            law = reference.law_for(own_person(account))
        assert (law.country, law.name.text, len(law.contents)) == (country, name, number)


def test_without_a_place_the_language_says_which_country_and_a_missing_language_says_which_it_is():
    account = make_account()
    with acting_as(account.who, because="test"):
        person = own_person(account)
        for language, country, spoken in (
            ("sv", "SE", "sv"),
            ("nn", "NO", "nn"),
            ("en", "NO", "en"),
            ("de", "NO", "nb"),
        ):
            with translation.override(language):
                law = reference.law_for(person)
            assert (law.country, law.name.language) == (country, spoken)


def test_reference_data_is_dated_and_has_each_language():
    entries = yaml.safe_load(Path(reference.PLANS).read_text(encoding="utf-8"))

    for entry in entries:
        assert entry["source"]
        assert entry["valid_from"] < entry["checked_on"] <= date.today()  # noqa: DTZ011
        for texts in (entry["name"], entry["declining"], *entry["points"]):
            assert set(texts) == {"nb", "nn", "sv", "en"}
        assert set(entry["contents"]) <= set(CONTENTS)


def test_before_the_data_begins_nothing_is_said():
    with pytest.raises(LookupError):
        reference.law_for(None, on=date(1999, 1, 1))


def test_what_should_stand_in_a_plan_stops_nobody():
    account = make_resident()
    with acting_as(account.who, because="test"):
        law = reference.law_for(own_person(account))
    empty = wanted_in(law, Plan(parts={}), [], [])

    assert [one.is_there for one in empty] == [False] * 9
    assert set(WORDS) == set(PlanPart.values)
    written = wanted_in(law, Plan(parts={"how": "At home", "consent": "Yes"}), [], [])
    assert [one.code for one in written if one.is_there] == ["how", "consent"]
