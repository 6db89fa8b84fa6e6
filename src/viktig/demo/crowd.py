"""A crowd to measure with: people with pages, voices and answers in the numbers of a town. All through the real actions."""

from dataclasses import replace

from viktig.demo.life import LIVES, live
from viktig.demo.story import MODERATES, WORKS_AT, who
from viktig.demo.town import Somebody, make_somebody
from viktig.ground import clock
from viktig.ground.people.actions import make_person
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of, receipt_digest
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.words.areas import LifeArea
from viktig.ground.words.receipt import mint
from viktig.person.matters.actions import write_matter

PEOPLE, VOICES = 1_000, 400
CLIENTS = 12  # of Kari, for one ombud; at any scale above 0, since an ombud has no more in a nation than in a town
WEEKS = 10  # the voices come in as many heaps, a week between: the newest waits for an answer, the next for the check
TO, LANGUAGE = "Boligkontoret", "nb"


def gather(scale: float) -> None:
    """Make 1,000 people with three matters each, and 400 voices, at scale 1; more or fewer at another."""
    for number in range(CLIENTS):
        key = f"client-{number}"
        make_somebody(Somebody(key, f"Person {number}", LANGUAGE, "NO-9901", ""))
        live(replace(LIVES[0], key=key))
    for number in range(CLIENTS, round(PEOPLE * scale)):
        write_page(number)
    voices = round(VOICES * scale)
    for week in range(WEEKS):
        speak(range(week * voices // WEEKS, (week + 1) * voices // WEEKS), week=week)


def write_page(number: int) -> None:
    """Let somebody write what matters to them."""
    person = make_person(name=f"Person {number}")
    with acting_as(person, because="demo"):
        for area in (LifeArea.HOUSING, LifeArea.NETWORK, LifeArea.MEANING):
            write_matter(who=person, area=area, words=f"Noe som er viktig, nummer {number}.")


def speak(numbers: range, *, week: int) -> None:
    """Play a heap of voices from the day they were said to where they are now. week: how many weeks ago it happened.

    Week 0 is not answered yet, week 1 waits to be checked, and the others are judged and published.
    """
    to, receipts = Organisation.unguarded.get(name=TO), [mint(LANGUAGE) for _ in numbers]
    with clock.moved_back(10 + 7 * week):
        with acting_as(None, because="demo"):
            for number, receipt in zip(numbers, receipts, strict=True):
                actions.say(_words(number, to), receipt=receipt)
        actions.deliver()
    if week == 0:
        return
    with clock.moved_back(7 * week), acting_as(who(WORKS_AT[TO]).who, because="demo"):
        for voice in _voices(receipts):
            actions.read(voice=voice)
            actions.promise(voice=voice, step=3)
            actions.answer(voice=voice, outcome=Outcome.EXPLAINED, words="Slik er det, og slik gjør vi det nå.")
    if week == 1:
        return
    digests = [digest for receipt in receipts for digest in digests_of(receipt)]
    with clock.moved_back(7 * week - 4):
        with acting_as(None, because="demo", receipts=digests):
            spoken = {voice.receipt_digest: voice for voice in _voices(receipts)}
            for receipt in receipts:
                actions.judge_as_speaker(spoken[receipt_digest(receipt)], Judgement.BETTER, receipt=receipt)
        actions.deliver()
    with clock.moved_back(7 * week - 7), acting_as(who(MODERATES[LANGUAGE]).who, because="demo"):
        for voice in _voices(receipts):
            actions.publish(voice=voice)


def _words(number: int, to: Organisation) -> actions.Words:
    return actions.Words(
        kind="barrier", level="service", area="housing", language=LANGUAGE, to=str(to.pk), levels=3, may_publish=True,
        words=f"Noe står i veien, nummer {number}. Jeg ble sendt videre tre ganger, og ingen visste hvem som bestemmer.",
    )  # fmt: skip


def _voices(receipts: list[str]) -> list[Voice]:
    digests = [receipt_digest(receipt) for receipt in receipts]
    return list(Voice.unguarded.select_related("held_by", "to__place").filter(receipt_digest__in=digests))
