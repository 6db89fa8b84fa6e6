"""The only way to what a person has told: it is the person's alone, and cannot be shared."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import person_of
from viktig.ground.people.models import Account, Person
from viktig.person.stories.models import Told


def get_told_for(account: Account, told_id: UUID) -> Told:
    """Return something this account's person has told. Raises Http404: missing, or somebody else's."""
    told: Told = get_object_or_404(Told.unguarded, pk=told_id, person_id=account.who)
    return told


def find_told(account: Account, told_id: UUID) -> Told | None:
    """Return what this account's person sent from the form with this id; None, as long as they have not."""
    return Told.unguarded.filter(pk=told_id, person_id=account.who).first()


def all_told_by(account: Account) -> list[Told]:
    """Return all that this account's person has told."""
    return list(Told.unguarded.filter(person_id=account.who))


def get_own_person(account: Account) -> Person:
    """Return the person an account leads to, with the place where they live."""
    return person_of(account.who)
