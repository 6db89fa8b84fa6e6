"""What is counted of how it went: facts with nobody in them, in the place where the person lives."""

from viktig.ground.facts.actions import happened
from viktig.ground.people.models import Person
from viktig.person.progress.models import Change, Filling

HEARD = "heard"
SAID = {2: "yes", 1: "a_little", 0: "no"}


def count_heard(person: Person, filling: Filling) -> None:
    """Count whether somebody was heard in a meeting, if they answered the question and have said where they live."""
    values = [one["value"] for one in filling.answers if one["item"] == HEARD]
    if person.place is None or not values:
        return
    happened("person.progress.heard", place=person.place, attributes={"heard": SAID.get(values[0], "not_said")})


def count_outcome(person: Person, change: Change) -> bool:
    """Count what became of something that should be done differently. Return whether there was a place to count it in."""
    if person.place is None:
        return False
    happened("person.progress.changed", place=person.place, attributes={"outcome": change.outcome})
    return True
