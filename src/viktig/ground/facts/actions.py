"""Say that something happened: the second of the two ways out of a room (design.md 2 and 3)."""

from datetime import date

from django.db import transaction

from viktig.ground import clock
from viktig.ground.facts.kinds import KINDS
from viktig.ground.facts.models import Fact
from viktig.ground.facts.quarters import week_of
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
        facts = [
            Fact(
                kind=load["kind"],
                week=load["week"],
                place_id=load["place"],
                organisation_id=load["organisation"],
                attributes=load["attributes"],
                number=load["number"],
            )
            for load in (parcel.load for parcel in waiting.take("fact"))
        ]
        Fact.unguarded.bulk_create(facts)
    return len(facts)
