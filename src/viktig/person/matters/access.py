"""The only way to what matters to a person."""

from uuid import UUID

from django.db.models import Count
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.person.matters.models import Matter


def get_matters_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, list[Matter]]:
    """Return a person and all that matters to them, in their own order; laid aside or not.

    Each carries `rewritten`: how often it was written anew.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.MATTERS), about=person, person_id=who)
    found = Matter.unguarded.filter(person_id=who).annotate(rewritten=Count("earlier"))
    return person, list(found.order_by("position", "written_at", "pk"))


def get_matter_for(account: Account, who: UUID, matter_id: UUID, permission: Permission) -> tuple[Person, Matter]:
    """Return a person and one thing that matters to them.

    Raises Http404 if it is missing, or not this account's to see.
    """
    person = person_of(who)
    matter = get_object_or_404(Matter.unguarded, pk=matter_id, person_id=who)
    roles = roles_on(account, who, room=Room.MATTERS, item=matter.pk)
    authorize(account, permission, roles=roles, about=matter, person_id=who)
    return person, matter
