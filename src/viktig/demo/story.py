"""What the demo's people have said and been answered, played on the days it happened. Every sentence is our own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from viktig.demo.town import address_of
from viktig.ground import clock
from viktig.ground.people.models import Account, Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of, receipt_digest
from viktig.ground.voice.states import CHANGES, Judgement, Outcome
from viktig.ground.words.receipt import mint
from viktig.system.barriers import actions as barriers


@dataclass(frozen=True)
class Told:
    """One voice and how far it came. Each number is how many days ago; None where it has not happened."""

    to: str
    kind: str
    area: str
    language: str
    words: str
    said: int
    answered: int | None = None
    outcome: Outcome = Outcome.EXPLAINED
    answer: str = ""
    changed: int | None = None
    change: str = ""
    judged: int | None = None
    verdict: Judgement = Judgement.BETTER
    published: int | None = None
    may_print: bool = False


WORKS_AT = {"Boligkontoret": "jon", "Bostadskontoret": "olle"}
MODERATES = {"nb": "lise", "nn": "lise", "sv": "maja"}

STORY = (
    Told(
        "Boligkontoret", "barrier", "housing", "nb",
        "Jeg leverte papirene mine to ganger. Begge gangene ble de borte, og ingen kunne si hvem som hadde tatt imot dem.",
        95, 80, Outcome.WILL_CHANGE, "Det skal ikke skje. Vi lager en kvittering for alt som leveres hos oss.",
        60, "Fra nå av får alle en kvittering med dato og navnet på den som tok imot.", 40, Judgement.BETTER, 38,
    ),
    Told(
        "Boligkontoret", "question", "housing", "nb",
        "Hvor lenge er det vanlig å vente på svar når man har søkt om bolig?",
        70, 64, Outcome.EXPLAINED, "Det vanlige er seks uker. Blir det lengre, skal du få vite det og hvorfor.",
        judged=50, verdict=Judgement.TOO_EARLY, published=48,
    ),
    Told(
        "Boligkontoret", "praise", "housing", "nb",
        "Hun i luka hjalp meg med å fylle ut skjemaet, linje for linje. Det var første gang noen tok seg tid.",
        45, 41, Outcome.EXPLAINED, "Takk for at du sier det. Vi setter nå av tid til hjelp med skjema hver tirsdag.",
        judged=35, verdict=Judgement.BETTER, published=33,
    ),
    Told(
        "Boligkontoret", "barrier", "housing", "nb",
        "Brevene er så vanskelige at jeg ikke tør åpne dem. Jeg vet ikke om det er ja eller nei før noen leser dem for meg.",
        20,
    ),
    Told(
        "Boligkontoret", "wish", "housing", "nb",
        "Jeg skulle ønske at det gikk an å ta med noen inn til samtalen uten å be om lov først.",
        12, 6, Outcome.PARTLY, "Du kan alltid ta med noen. Vi skriver det nå i innkallingen, så alle får vite det.",
    ),
    Told(
        "Bostadskontoret", "barrier", "housing", "sv",
        "Jag lämnade in samma papper tre gånger. Varje gång sa de att de inte hade fått något.",
        100, 85, Outcome.WILL_CHANGE, "Så ska det inte vara. Vi inför ett kvitto på allt som lämnas in.",
        55, "Alla får nu ett kvitto med datum, och vi ringer om något saknas.", 42, Judgement.BETTER, 40,
    ),
    Told(
        "Bostadskontoret", "advice", "housing", "sv",
        "Ge besked på telefon också. Alla öppnar inte sin post när livet är tungt.",
        50, 44, Outcome.WILL_CHANGE, "Det är ett bra råd. Vi börjar ringa alla som vill det.",
        25, "Vi ringer nu den som säger att hen vill bli uppringd.", 15, Judgement.TOO_EARLY, 14,
    ),
    Told(
        "Bostadskontoret", "experience", "housing", "sv",
        "Jag fick berätta allt från början för fjärde personen på ett år. Jag orkar inte en gång till.",
        9,
    ),
    Told(
        "Økonomi- og gjeldsrådgivningen", "question", "economy", "nb",
        "Jeg har ringt om timen min i tre uker. Hvem kan jeg snakke med når ingen tar telefonen?",
        8, may_print=True,
    ),
    Told(
        "Budget- och skuldrådgivningen", "question", "economy", "sv",
        "Jag har ringt om min tid i tre veckor. Vem kan jag tala med när ingen svarar i telefon?",
        7, may_print=True,
    ),
    Told(
        "Boligkontoret", "experience", "housing", "nn",
        "Eg leverte papira på kontoret i mai. Då eg ringde, var dei borte, og eg måtte byrje på nytt.",
        60, 50, Outcome.WILL_CHANGE, "Det skal ikkje skje. No får alle ei kvittering for det dei leverer.",
        44, "Alle får ei kvittering med dato.", 30, Judgement.TOO_EARLY, 28,
    ),
    Told(
        "Boligkontoret", "barrier", "housing", "nb",
        "Papirene mine forsvant, og ingen sa fra. Jeg fikk vite det da fristen var gått ut.",
        30, 21, Outcome.PARTLY, "Du får nå en kvittering. Vi kan ikke love at vi ringer når noe mangler.",
    ),
    Told(
        "Boligkontoret", "experience", "housing", "nb",
        "Sigvald i luka sa at jeg bare kunne gå hjem igjen. Det var 3. mars, og jeg hadde ingen steder å sove.",
        26, 18, Outcome.EXPLAINED, "Det er vi lei oss for. Den som ikke har et sted å sove, skal alltid få hjelp samme dag.",
    ),
)  # fmt: skip

# What the moderator has joined, and the place of each in STORY; the others that say the same are left to be found.
JOINED = ("Papirer blir borte", "paperwork", "nb", (0, 8))


def who(key: str) -> Account:
    """Return the account of one of the demo's people."""
    return Account.objects.get(email=address_of(key))


def tell(told: Told) -> str:
    """Play one voice from its first day to where it is now; return its receipt."""
    receipt, to = mint(told.language), Organisation.unguarded.get(name=told.to)
    words = actions.Words(
        kind=told.kind, level="service", area=told.area, language=told.language, words=told.words, to=str(to.pk),
        levels=3, may_publish=True, may_print=told.may_print,
    )  # fmt: skip
    with clock.moved_back(told.said):
        with acting_as(None, because="demo"):
            actions.say(words, receipt=receipt)
        actions.deliver()
    if told.answered is not None:
        with clock.moved_back(told.answered), acting_as(who(WORKS_AT[told.to]).who, because="demo"):
            voice = _voice(receipt)
            actions.read(voice=voice)
            actions.promise(voice=voice, step=3)
            actions.answer(
                voice=voice, outcome=told.outcome, words=told.answer,
                by_when=clock.today() + timedelta(days=45) if told.outcome in CHANGES else None,
            )  # fmt: skip
    if told.changed is not None:
        with clock.moved_back(told.changed), acting_as(who(WORKS_AT[told.to]).who, because="demo"):
            actions.tell_change(voice=_voice(receipt), words=told.change)
    if told.judged is not None:
        with clock.moved_back(told.judged):
            with acting_as(None, because="demo", receipts=digests_of(receipt)):
                actions.judge_as_speaker(_voice(receipt), told.verdict, receipt=receipt)
            actions.deliver()
    if told.published is not None:
        with clock.moved_back(told.published), acting_as(who(MODERATES[told.language]).who, because="demo"):
            actions.publish(voice=_voice(receipt))
    return receipt


def join(receipts: Sequence[str]) -> None:
    """Let the moderator join what says the same. receipts: of STORY, in its order."""
    name, kind, language, places = JOINED
    with acting_as(who(MODERATES[language]).who, because="demo"):
        said = [_voice(receipts[place]) for place in places]
        barriers.name_barrier(
            name=name, kind=kind, area=said[0].area, place=said[0].to.place, language=language, voices=said
        )


def _voice(receipt: str) -> Voice:
    return Voice.unguarded.select_related("held_by", "to__place").get(receipt_digest=receipt_digest(receipt))
