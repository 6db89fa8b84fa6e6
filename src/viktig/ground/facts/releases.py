"""Publish the fixed tables: once a quarter, after it has ended, and never again."""

from datetime import date, timedelta

from django.db import transaction

from viktig.ground import clock
from viktig.ground.facts import queries
from viktig.ground.facts.actions import only_one, store
from viktig.ground.facts.decide import release
from viktig.ground.facts.links import LINKS
from viktig.ground.facts.models import Release
from viktig.ground.facts.quarters import Quarter, ended
from viktig.ground.facts.tables import TABLES
from viktig.ground.protection.queries import smallest_group

# The week's facts are moved once a week: after one more week the last of the quarter are there.
LAST_FACTS = timedelta(weeks=1)


@transaction.atomic
def release_quarter(quarter: Quarter, on: date) -> list[Release]:
    """Publish every table of a quarter, for each place with more than 20,000 inhabitants; return what was stored.

    on: today. Empty when it is too early, or the quarter, or a later one, is released already: nothing is computed twice.
    """
    only_one()
    last = queries.last_released()
    if not is_due(quarter, on) or (last is not None and last >= quarter):
        return []
    places = queries.place_tree()
    if not places.with_table:
        return []
    counts = [
        one
        for table in TABLES.values()
        for one in queries.counts_of(table, quarter) or [queries.counts(table, quarter, places.with_table[0])]
    ]
    decisions = release(
        counts, [], places, LINKS, smallest_group()
    )  # quarters share no fact: no other release says anything
    return store((decision.release for decision in decisions if decision.release), on=on)


def release_due(on: date | None = None) -> dict[Quarter, list[Release]]:
    """Publish every quarter that has ended and is not released yet, the oldest first; return what was stored.

    on: today, if None.
    """
    on = on or clock.today()
    last, first = queries.last_released(), queries.first_counted()
    quarter = last.next if last else first
    made = {}
    while quarter is not None and is_due(quarter, on):
        if stored := release_quarter(quarter, on):
            made[quarter] = stored
        quarter = quarter.next
    return made


def is_due(quarter: Quarter, on: date) -> bool:
    """Return whether a quarter has ended, and its last facts have had the time to come."""
    return ended(quarter, on - LAST_FACTS)
