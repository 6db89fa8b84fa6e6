"""What two of the demo's people have to choose. Every sentence is our own, and every number is invented and says so."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from viktig.demo.story import who
from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import give_share
from viktig.ground.privacy.models import Level, Room
from viktig.person.choices.actions import choosing, options, suggesting
from viktig.person.choices.models import ProposalKind
from viktig.person.choices.queries import questions_seen


@dataclass(frozen=True)
class Dilemma:
    """Something to choose. ways: (name, whether it can be had, what is known). helper: who sees it and suggests."""

    key: str
    helper: str
    helper_name: str
    about: str
    why_now: str
    wants: str
    questions: str
    ways: tuple[tuple[str, str, dict[str, str]], ...]
    matters: tuple[str, ...]
    purpose: str
    suggests: str


DILEMMAS = (
    Dilemma(
        "anna", "kari", "Kari",
        "Skal jeg prøve sovemedisin, eller noe annet?",
        "Legen skrev ut medisin på fem minutter. Jeg har ikke hentet den ennå.",
        "Å sove nok til at jeg orker å spille gitar om formiddagen.",
        "Hva skjer når jeg slutter?\nKan jeg prøve noe annet først?",
        (
            ("Sovemedisin", "here", {
                "what": "En tablett om kvelden i to uker.", "good": "Du kan sovne fortere.",
                "hard": "Du kan bli sløv om morgenen, og det kan bli vanskelig å slutte.",
                "number_1": "60", "of_1": "100", "happens_1": "sovner fortere (oppdiktet tall)",
                "number_2": "20", "of_2": "100", "happens_2": "er sløve dagen etter (oppdiktet tall)",
                "source": "En brosjyre fra apoteket", "paid_by": "Den som lager medisinen",
            }),
            ("Søvnskole i en gruppe", "not_here", {
                "what": "Seks kvelder sammen med andre, om døgnrytme og grubling.",
                "effort": "Seks kvelder, og lekser.",
            }),
        ),
        ("Å være våken om formiddagen", "Å slippe å bli avhengig av noe"),
        "For å tenke sammen med meg.",
        "Hvor lenge har andre i samme situasjon brukt den?",
    ),
    Dilemma(
        "alva", "noor", "Noor",
        "Ska jag flytta till ett gruppboende?",
        "De har en ledig plats och vill ha svar den här månaden.",
        "Ett hem där jag kan stänga dörren och ändå inte vara ensam.",
        "Får jag flytta därifrån om det inte går bra?",
        (
            ("Egen lägenhet med stöd", "later", {"what": "En egen lägenhet, och någon som kommer två gånger i veckan."}),
            ("Gruppboende", "here", {"what": "Ett eget rum, och personal i huset dygnet runt.", "hard": "Delat kök."}),
        ),
        ("En dörr som jag kan låsa", "Att äta middag med någon"),
        "För att tänka tillsammans med mig.",
        "Vem bestämmer vem som flyttar in bredvid?",
    ),
)  # fmt: skip


def face(one: Dilemma) -> None:
    """Let somebody write down what they have to choose, and somebody they let in suggest a question."""
    account, helper = who(one.key), who(one.helper)
    with acting_as(account.who, because="demo"):
        found = choosing.open_choosing(who=account.who, about=one.about, why_now=one.why_now, wants=one.wants)
        choosing.write_questions(choosing=found, questions=one.questions, seen=questions_seen(found))
        for name, availability, facts in one.ways:
            options.add_option(choosing=found, name=name, facts=facts, availability=availability)
        choosing.add_concerns(choosing=found, texts={uuid.uuid4(): words for words in one.matters})
        give_share(
            person=account.who, receiver=helper.who, receiver_name=one.helper_name, room=Room.CHOICES, item=found.pk,
            level=Level.SUGGEST, purpose=one.purpose, ends_at=clock.now() + timedelta(days=90),
        )  # fmt: skip
    with acting_as(helper.who, because="demo"):
        suggesting.suggest(
            choosing=found, by=helper, kind=ProposalKind.QUESTION, proposal_id=uuid.uuid4(),
            load={"words": one.suggests}, ready=True,
        )  # fmt: skip
