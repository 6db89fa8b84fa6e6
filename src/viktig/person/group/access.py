"""The only way to those around a person. The whole room is shared or nothing: no row of it can be shared alone."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.person.group.models import Asked, Line, Message, Participant, SuggestedAnswer, Transition

READ, SUGGEST, EDIT = Permission.PERSON_GROUP_READ, Permission.PERSON_GROUP_SUGGEST, Permission.PERSON_GROUP_EDIT


def get_circle_of(account: Account, who: UUID, permission: Permission) -> Person:
    """Return a person whose room this account may open so far. Raises Http404 for a missing one, or one not theirs."""
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.GROUP), about=person, person_id=who)
    return person


def get_participant_for(account: Account, participant_id: UUID) -> Participant:
    """Return somebody around this account's person, to change. Raises Http404."""
    found: Participant = _get(account, Participant, participant_id, EDIT)
    return found


def get_asked_for(account: Account, asked_id: UUID) -> Asked:
    """Return that this account's person asked for a coordinator, to change. Raises Http404."""
    found: Asked = _get(account, Asked, asked_id, EDIT)
    return found


def get_transition_for(account: Account, transition_id: UUID, permission: Permission) -> Transition:
    """Return a change in somebody's life. Raises Http404 if it is missing or not this account's to see."""
    found: Transition = _get(account, Transition, transition_id, permission)
    return found


def get_line_for(account: Account, line_id: UUID, permission: Permission) -> Line:
    """Return a line of a list, with its change. Raises Http404 if it is missing or not this account's to see."""
    found: Line = _get(account, Line, line_id, permission, "transition")
    return found


def get_line_to_suggest_on(account: Account, line_id: UUID) -> Line:
    """Return a line of somebody else's list, to which this account may suggest an answer. Raises Http404."""
    found = get_line_for(account, line_id, SUGGEST)
    if found.person_id == account.who:
        raise Http404
    return found


def get_suggested_for(account: Account, suggested_id: UUID) -> SuggestedAnswer:
    """Return an answer that was suggested to this account's person. Raises Http404."""
    found: SuggestedAnswer = _get(account, SuggestedAnswer, suggested_id, EDIT, "line")
    return found


def get_own_suggested(account: Account, suggested_id: UUID) -> SuggestedAnswer:
    """Return an answer that this account suggested and nobody has taken, while the room is shared. Raises Http404."""
    found: SuggestedAnswer = _get(account, SuggestedAnswer, suggested_id, SUGGEST, "line")
    if found.by != account.who:
        raise Http404
    return found


def get_message_to_take_back(account: Account, message_id: UUID) -> Message:
    """Return a message that this account may take back: what it wrote itself, or any on its own person's page.

    Raises Http404.
    """
    message: Message = get_object_or_404(Message.unguarded.select_related("person__place"), pk=message_id)
    is_own = message.by == account.who
    roles = roles_on(account, message.person_id, room=Room.GROUP)
    authorize(account, SUGGEST if is_own else EDIT, roles=roles, about=message, person_id=message.person_id)
    return message


def may_suggest(account: Account, who: UUID) -> bool:
    """Say whether an account may write on a person's page: whether to show the way there, no more."""
    return PersonRole.HELPER in roles_on(account, who, room=Room.GROUP)


def _get(account: Account, model: Any, pk: UUID, permission: Permission, *joined: str) -> Any:
    found = get_object_or_404(model.unguarded.select_related("person__place__country", *joined), pk=pk)
    roles = roles_on(account, found.person_id, room=Room.GROUP)
    authorize(account, permission, roles=roles, about=found, person_id=found.person_id)
    return found
