"""What is counted of mandates: facts with nobody in them, in the place where the person lives or the body is."""

from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import days_to_answer
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.models import Demand, Mandate
from viktig.person.mandates.queries import place_of


def count(mandate: Mandate, way: str) -> bool:
    """Count how far a mandate has come, by its status. way: how it was signed. Return whether there was a place for it."""
    place = place_of(mandate.person, mandate.body)
    if place is None:
        return False
    if mandate.status == Status.DELIVERED:
        happened("person.mandates.delivered", place=place, attributes={"signed": way})
    elif mandate.status == Status.REFUSED:
        happened("person.mandates.refused", place=place, attributes={"reason": mandate.reason})
    elif mandate.status == Status.ACCEPTED and mandate.answered_on and mandate.delivered_on:
        days = (mandate.answered_on - mandate.delivered_on).days
        happened("person.mandates.accepted", place=place, attributes={"days": days_to_answer(days)})
    return True


def count_demand(demand: Demand) -> bool:
    """Count that a mandate was demanded without ground. Return whether there was a place to count it in."""
    place = place_of(demand.person, demand.body)
    if place is None:
        return False
    happened("person.mandates.demanded", place=place, attributes={"ground": demand.ground})
    return True
