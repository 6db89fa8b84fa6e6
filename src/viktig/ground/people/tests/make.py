"""Rows for tests, made as the people they belong to: row security holds for tests too."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions
from viktig.ground.people.models import Account, Organisation, OrganisationKind, Person, Place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room, Share


def make_account(*, email: str | None = None, name: str = "", language: str = "nb") -> Account:
    """Make an account that leads to a person with this name."""
    account = Account(email=email, language=language)
    account.set_unusable_password()
    account.save(force_insert=True)
    who = actions.lead_to_person(account)
    if name:
        with acting_as(who, because="test"):
            actions.name_yourself(person=Person.unguarded.get(pk=who), name=name, place_code=None)
    return account


def make_place(
    *,
    code: str = "NO-9901",
    name: str = "Fjordby",
    parent: Place | None = None,
    population: int = 75_000,
    country: str = "NO",
) -> Place:
    """Return a place, made when it is not there. Its country came with the migrations."""
    return Place.unguarded.get_or_create(
        code=code, defaults={"name": name, "country_id": country, "parent": parent, "population": population}
    )[0]


def make_organisation(
    *,
    name: str = "Boligkontoret",
    kind: OrganisationKind = OrganisationKind.SERVICE,
    place: Place | None = None,
    answers_to: Organisation | None = None,
    areas: list[str] | None = None,
    answer_days: int = 30,
    answers_here: bool = True,
) -> Organisation:
    """Make an organisation that answers within `answer_days`. answers_here: as if somebody did, until somebody joins."""
    organisation = Organisation(
        name=name,
        kind=kind,
        place=place or make_place(),
        answers_to=answers_to,
        areas=areas or [],
        answer_days=answer_days,
        answers_here=answers_here,
    )
    organisation.save(force_insert=True)
    return organisation


def make_member(
    organisation: Organisation,
    *,
    role: OrganisationRole = OrganisationRole.MEMBER,
    account: Account | None = None,
    known_as: str = "Kim",
) -> Account:
    """Make somebody who works for an organisation: invited, and accepted by themselves."""
    account = account or make_account()
    with acting_as(None, because="test"):
        words = actions.invite(organisation=organisation, role=role)
    with acting_as(account.who, because="test"):
        actions.accept_invitation(words=words, known_as=known_as)
    return account


def make_share(
    person: UUID,
    receiver: UUID,
    *,
    room: Room = Room.MATTERS,
    item: UUID | None = None,
    level: Level = Level.READ,
    days: int = 30,
) -> Share:
    """Make a share that the person gives, from now on; a negative number of days makes one that has ended."""
    starts = timezone.now() - timedelta(days=100)
    with acting_as(person, because="test"):
        share = Share(
            person_id=person,
            room=room,
            item=item,
            receiver=receiver,
            level=level,
            receiver_name="Kim",
            purpose="to help me",
            starts_at=starts,
            ends_at=timezone.now() + timedelta(days=days),
        )
        share.save(force_insert=True)
    return share
