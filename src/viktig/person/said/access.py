"""The only way to what a person has said, and to what they are about to say."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.queries import memberships_of, note_works, with_works
from viktig.ground.access.roles import GRANTS, OrganisationRole, Permission
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import LogEntry, Room
from viktig.person.matters.access import get_matter_for
from viktig.person.matters.models import Matter
from viktig.person.ombud.access import get_suggestion_for
from viktig.person.ombud.models import Suggestion
from viktig.person.said.models import Said
from viktig.person.sharing.access import get_log_entry_for


def get_said_for(account: Account, said_id: UUID, permission: Permission) -> Said:
    """Return one thing a person has said. Raises Http404 if it is missing or not this account's to see."""
    found = with_works(Said.unguarded.select_related("person"), owner="person_id")
    said: Said = get_object_or_404(found, pk=said_id)
    note_works(said, who=said.person_id)
    roles = roles_on(account, said.person_id, room=Room.SAID, item=said.pk)
    authorize(account, permission, roles=roles, about=said, person_id=said.person_id)
    return said


def get_all_said_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, list[Said]]:
    """Return a person and all that they have said.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.SAID), about=person, person_id=who)
    return person, list(Said.unguarded.filter(person_id=who))


def find_own_said(account: Account, said_id: UUID) -> Said | None:
    """Return what this account's person sent from the form with this id; None, as long as they have not."""
    return Said.unguarded.filter(pk=said_id, person_id=account.who).first()


def may_speak_from_work(account: Account) -> bool:
    """Say whether an account may say what it sees in its work: whoever works anywhere. It opens nothing to them."""
    needed = Permission.PERSON_SAID_FROM_WORK
    return any(needed in GRANTS[OrganisationRole(one.role)] for one in memberships_of(account.who))


def get_own_person(account: Account) -> Person:
    """Return the person an account leads to, with the place where they live."""
    return person_of(account.who)


def get_suggestion_to_say(account: Account, suggestion_id: UUID) -> Suggestion:
    """Return words that were suggested to this account's person. Raises Http404 for anybody else's."""
    return get_suggestion_for(account, suggestion_id, Permission.PERSON_OMBUD_EDIT)


def find_own_suggestion(account: Account, suggestion_id: UUID) -> Suggestion | None:
    """Return the suggestion with this id to this account's person, if there is one."""
    return Suggestion.unguarded.filter(pk=suggestion_id, person_id=account.who).first()


def get_own_matter(account: Account, matter_id: UUID) -> Matter:
    """Return something that matters to this account's person, to say it to somebody. Raises Http404."""
    _person, matter = get_matter_for(account, account.who, matter_id, Permission.PERSON_MATTERS_READ)
    return matter


def get_own_look(account: Account, entry_id: UUID) -> LogEntry:
    """Return a line of the log of this account's person, to say what came of asking why. Raises Http404."""
    return get_log_entry_for(account, entry_id)
