"""The only way to what a person has to choose. One choice can be shared alone; what hangs on it comes along."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.person.choices.models import Choosing, Concern, Option, Proposal


def get_choices_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, list[Choosing]]:
    """Return a person and all they have to choose, the newest first, each with `waiting`: how many suggestions are open.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.CHOICES), about=person, person_id=who)
    found = Choosing.unguarded.filter(person_id=who)
    waiting = Count("proposals", filter=Q(proposals__is_open=True, proposals__taken_on=None))
    return person, list(found.annotate(waiting=waiting).order_by("-begun_on", "pk"))


def get_choosing_for(account: Account, choosing_id: UUID, permission: Permission) -> Choosing:
    """Return one thing to choose, with its person. Raises Http404 if it is missing or not this account's to see."""
    choosing = get_object_or_404(Choosing.unguarded.select_related("person__place__country"), pk=choosing_id)
    _authorize(account, permission, choosing)
    return choosing


def get_option_for(account: Account, option_id: UUID, permission: Permission) -> Option:
    """Return a possibility with its choice. Raises Http404 if it is missing or not this account's to see."""
    option = get_object_or_404(Option.unguarded.select_related("choosing__person__place"), pk=option_id)
    _authorize(account, permission, option.choosing)
    return option


def get_concern_for(account: Account, concern_id: UUID, permission: Permission) -> Concern:
    """Return something that matters in a choice. Raises Http404 if it is missing or not this account's to see."""
    concern = get_object_or_404(Concern.unguarded.select_related("choosing__person__place"), pk=concern_id)
    _authorize(account, permission, concern.choosing)
    return concern


def get_proposal_for(account: Account, proposal_id: UUID, permission: Permission) -> Proposal:
    """Return a suggestion with its choice. Raises Http404 if it is missing or not this account's to see."""
    found = Proposal.unguarded.select_related("choosing__person__place", "option")
    proposal = get_object_or_404(found, pk=proposal_id)
    _authorize(account, permission, proposal.choosing)
    return proposal


def get_own_proposal(account: Account, proposal_id: UUID) -> Proposal:
    """Return a suggestion that this account is writing, while the person lets them. Raises Http404."""
    proposal = get_proposal_for(account, proposal_id, Permission.PERSON_CHOICES_SUGGEST)
    if proposal.by != account.who:
        raise Http404
    return proposal


def may_suggest(account: Account, choosing: Choosing) -> bool:
    """Say whether an account may suggest something on a choice: whether to show the way there, no more."""
    roles = roles_on(account, choosing.person_id, room=Room.CHOICES, item=choosing.pk)
    return PersonRole.HELPER in roles


def sees_the_room(account: Account, choosing: Choosing) -> bool:
    """Say whether an account sees the list in which a choice stands."""
    return bool(roles_on(account, choosing.person_id, room=Room.CHOICES))


def _authorize(account: Account, permission: Permission, choosing: Choosing) -> None:
    """Let the request go on if the permission is granted, and note a look at the choice. Raises Http404."""
    roles = roles_on(account, choosing.person_id, room=Room.CHOICES, item=choosing.pk)
    authorize(account, permission, roles=roles, about=choosing, person_id=choosing.person_id)
