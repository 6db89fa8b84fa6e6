"""The only way to oneself."""

from django.http import Http404

from viktig.ground.access.authorize import authorize, roles_on
from viktig.ground.access.queries import own_person
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Person


def get_self(account: Account) -> Person:
    """Return the person an account leads to. Raises Http404 when there is none any more."""
    person = own_person(account.who)
    if person is None:
        raise Http404
    roles = roles_on(account, person.pk, room="mine")
    authorize(account, Permission.PERSON_MINE_EDIT, roles=roles, about=person, person_id=person.pk)
    return person
