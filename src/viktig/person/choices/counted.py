"""What is counted of a choice: facts with nobody in them, in the place where the person lives. Without one: nothing."""

from collections.abc import Mapping, Sequence

from viktig.ground.facts.actions import happened
from viktig.ground.people.models import Place
from viktig.person.choices.models import Choosing, Option
from viktig.person.choices.queries import number_to_be_had

MANY, SEVERAL = 3, 2


def count_settled(choosing: Choosing, options: Sequence[Option], *, place: Place | None) -> bool:
    """Count how a choice was settled, and how many possibilities could be had. Return whether there was a place.

    choosing: as it was settled. Waiting and doing nothing are not among those that are counted: they can always be had.
    """
    if place is None:
        return False
    had, missing = number_to_be_had(options)
    happened(
        "person.choices.settled",
        place=place,
        attributes={
            "to_be_had": str(had) if had < MANY else "3_or_more",
            "missing": str(missing) if missing < SEVERAL else "2_or_more",
            "result": choosing.status,
        },
    )
    return True


def count_how(answers: Mapping[str, str], *, place: Place) -> None:
    """Count each answer about how it was to choose by itself: nobody can lay two of them together."""
    for question, answer in answers.items():
        happened("person.choices.how_it_was", place=place, attributes={"question": question, "answer": answer})
