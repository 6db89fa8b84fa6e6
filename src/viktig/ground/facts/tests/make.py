"""Facts for tests, written as the worker writes them."""

from datetime import date

from viktig.ground.facts.models import Fact
from viktig.ground.facts.quarters import Quarter, week_of
from viktig.ground.people.models import Place


def make_answers(
    place: Place,
    number: int,
    *,
    quarter: Quarter,
    kind: str = "barrier",
    outcome: str = "will_change",
    days: str = "8_30",
    week_on: date | None = None,
    late_in: str = "",
) -> Fact:
    """Count answers in a place, in the first week of a quarter."""
    fact = Fact(
        kind="ground.voice.answered",
        week=week_of(week_on or quarter.first_monday),
        place=place,
        attributes={"kind": kind, "outcome": outcome, "days": days},
        number=number,
        late_in=late_in,
    )
    fact.save(force_insert=True)
    return fact
