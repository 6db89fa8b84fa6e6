"""Past quarters: invented facts, counted in the weeks they belong to, so that the figures have something to show."""

import random
from datetime import timedelta

from viktig.ground import clock
from viktig.ground.facts.kinds import DAYS_TO_ANSWER, VOICE_KINDS
from viktig.ground.facts.models import Fact
from viktig.ground.facts.quarters import quarter_on, week_of
from viktig.ground.facts.releases import release_quarter
from viktig.ground.people.models import Organisation
from viktig.ground.voice.states import Outcome

# place, answers a quarter, the organisation they are about
PLACES = (
    ("NO-9901", 240, "Boligkontoret"),
    ("NO-9902", 24, None),
    ("NO-9903", 3, None),  # so few that nothing may be shown
    ("NO-99", 310, None),
    ("SE-9901", 210, "Bostadskontoret"),
    ("SE-99", 260, None),
)
WEIGHT_OF_KIND = (30, 26, 16, 10, 12, 6)
WEIGHT_OF_OUTCOME = {
    Outcome.EXPLAINED: 30,
    Outcome.WILL_CHANGE: 26,
    Outcome.PARTLY: 16,
    Outcome.WILL_NOT: 18,
    Outcome.NOT_OURS: 10,
}
WEIGHT_OF_DAYS = (34, 40, 18, 8)


def replay(quarters: int) -> None:
    """Count invented answers in each of the last whole quarters. The same numbers every time.

    quarters: how many, 0 or more. The last one is the newest that has ended.
    """
    chance = random.Random(2026)  # noqa: S311 (invented numbers)
    quarter = quarter_on(clock.today())
    facts = []
    for _ in range(quarters):
        quarter = quarter.previous
        weeks = [week_of(quarter.first_monday + timedelta(weeks=number)) for number in range(13)]
        for place, usual, organisation in PLACES:
            about = Organisation.unguarded.get(name=organisation) if organisation else None
            facts += [
                Fact(
                    kind="ground.voice.answered", week=chance.choice(weeks), place_id=place, organisation=about,
                    attributes={
                        "kind": chance.choices(VOICE_KINDS, WEIGHT_OF_KIND)[0],
                        "outcome": chance.choices(list(WEIGHT_OF_OUTCOME), list(WEIGHT_OF_OUTCOME.values()))[0],
                        "days": chance.choices(DAYS_TO_ANSWER, WEIGHT_OF_DAYS)[0],
                    },
                )
                for _ in range(round(usual * chance.uniform(0.85, 1.15)))
            ]  # fmt: skip
    Fact.unguarded.bulk_create(facts, batch_size=1000)


def release(quarters: int) -> None:
    """Publish the figures of the replayed quarters, the oldest first, as the weekly job would have."""
    quarter = quarter_on(clock.today())
    past = [quarter := quarter.previous for _ in range(quarters)]
    for ended in reversed(past):
        release_quarter(ended, on=clock.today())
