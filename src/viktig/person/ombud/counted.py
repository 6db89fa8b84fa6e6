"""What is counted when something has been worked on: a fact with nobody in it, in the place where the ombud works."""

from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import HELP_WANTED, THEMES
from viktig.person.ombud.models import Assignment
from viktig.person.ombud.queries import place_where_helped


def count_end(assignment: Assignment) -> bool:
    """Count what kind of help has ended, and how. Return whether there was a place to count it in.

    A kind or theme from a place's own list counts as something else: its words are never counted.
    """
    place = place_where_helped(assignment)
    if place is None:
        return False
    happened(
        "person.ombud.assignment_ended",
        place=place,
        attributes={
            "help": assignment.kind if assignment.kind in HELP_WANTED else "other",
            "theme": assignment.theme if assignment.theme in THEMES else "other" if assignment.theme else "none",
            "end": assignment.status,
        },
    )
    return True
