"""How it is going for two of the demo's people, in their own eyes. Every sentence is our own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from viktig.ground import clock
from viktig.ground.access.authorize import person_of
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.progress import actions, packs
from viktig.person.progress.models import Outcome


@dataclass(frozen=True)
class Going:
    """numbers: (days ago, number). heard: (days ago, value) of the question after a meeting.

    near, sees: who else answered, and what helps as they see it. group: who has eight words and has not answered yet.
    """

    language: str
    goal: str
    numbers: tuple[tuple[int, int], ...]
    heard: tuple[tuple[int, int], ...]
    change: str
    whom: str
    became: str
    near: str
    sees: str
    group: str


GOING = {
    "anna": Going(
        "nb", "Å sove hele natta", ((42, 2), (28, 3), (14, 3), (7, 5)), ((28, 2), (7, 1)),
        "Vi går en tur mens vi prater, og tar én ting om gangen.", "Kari", "Det er lettere å puste ute.",
        "Mamma", "At hun går ut igjen, og at noen ringer.", "Gruppa",
    ),
    "alva": Going(
        "sv", "Att sova hela natten", ((42, 3), (28, 3), (14, 4), (7, 6)), ((28, 2), (7, 1)),
        "Vi går en promenad medan vi pratar, och tar en sak i taget.", "Noor", "Det är lättare att andas ute.",
        "Min syster", "Att hon går ut igen, och att någon ringer.", "Gruppen",
    ),
}  # fmt: skip


def goes(key: str, who: UUID) -> None:
    """Write how it goes for one of them, who acts, if they have anything: a goal, two meetings, what was changed."""
    if key not in GOING:
        return
    one = GOING[key]
    with clock.moved_back(one.numbers[0][0]):
        goal = actions.add_goal(who=who, words=one.goal)
    for days, number in one.numbers:
        with clock.moved_back(days):
            actions.rate_goal(series=goal, number=number, on=clock.today())
    asked = packs.in_language(packs.forms()["viktig-meeting"], one.language)
    person = person_of(who)
    for days, heard in one.heard:
        with clock.moved_back(days):
            actions.fill_in(person=person, form=asked, answers={"heard": heard, "next": 2}, on=clock.today())
    with clock.moved_back(7):
        change = actions.agree(who=who, words=one.change, whom=one.whom)
    seen = fingerprint_of(change.outcome, change.became)
    actions.say_outcome(change=change, outcome=Outcome.CHANGED, became=one.became, seen=seen)
    ask_others(who, one)


def ask_others(who: UUID, one: Going) -> None:
    """Let somebody near them answer with eight words, and let a group have some that are still good."""
    around = packs.in_language(packs.forms()["viktig-around"], one.language)
    with clock.moved_back(5):
        slip = actions.make_slip(who=who, form=around, rater=one.near, ends_on=clock.today() + timedelta(days=7))
        actions.lay_out(slip)
        answers: dict[str, int | str | None] = {"lately": 2, "helps": one.sees}
        actions.send(slip.load["words"], form=around, answers=answers, said="", sheet=slip.pk)
        actions.gather(who=who, slips=[slip])
    actions.make_slip(who=who, form=around, rater=one.group, ends_on=clock.today() + timedelta(days=7))
