"""What two of the demo's people have on their pages. Every sentence is our own."""

import uuid
from dataclasses import dataclass

from viktig.demo import around
from viktig.demo.going import GOING, goes
from viktig.demo.mandates import act_for
from viktig.demo.meeting import prepare
from viktig.demo.paper import drawn_paper
from viktig.demo.plan import draw_up
from viktig.demo.story import who
from viktig.demo.well import keep
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.beside import beside
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.actions import write_matter
from viktig.person.notes.actions import write_note
from viktig.person.ombud import actions as ombud
from viktig.person.ombud.models import Presentation


@dataclass(frozen=True)
class Ombud:
    """How one of the demo's ombuds presents themselves."""

    key: str
    name: str
    organisation: str
    words: str
    good_at: str
    languages: str
    has_room: bool = True


OMBUDS = (
    Ombud(
        "kari", "Kari", "Sammen i Fjordby",
        "Jeg har vært ombud i seks år. Vi kan gå en tur mens vi prater, om du liker det bedre enn et kontor.",
        "Bolig, brev som er vanskelige, møter der det er mange på den andre siden av bordet.", "Norsk, engelsk",
    ),
    Ombud(
        "samir", "Samir", "Sammen i Fjordby",
        "Jeg er rolig av meg og har god tid. Jeg har selv hatt det vanskelig, og vet at det tar tid å stole på noen.",
        "Penger og gjeld, søknader, å holde ut i telefonkø.", "Norsk, arabisk, engelsk", has_room=False,
    ),
    Ombud(
        "noor", "Noor", "Tillsammans i Sjöstad",
        "Jag har varit ombud i fyra år. Vi träffas där du vill: hemma, på ett kafé eller ute.",
        "Bostad, svåra brev, möten med många runt bordet.", "Svenska, engelska, persiska",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """What one of the demo's people has written. matters: (area, words). paper: the lines of a letter; title: what it is.

    note: their own words beside what the ombud suggests.
    """

    key: str
    ombud: str
    matters: tuple[tuple[LifeArea, str], ...]
    wants: str
    where: str
    reach: str
    may_say: str
    assignment: str
    suggestion: str
    receiver: str
    title: str
    paper: tuple[str, ...]
    note: str


LIVES = (
    Life(
        "anna", "kari",
        (
            (LifeArea.HOUSING, "Et sted å bo som er mitt, med en dør jeg kan låse."),
            (LifeArea.NETWORK, "Å spise middag med noen én gang i uka."),
            (LifeArea.MEANING, "Å spille gitar igjen. Jeg var god en gang."),
        ),
        "Jeg vil at noen går ved siden av meg til jeg har et sted å bo.",
        "På kafeen ved biblioteket, helst om formiddagen.",
        "Send en melding. Ikke ring før klokka elleve.",
        "Du kan si til boligkontoret at du hjelper meg. Ikke noe om helsa mi.",
        "Papirene til boligsøknaden ble borte to ganger. Hjelp meg å få vite hvor den er nå.",
        "Jeg leverte papirene til boligsøknaden to ganger, og begge gangene ble de borte. Jeg ønsker en kvittering.",
        "Boligkontoret",
        "Kvittering for søknaden",
        ("Boligkontoret i Fjordby", "Kvittering", "Tre ark og ett vedlegg", "om kommunal bolig.", "Mottatt i skranken"),
        "Det var tre ganger, ikke to. Den første gangen har jeg ikke papir på.",
    ),
    Life(
        "alva", "noor",
        (
            (LifeArea.HOUSING, "Ett eget hem, med en dörr som jag kan låsa."),
            (LifeArea.NETWORK, "Att äta middag med någon en gång i veckan."),
            (LifeArea.ACTIVITY, "Att komma ut och gå varje dag, också när det regnar."),
        ),
        "Jag vill att någon går bredvid mig tills jag har någonstans att bo.",
        "På kaféet vid biblioteket, helst på förmiddagen.",
        "Skicka ett meddelande. Ring inte före elva.",
        "Du får säga till bostadskontoret att du hjälper mig. Inget om min hälsa.",
        "Pappren till bostadsansökan kom bort två gånger. Hjälp mig att få veta var den är nu.",
        "Jag lämnade in pappren till bostadsansökan två gånger, och båda gångerna kom de bort. Jag önskar ett kvitto.",
        "Bostadskontoret",
        "Kvitto på ansökan",
        ("Bostadskontoret", "Kvitto", "Tre ark och en bilaga", "om en bostad.", "Mottaget i receptionen"),
        "Det var tre gånger, inte två. Första gången har jag inget papper på.",
    ),
)  # fmt: skip


def present(one: Ombud) -> None:
    """Let an ombud present themselves."""
    account = who(one.key)
    with acting_as(account.who, because="demo"):
        ombud.present(
            by=account, organisation=Organisation.unguarded.get(name=one.organisation), name=one.name, words=one.words,
            good_at=one.good_at, languages=one.languages, has_room=one.has_room,
        )  # fmt: skip


def live(life: Life) -> None:
    """Write somebody's page: what matters, their ombud, a paper, suggested words, what keeps them well, their plan."""
    account, helper = who(life.key), who(life.ombud)
    with acting_as(account.who, because="demo"):
        for area, words in life.matters:
            write_matter(who=account.who, area=area, words=words)
        agreement = ombud.agree(
            presentation=Presentation.unguarded.get(who=helper.who), by=account, wants=life.wants, where=life.where,
            reach=life.reach, may_say=life.may_say,
        )  # fmt: skip
        assignment = ombud.add_assignment(agreement=agreement, kind="housing", theme="housing", words=life.assignment)
        ombud.add_paper(
            assignment=assignment, by=account, title=life.title, picture=made_anew(drawn_paper(life.paper)),
            new_id=uuid.uuid4(),
        )  # fmt: skip
        if life.key in GOING:  # the many of `--scale` have no line
            goes(life.key, account.who)
        act_for(life.key, account.who)
    receiver = Organisation.unguarded.get(name=life.receiver)
    load = {"to": str(receiver.pk), "kind": "barrier", "level": "service", "area": "housing"}
    with acting_as(helper.who, because="demo"):
        suggestion = ombud.suggest(
            assignment=assignment, by=helper, suggestion_id=uuid.uuid4(), words=life.suggestion, load=load, ready=True
        )
    with acting_as(account.who, because="demo"):
        about = beside(Room.OMBUD, account.who, suggestion.pk)
        assert about is not None
        write_note(person=account.who, room=Room.OMBUD, item=suggestion.pk, about=about, words=life.note, seen="")
    keep(life.key)
    prepare(life.key)
    if life.key in around.AROUND:
        around.gather(life.key, account, helper)
    draw_up(life.key)
