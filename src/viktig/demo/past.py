"""Past quarters: invented facts, counted in the weeks they belong to, so that the figures have something to show."""

import random
from collections.abc import Iterator
from datetime import timedelta

from viktig.demo.past_help import happenings
from viktig.ground import clock
from viktig.ground.facts.kinds import DAYS_TO_ANSWER, ENDS, FELT, HELP_WANTED, PROMISED, THEMES, VOICE_KINDS
from viktig.ground.facts.models import Fact
from viktig.ground.facts.quarters import Quarter, quarter_on, week_of
from viktig.ground.facts.releases import release_quarter
from viktig.ground.people.models import Organisation
from viktig.ground.voice.states import Judgement, Outcome

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
# place, how often somebody was asked whether it became better, in a quarter; in Havnes too seldom to show anything
ASKED = (("NO-9901", 150), ("NO-9902", 14), ("NO-9903", 3), ("NO-99", 190), ("SE-9901", 130), ("SE-99", 170))
WEIGHT_OF_JUDGEMENT = {
    Judgement.BETTER: 38,
    Judgement.SAME: 22,
    Judgement.WORSE: 9,
    Judgement.TOO_EARLY: 11,
    Judgement.NOT_JUDGED: 20,
}
WEIGHT_OF_PROMISED = (18, 14, 30, 22, 12, 4)
# how much less say is felt than was promised, in steps
WEIGHT_OF_GAP = {0: 46, 1: 32, 2: 14, -1: 8}
# place, how many things came to an end that somebody and their ombud worked on, in a quarter
ENDED = (("NO-9901", 110), ("NO-9902", 9), ("NO-99", 140), ("SE-9901", 90), ("SE-99", 150))
WEIGHT_OF_HELP = (18, 8, 20, 9, 3, 16, 6, 4, 12, 8, 5, 3)
WEIGHT_OF_THEME = (8, 5, 22, 9, 20, 9, 6, 8, 4, 9)
WEIGHT_OF_END = (74, 26)
# quarters for which more than answers is counted: each takes seconds to protect, and a demo begins soon
SINCE, SINCE_FOR_HELP = 2, 1


def replay(quarters: int) -> None:
    """Count invented happenings in each of the last whole quarters. The same numbers every time.

    quarters: how many, 0 or more. The last one is the newest that has ended.
    """
    quarter = quarter_on(clock.today())
    facts: list[Fact] = []
    since = (quarters, SINCE, SINCE, SINCE_FOR_HELP)
    chances = [random.Random(seed) for seed in (2026, 2027, 2028, 2029)]  # noqa: S311 (invented numbers)
    for back in range(quarters):
        quarter = quarter.previous
        for made_up, chance, most in zip((_answers, _judgements, _ends, _help), chances, since, strict=True):
            if back < most:
                facts += made_up(quarter, chance)
    Fact.unguarded.bulk_create(facts, batch_size=1000)


def _answers(quarter: Quarter, chance: random.Random) -> Iterator[Fact]:
    for place, usual, organisation in PLACES:
        about = Organisation.unguarded.get(name=organisation) if organisation else None
        for _ in range(round(usual * chance.uniform(0.85, 1.15))):
            attributes = {
                "kind": chance.choices(VOICE_KINDS, WEIGHT_OF_KIND)[0],
                "outcome": chance.choices(list(WEIGHT_OF_OUTCOME), list(WEIGHT_OF_OUTCOME.values()))[0],
                "days": chance.choices(DAYS_TO_ANSWER, WEIGHT_OF_DAYS)[0],
            }
            yield _fact("ground.voice.answered", quarter, chance, place, attributes, about)


def _judgements(quarter: Quarter, chance: random.Random) -> Iterator[Fact]:
    for place, usual in ASKED:
        for _ in range(round(usual * chance.uniform(0.85, 1.15))):
            judgement = chance.choices(list(WEIGHT_OF_JUDGEMENT), list(WEIGHT_OF_JUDGEMENT.values()))[0]
            kind = chance.choices(VOICE_KINDS, WEIGHT_OF_KIND)[0]
            promised = chance.choices(PROMISED, WEIGHT_OF_PROMISED)[0]
            judged = {"kind": kind, "judgement": judgement}
            felt = {"promised": promised, "felt": _felt(promised, judgement, chance)}
            yield _fact("ground.voice.judged", quarter, chance, place, judged)
            yield _fact("ground.voice.felt", quarter, chance, place, felt)


def _felt(promised: str, judgement: Judgement, chance: random.Random) -> str:
    if judgement == Judgement.NOT_JUDGED:
        return FELT[-1]
    if chance.random() < 0.3:  # who skips the question
        return "not_said"
    gap = chance.choices(list(WEIGHT_OF_GAP), list(WEIGHT_OF_GAP.values()))[0]
    return str(min(5, max(1, (1 if promised == "none" else int(promised)) - gap)))


def _ends(quarter: Quarter, chance: random.Random) -> Iterator[Fact]:
    for place, usual in ENDED:
        for _ in range(round(usual * chance.uniform(0.85, 1.15))):
            attributes = {
                "help": chance.choices(HELP_WANTED, WEIGHT_OF_HELP)[0],
                "theme": chance.choices(THEMES, WEIGHT_OF_THEME)[0],
                "end": chance.choices(ENDS, WEIGHT_OF_END)[0],
            }
            yield _fact("person.ombud.assignment_ended", quarter, chance, place, attributes)


def _help(quarter: Quarter, chance: random.Random) -> Iterator[Fact]:
    for kind, place, attributes in happenings(chance):
        yield _fact(kind, quarter, chance, place, attributes)


def _fact(
    kind: str,
    quarter: Quarter,
    chance: random.Random,
    place: str,
    attributes: dict[str, str],
    about: Organisation | None = None,
) -> Fact:
    week = week_of(quarter.first_monday + timedelta(weeks=chance.randrange(13)))
    return Fact(kind=kind, week=week, place_id=place, organisation=about, attributes=attributes)


def release(quarters: int) -> None:
    """Publish the figures of the replayed quarters, the oldest first, as the weekly job would have."""
    quarter = quarter_on(clock.today())
    past = [quarter := quarter.previous for _ in range(quarters)]
    for ended in reversed(past):
        release_quarter(ended, on=clock.today())
