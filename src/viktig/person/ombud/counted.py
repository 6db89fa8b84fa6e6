"""What is counted when something has been worked on: a fact with nobody in it, in the place where the ombud works."""

from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import HELP_WANTED, THEMES
from viktig.ground.people.models import Place
from viktig.person.ombud.models import Assignment, Presentation


def count_end(assignment: Assignment) -> bool:
    """Count what kind of help has ended, and how. Return whether there was a place to count it in.

    A kind or theme from a place's own list counts as something else: its words are never counted.
    """
    place = _place_of(assignment)
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


def _place_of(assignment: Assignment) -> Place | None:
    ombud = assignment.agreement.ombud
    presentation = Presentation.unguarded.filter(who=ombud).select_related("organisation__place").first()
    return presentation.organisation.place if presentation else assignment.person.place
