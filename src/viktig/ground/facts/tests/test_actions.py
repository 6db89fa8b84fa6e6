"""What can be counted, and what never can."""

import json
from datetime import date

import pytest
from django.db import models

from viktig.ground.facts.actions import happened, move_facts
from viktig.ground.facts.kinds import KINDS
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_place
from viktig.ground.voice.models import Waiting

ANSWERED = {"kind": "praise", "outcome": "explained", "days": "0_7"}


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        ("ground.voice.whispered", ANSWERED),
        ("ground.voice.answered", ANSWERED | {"kind": "My papers were lost twice."}),
        ("ground.voice.answered", ANSWERED | {"words": "My papers were lost twice."}),
        ("ground.voice.answered", {"kind": "praise", "outcome": "explained"}),
    ],
)
def test_words_of_ones_own_are_never_counted(kind, attributes):
    with pytest.raises(ValueError, match=r"."):
        happened(kind, place=make_place(), attributes=attributes)

    assert move_facts() == 0


def test_every_value_that_can_be_counted_is_one_of_a_few_fixed_words():
    values = [value for attributes in KINDS.values() for known in attributes.values() for value in known]

    assert values
    assert [value for value in values if not value.replace("_", "").isalnum() or len(value) > 24] == []


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)])
def test_a_fact_knows_its_week_and_no_day(day):
    happened("ground.voice.answered", place=make_place(), attributes=ANSWERED, on=day)
    move_facts()

    [fact] = Fact.unguarded.values()
    assert fact["week"] == "2026-W10"
    assert day.isoformat() not in json.dumps(fact, default=str)
    finer = (models.DateField, models.DateTimeField, models.TimeField, models.BigAutoField)
    assert [field.name for field in [*Fact._meta.fields, *Waiting._meta.fields] if isinstance(field, finer)] == []
