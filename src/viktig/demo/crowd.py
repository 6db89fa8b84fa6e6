"""A crowd to measure with: people with pages, voices and answers in the numbers of a town."""

from viktig.demo.story import Told, tell
from viktig.ground.people.actions import make_person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.actions import write_matter

PEOPLE, VOICES = 1_000, 400


def gather(scale: float) -> None:
    """Make 1,000 people with three matters each, and 400 voices, at scale 1; more or fewer at another."""
    for number in range(round(PEOPLE * scale)):
        who = make_person(name=f"Person {number}")
        with acting_as(who, because="demo"):
            for area in (LifeArea.HOUSING, LifeArea.NETWORK, LifeArea.MEANING):
                write_matter(who=who, area=area, words=f"Noe som er viktig, nummer {number}.")
    for number in range(round(VOICES * scale)):
        tell(
            Told(
                "Boligkontoret", "barrier", "housing", "nb", f"Noe står i veien, nummer {number}.", 60, 50,
                Outcome.EXPLAINED, f"Slik er det, nummer {number}.", judged=40, verdict=Judgement.BETTER, published=30,
            )
        )  # fmt: skip
