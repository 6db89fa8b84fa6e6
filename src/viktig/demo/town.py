"""The two invented towns: places, who answers for what, who works where."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions
from viktig.ground.people.models import Account, Organisation, OrganisationKind, Person, Place
from viktig.ground.privacy.acting import acting_as

# code, name, parent, inhabitants
PLACES = (
    ("NO", "Norge", None, 5_600_000),
    ("NO-99", "Fjordfylke", "NO", 380_000),
    ("NO-9901", "Fjordby", "NO-99", 75_000),
    ("NO-9902", "Nesvik", "NO-99", 9_000),
    ("NO-9903", "Havnes", "NO-99", 24_000),
    ("SE", "Sverige", None, 10_600_000),
    ("SE-99", "Skogslän", "SE", 290_000),
    ("SE-9901", "Sjöstad", "SE-99", 75_000),
)
GROUP, OWNER, USERS, OVERSIGHT = (
    OrganisationKind.MANAGEMENT_GROUP,
    OrganisationKind.OWNER,
    OrganisationKind.USER_ORGANISATION,
    OrganisationKind.SUPERVISION,
)
SERVICE = OrganisationKind.SERVICE
# name, kind, place, answers to, life areas
ORGANISATIONS = (
    ("Tilsynet i Fjordfylke", OVERSIGHT, "NO-99", None, ()),
    ("Kommunestyret i Fjordby", OWNER, "NO-9901", "Tilsynet i Fjordfylke", ()),
    ("Ledergruppen for helse og velferd", GROUP, "NO-9901", "Kommunestyret i Fjordby", ()),
    ("Boligkontoret", SERVICE, "NO-9901", "Ledergruppen for helse og velferd", ("housing", "basic_needs")),
    ("Økonomi- og gjeldsrådgivningen", SERVICE, "NO-9901", "Ledergruppen for helse og velferd", ("economy",)),
    ("Psykisk helse og rus", SERVICE, "NO-9901", "Ledergruppen for helse og velferd", ("health", "network", "meaning")),
    ("Sammen i Fjordby", USERS, "NO-9901", None, ()),
    ("Tillsynen i Skogslän", OVERSIGHT, "SE-99", None, ()),
    ("Kommunfullmäktige i Sjöstad", OWNER, "SE-9901", "Tillsynen i Skogslän", ()),
    ("Ledningsgruppen för vård och omsorg", GROUP, "SE-9901", "Kommunfullmäktige i Sjöstad", ()),
    ("Bostadskontoret", SERVICE, "SE-9901", "Ledningsgruppen för vård och omsorg", ("housing", "basic_needs")),
    ("Budget- och skuldrådgivningen", SERVICE, "SE-9901", "Ledningsgruppen för vård och omsorg", ("economy",)),
    ("Öppenvården", SERVICE, "SE-9901", "Ledningsgruppen för vård och omsorg", ("health", "network", "meaning")),
    ("Tillsammans i Sjöstad", USERS, "SE-9901", None, ()),
)


@dataclass(frozen=True)
class Somebody:
    """One of the demo's people. key: in the address of their sign-in. works: (organisation, role)."""

    key: str
    name: str
    language: str
    place: str
    what: str
    works: tuple[tuple[str, OrganisationRole], ...] = ()


MEMBER, OMBUD = OrganisationRole.MEMBER, OrganisationRole.OMBUD
MODERATOR, ADMINISTRATOR = OrganisationRole.MODERATOR, OrganisationRole.ADMINISTRATOR
KEEPER = OrganisationRole.KEEPER
# The second who holds a key is invited by the first: (organisation, first, second).
SECOND_KEYS = (("Sammen i Fjordby", "lise", "kari"), ("Tillsammans i Sjöstad", "maja", "noor"))
PEOPLE = (
    Somebody("anna", "Anna", "nb", "NO-9901", "har en side for seg selv, og et ombud"),
    Somebody("emil", "Emil", "nb", "NO-9901", "har nettopp laget seg en side"),
    Somebody("kari", "Kari", "nb", "NO-9901", "er personlig ombud", (("Sammen i Fjordby", OMBUD),)),
    Somebody("samir", "Samir", "nb", "NO-9901", "er personlig ombud", (("Sammen i Fjordby", OMBUD),)),
    Somebody("jon", "Jon", "nb", "NO-9901", "svarer på boligkontoret", (("Boligkontoret", MEMBER),)),
    Somebody(
        "berit", "Berit", "nb", "NO-9901", "leder helse og velferd",
        (("Ledergruppen for helse og velferd", MEMBER), ("Boligkontoret", ADMINISTRATOR), ("Boligkontoret", KEEPER)),
    ),
    Somebody(
        "lise", "Lise", "nb", "NO-9901", "ser over før noe blir offentlig",
        (("Sammen i Fjordby", MODERATOR), ("Sammen i Fjordby", ADMINISTRATOR), ("Sammen i Fjordby", KEEPER)),
    ),
    Somebody("alva", "Alva", "sv", "SE-9901", "har en egen sida, och ett ombud"),
    Somebody("nils", "Nils", "sv", "SE-9901", "har just gjort en egen sida"),
    Somebody("noor", "Noor", "sv", "SE-9901", "är personligt ombud", (("Tillsammans i Sjöstad", OMBUD),)),
    Somebody("olle", "Olle", "sv", "SE-9901", "svarar på bostadskontoret", (("Bostadskontoret", MEMBER),)),
    Somebody(
        "maja", "Maja", "sv", "SE-9901", "ser över innan något blir offentligt",
        (
            ("Tillsammans i Sjöstad", MODERATOR), ("Tillsammans i Sjöstad", ADMINISTRATOR),
            ("Tillsammans i Sjöstad", KEEPER),
        ),
    ),
)  # fmt: skip


def address_of(key: str) -> str:
    """Return the invented e-mail address of one of the demo's people; no mail server anywhere answers for it."""
    return f"{key}@demo.invalid"


def make_town() -> None:
    """Make places, organisations and people. Doing it twice changes nothing."""
    for code, name, parent, inhabitants in PLACES:
        country = code[:2]
        Place.unguarded.get_or_create(
            code=code,
            defaults={"name": name, "country_id": country, "parent_id": parent, "population": inhabitants},
        )
    for name, kind, place, above, areas in ORGANISATIONS:
        answers_to = Organisation.unguarded.get(name=above) if above else None
        Organisation.unguarded.get_or_create(
            name=name,
            defaults={"kind": kind, "place_id": place, "answers_to": answers_to, "areas": list(areas)},
        )
    made = {somebody.key: make_somebody(somebody) for somebody in PEOPLE}
    names = {somebody.key: somebody.name for somebody in PEOPLE}
    for organisation, first, second in SECOND_KEYS:
        with acting_as(made[first].who, because="demo"):
            words = actions.invite(organisation=Organisation.unguarded.get(name=organisation), role=KEEPER)
        with acting_as(made[second].who, because="demo"):
            actions.accept_invitation(words=words, known_as=names[second])


def make_somebody(somebody: Somebody) -> Account:
    """Make one of the demo's people, with their work."""
    address = address_of(somebody.key)
    account = Account(email=address, language=somebody.language)
    account.set_unusable_password()
    account.save(force_insert=True)
    EmailAddress(user=account, email=address, verified=True, primary=True).save(force_insert=True)
    who = actions.lead_to_person(account)
    with acting_as(who, because="demo"):
        actions.name_yourself(person=Person.unguarded.get(pk=who), name=somebody.name, place_code=somebody.place)
    for organisation, role in somebody.works:
        with acting_as(None, because="demo"):
            words = actions.invite(organisation=Organisation.unguarded.get(name=organisation), role=role)
        with acting_as(who, because="demo"):
            actions.accept_invitation(words=words, known_as=somebody.name)
    return account
