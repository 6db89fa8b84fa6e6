"""The only way to who acts for a person, and to what bodies may tell each other about them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.ground.record import Record
from viktig.person.mandates.models import Consent, Demand, Mandate, Passed, Signature

PLACE = "person__place__country"


def get_room_for(account: Account, who: UUID, permission: Permission) -> Person:
    """Return the person whose room it is. Raises Http404 when there is none, or the room is not this account's to see."""
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.MANDATES), about=person, person_id=who)
    return person


def get_mandate_for(account: Account, mandate_id: UUID, permission: Permission) -> Mandate:
    """Return one mandate. Raises Http404 if it is missing or not this account's to see; it can be shared alone."""
    mandate = get_object_or_404(Mandate.unguarded.select_related(PLACE), pk=mandate_id)
    _authorize(account, permission, mandate)
    return mandate


def get_signature_for(account: Account, mandate_id: UUID, permission: Permission) -> Signature:
    """Return the name under a mandate; a look at it is a look at the mandate. Raises Http404 as `get_mandate_for`."""
    found = Signature.unguarded.select_related("mandate", PLACE)
    signature = get_object_or_404(found, mandate_id=mandate_id)
    _authorize(account, permission, signature.mandate)
    return signature


def get_consent_for(account: Account, consent_id: UUID, permission: Permission) -> Consent:
    """Return one consent. Raises Http404 if it is missing, or the whole room is not this account's to see."""
    consent = get_object_or_404(Consent.unguarded.select_related(PLACE), pk=consent_id)
    _authorize(account, permission, consent, alone=False)
    return consent


def get_passed_for(account: Account, passed_id: UUID, permission: Permission) -> Passed:
    """Return one thing that was passed on. Raises Http404 as `get_consent_for`."""
    passed = get_object_or_404(Passed.unguarded.select_related(PLACE), pk=passed_id)
    _authorize(account, permission, passed, alone=False)
    return passed


def get_demand_for(account: Account, demand_id: UUID, permission: Permission) -> Demand:
    """Return one time a mandate was demanded. Raises Http404 as `get_consent_for`."""
    demand = get_object_or_404(Demand.unguarded.select_related(PLACE), pk=demand_id)
    _authorize(account, permission, demand, alone=False)
    return demand


def _authorize(account: Account, permission: Permission, about: Record, *, alone: bool = True) -> None:
    """Let the request go on if the permission is granted. alone: a share of this one row is enough. Raises Http404."""
    person_id: UUID = about.person_id  # type: ignore[attr-defined]  # each row of this room has its person
    roles = roles_on(account, person_id, room=Room.MANDATES, item=about.pk if alone else None)
    authorize(account, permission, roles=roles, about=about, person_id=person_id)
