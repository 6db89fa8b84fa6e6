"""Somebody with a whole life here moves to a page of their own elsewhere: all of it is there, and nothing leads back."""

import json
from collections import Counter

from walking import live_in_town

from viktig.demo import story
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.person.moving import actions, fhir, queries
from viktig.person.moving.kinds import moving


def values_in(rows):
    """Every value of every row, as often as it comes, but what names a row or a human, and when it was last saved."""
    return {
        label: Counter(
            json.dumps(value, sort_keys=True)
            for one in own
            for name, value in one.items()
            if name != "changed_at"
            and not (isinstance(value, str) and len(value) == 36 and value.count("-") == 4)
            and not any(part in json.dumps(value) for part in ids_of(rows))
        )
        for label, own in rows.items()
    }


def ids_of(rows):
    return [one["id"] for own in rows.values() for one in own]


def test_a_whole_life_moves_and_nothing_of_it_is_lost():
    live_in_town()
    anna, elsewhere = story.who("anna"), make_account(name="Anna")
    with acting_as(anna.who, because="test"):
        rows = json.loads(json.dumps(queries.rows_of(anna.who)))
    bundle = json.loads(
        json.dumps(fhir.bundle_of(rows, who=str(anna.who), name="Anna", made_at="2026-01-02T10:00:00Z"))
    )

    with acting_as(elsewhere.who, because="test"):
        number = actions.move_in(who=elsewhere.who, rows=fhir.rows_in(bundle))
        again = json.loads(json.dumps(queries.rows_of(elsewhere.who)))

    assert number == len(ids_of(rows)) > 30
    assert values_in(again) == values_in(rows)
    assert not set(ids_of(again)) & set(ids_of(rows))
    assert len(rows) > len(moving()) / 2, "the demo's Anna has something of most kinds"
