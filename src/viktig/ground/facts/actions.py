"""Say that something happened: the second of the two ways out of a room (design.md 2 and 3)."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from viktig.ground import clock
from viktig.ground.facts.kinds import KINDS
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.protect import Release as Published
from viktig.ground.facts.quarters import Quarter, counted_in, quarter_of, week_of
from viktig.ground.facts.queries import last_released
from viktig.ground.people.models import Organisation, Place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import waiting


def happened(
    kind: str,
    *,
    place: Place,
    attributes: dict[str, str],
    organisation: Organisation | None = None,
    number: int = 1,
    on: date | None = None,
) -> None:
    """Count a happening. It waits, sealed, until the worker moves all facts of the week at once.

    Raises ValueError for a kind, a name or a value that the registry does not know.
    """
    check(kind, attributes)
    waiting.put(
        "fact",
        {
            "kind": kind,
            "week": week_of(on or clock.today()),
            "place": place.pk,
            "attributes": attributes,
            "organisation": str(organisation.pk) if organisation else None,
            "number": number,
        },
    )


def check(kind: str, attributes: dict[str, str]) -> None:
    """Raise ValueError unless the registry knows the kind and exactly these attributes with these values."""
    known = KINDS.get(kind)
    if known is None:
        raise ValueError(f"{kind} is no kind of fact. Add it to ground/facts/kinds.py.")
    if set(attributes) != set(known):
        raise ValueError(f"{kind} has the attributes {sorted(known)}.")
    for name, value in attributes.items():
        if value not in known[name]:
            raise ValueError(f"{value} is no value of {kind} {name}.")


def move_facts() -> int:
    """Write all waiting facts, shuffled, in one transaction of the worker's own; return how many."""
    with acting_as(None, because="ground.facts.move"), transaction.atomic():
        only_one()
        last = last_released()
        facts = [
            Fact(
                kind=load["kind"],
                week=load["week"],
                place_id=load["place"],
                organisation_id=load["organisation"],
                attributes=load["attributes"],
                number=load["number"],
                late_in=_late_in(load["week"], last),
            )
            for load in (parcel.load for parcel in waiting.take("fact"))
        ]
        Fact.unguarded.bulk_create(facts)
    return len(facts)


def _late_in(week: str, last: Quarter | None) -> str:
    quarter = counted_in(week, last)
    return "" if quarter == quarter_of(week) else quarter.label


def store(releases: Iterable[Published], *, on: date) -> list[Release]:
    """Store what is published, for good. A table of which nothing is shown has no cells."""
    rows = [
        Release(
            table=one.table,
            quarter=one.quarter.label,
            place_id=one.place,
            cells=[list(row) for row in one.cells] if one.is_shown else None,
            made_on=on,
        )
        for one in releases
    ]
    return Release.unguarded.bulk_create(rows)


def only_one() -> None:
    """Wait until nobody else moves facts or releases, and be the only one until the transaction ends.

    Else a fact could come between the counting of its quarter and the note that the quarter is released.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('viktig facts'))")
