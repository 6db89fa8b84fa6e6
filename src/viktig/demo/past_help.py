"""What is invented of past quarters about goals, plans, meetings and powers of attorney."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from viktig.ground.facts.kinds import KINDS, MEETING_ANSWERS, MEETING_QUESTIONS

# how often something happens in a quarter, beside the town in Norway
PLACES = {"NO-9901": 1.0, "NO-9902": 0.08, "NO-99": 1.3, "SE-9901": 0.8, "SE-99": 1.2}


@dataclass(frozen=True)
class Happens:
    """A kind of happening: how often in a town, and how often each value of what it says comes up.

    only_in_town: so seldom, and nowhere else, that nothing of it may be shown.
    """

    kind: str
    often: int
    weights: Mapping[str, tuple[int, ...]]
    only_in_town: bool = False


WEIGHT_OF_AREA = (22, 20, 10, 14, 9, 6, 5, 6, 6, 2)  # in the order of LifeArea
HAPPENS = (
    Happens("person.plan.goal_written", 120, {"area": WEIGHT_OF_AREA}),
    Happens("person.plan.told", 70, {"by": (1, 0), "how": (22, 8, 10, 60)}),
    Happens("person.plan.measure_done", 60, {"in_time": (60, 40)}),
    Happens("person.plan.measure_refused", 25, {"reason": (60, 40)}),
    Happens("person.mandates.demanded", 3, {"ground": (1, 1, 1)}, only_in_town=True),
)
MEETINGS = 50  # after which somebody has answered the three questions
WEIGHTS_OF_ANSWERS = ((52, 26, 14, 8), (40, 28, 22, 10), (34, 24, 32, 10))


def happenings(chance: random.Random) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield kind, place and what is said of each happening in a quarter."""
    for one in HAPPENS:
        for place, share in PLACES.items():
            if one.only_in_town and place != "NO-9901":
                continue
            for _ in range(_how_many(one.often * share, chance)):
                yield one.kind, place, {name: _one_of(one, name, chance) for name in one.weights}
    for place, share in PLACES.items():
        for _ in range(_how_many(MEETINGS * share, chance)):
            for question, weights in zip(MEETING_QUESTIONS, WEIGHTS_OF_ANSWERS, strict=True):
                answer = chance.choices(MEETING_ANSWERS, weights)[0]
                yield "person.meetings.answered", place, {"question": question, "answer": answer}


def _one_of(one: Happens, name: str, chance: random.Random) -> str:
    return chance.choices(KINDS[one.kind][name], one.weights[name])[0]


def _how_many(usual: float, chance: random.Random) -> int:
    return round(usual * chance.uniform(0.85, 1.15))
