"""What is counted of those around people: facts with nobody in them, in the place where the person lives. Who has not
said where they live is not counted."""

from collections.abc import Mapping, Sequence

from viktig.ground import clock
from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import LINES, days_to_answer
from viktig.ground.people.models import Person
from viktig.person.group.models import Asked, Line, LineState, Part, Participant, Transition


def count_asked(asked: Asked) -> bool:
    """Count what came of asking for a coordinator, and after how long. Return whether there was a place."""
    place = asked.person.place
    if place is None:
        return False
    days = max(0, (clock.today() - asked.asked_on).days)
    happened(
        "person.group.coordinator_asked",
        place=place,
        attributes={"outcome": asked.outcome, "days": days_to_answer(days)},
    )
    return True


def count_change(left: Participant) -> bool:
    """Count that a helper left, and how it was handed over. Somebody close is nobody's to count."""
    place = left.person.place
    if place is None or left.part == Part.CLOSE:
        return False
    happened("person.group.helper_changed", place=place, attributes={"part": left.part, "handover": left.handover})
    return True


def count_check_in(person: Person, months: int, answers: Mapping[str, str]) -> None:
    """Count how the help is after some months."""
    if person.place is not None:
        happened(
            "person.group.checked_in",
            place=person.place,
            attributes={"months": str(months), "help": answers["help"], "known": answers["known"]},
        )


def count_passed(transition: Transition, lines: Sequence[Line]) -> bool:
    """Count how much of a list was answered when its day had passed."""
    place = transition.person.place
    asked = [one for one in lines if one.state != LineState.NOT_NEEDED]
    if place is None or not asked:
        return False
    answered = sum(one.state == LineState.ANSWERED for one in asked)
    happened(
        "person.group.transition_passed",
        place=place,
        attributes={"kind": transition.kind, "answered": share_of(answered, len(asked)), "lines": band(len(asked))},
    )
    return True


def count_after(transition: Transition, days: int, answers: Mapping[str, str]) -> None:
    """Count whether it went as the list said, some days after a change."""
    place = transition.person.place
    if place is not None:
        happened(
            "person.group.transition_after",
            place=place,
            attributes={"days": str(days), "as_promised": answers["as_promised"]},
        )


def share_of(answered: int, lines: int) -> str:
    """Return the band of how many of the lines were answered. lines: 1 or more."""
    if answered == lines:
        return "all"
    if answered == 0:
        return "none"
    return "most" if answered * 2 >= lines else "some"


def band(lines: int) -> str:
    """Return the band of how many lines there were."""
    return LINES[0] if lines <= 4 else LINES[1] if lines <= 8 else LINES[2]
