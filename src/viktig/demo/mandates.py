"""Who may act for two of the demo's people, and what may be told about them. Every sentence is our own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from viktig.ground import clock
from viktig.person.mandates import actions, queries
from viktig.person.mandates.kinds import Reason, Way


@dataclass(frozen=True)
class Acting:
    """A mandate, and a yes to one body that tells another. refused: what the office said, if it did not accept."""

    language: str
    holder: tuple[str, str]
    office: tuple[str, str]
    matter: str
    information: str
    limits: str
    name: str
    handed_in: str
    refused: str
    pair: tuple[str, str]
    purpose: str
    passed: str


ACTING = {
    "anna": Acting(
        "nb", ("Kari Nes", "Sammen i Fjordby"), ("Boligkontoret", "Søknad om bolig"),
        "Søknaden min om et sted å bo.", "Hvor langt søknaden er, og hva som mangler.", "Ingenting om helsa mi.",
        "Anna Lie", "I skranken", "", ("Boligkontoret", "Psykisk helse og rus"),
        "Så de kan hjelpe meg å flytte.", "Datoen da jeg kan flytte inn.",
    ),
    "alva": Acting(
        "sv", ("Noor Åberg", "Tillsammans i Sjöstad"), ("Bostadskontoret", "Ansökan om bostad"),
        "Min ansökan om en bostad.", "Hur långt ansökan har kommit, och vad som saknas.", "Inget om min hälsa.",
        "Alva Ek", "I receptionen", "De sa att den måste stå på deras egen blankett.",
        ("Bostadskontoret", "Öppenvården"), "Så att de kan hjälpa mig att flytta.", "Dagen då jag kan flytta in.",
    ),
}  # fmt: skip


def act_for(key: str, who: UUID) -> None:
    """Let one of the demo's people, who acts, give a mandate and say what may be told, if they have any."""
    one = ACTING.get(key)
    if one is None:
        return
    today = clock.today()
    (name, works), (body, office), (teller, hearer) = one.holder, one.office, one.pair
    mandate = actions.begin(
        who=who, language=one.language, new_id=uuid4(), holder_name=name, holder_from=works, holder_phone="", body=body,
        office=office, matter=one.matter, starts_on=today, until=today + timedelta(days=25),
    )  # fmt: skip
    actions.write_what(
        mandate=mandate, powers=["information", "present", "speak"], information=one.information, limits=one.limits,
        giver_name=one.name, birth_date="", language=one.language, seen=queries.fingerprint(mandate, queries.WHAT),
    )  # fmt: skip
    signed = queries.own_mandate(who, mandate.pk)
    actions.sign(mandate=signed, way=Way.PAPER, picture=None, seen=queries.fingerprint(signed, queries.ALL))
    actions.hand_in(mandate=signed, on=today, to=one.handed_in)
    if one.refused:
        actions.refuse(mandate=signed, on=today, reason=Reason.FORM, words=one.refused)
    else:
        actions.accept(mandate=signed, on=today)
    consent = actions.consent(
        who=who, new_id=uuid4(), language=one.language, teller=teller, hearer=hearer, kinds=["decisions", "housing"],
        other="", purpose=one.purpose, way="screen", witness="", until=today + timedelta(days=90),
    )  # fmt: skip
    actions.note_passed(consent=consent, new_id=uuid4(), words=one.passed, on=today)
