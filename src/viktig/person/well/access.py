"""The only way to what keeps a person well."""

from typing import Any
from uuid import UUID

from django.db.models import CharField, Value
from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, Thing, Tracker, WordSuggestion

THINGS: dict[str, type[Note] | type[CrisisCard] | type[Tracker] | type[DiaryPage]] = {
    "note": Note,
    "card": CrisisCard,
    "tracker": Tracker,
    "diary": DiaryPage,
}
ALONE = (Tracker, DiaryPage)  # a share of the whole room does not open them


def get_room_for(account: Account, who: UUID, permission: Permission) -> Person:
    """Return a person whose room is open to an account: strengths, own medicine, how help should be, the crisis card.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.WELL), about=person, person_id=who)
    return person


def get_thing_for(account: Account, who: UUID, thing_id: UUID, permission: Permission) -> tuple[Person, Thing]:
    """Return a person and one thing of the room: a note, the crisis card, something they follow, a page of the diary.

    Raises Http404 if it is missing, or not this account's to see.
    """
    person = person_of(who)
    named = [
        model.unguarded.filter(pk=thing_id, person_id=who).values_list(Value(name, output_field=CharField()))
        for name, model in THINGS.items()
    ]
    found = list(named[0].union(*named[1:], all=True))
    if not found:
        raise Http404
    model: Any = THINGS[found[0][0]]
    thing: Thing = get_object_or_404(model.unguarded, pk=thing_id, person_id=who)
    roles = roles_on(account, who, room=Room.WELL, item=thing.pk, whole=not isinstance(thing, ALONE))
    authorize(account, permission, roles=roles, about=thing, person_id=who)
    return person, thing


def get_card_for(account: Account, who: UUID, thing_id: UUID, permission: Permission) -> tuple[Person, CrisisCard]:
    """Return a person and their crisis card. Raises Http404 if it is missing or not this account's to see."""
    person, card = get_thing_for(account, who, thing_id, permission)
    if not isinstance(card, CrisisCard):
        raise Http404
    return person, card


def get_tracker_for(account: Account, who: UUID, thing_id: UUID, permission: Permission) -> tuple[Person, Tracker]:
    """Return a person and something they follow. Raises Http404 if it is missing or not this account's to see."""
    person, tracker = get_thing_for(account, who, thing_id, permission)
    if not isinstance(tracker, Tracker):
        raise Http404
    return person, tracker


def get_mark_for(
    account: Account, who: UUID, thing_id: UUID, mark_id: UUID, permission: Permission
) -> tuple[Person, Tracker, DayMark]:
    """Return what was written down for a day, with what it is about. Raises Http404 as `get_tracker_for`."""
    person, tracker = get_tracker_for(account, who, thing_id, permission)
    return person, tracker, get_object_or_404(DayMark.unguarded, pk=mark_id, tracker=tracker)


def get_room_to_suggest_in(account: Account, who: UUID) -> Person:
    """Return a person to whom this account may suggest words: somebody else. Raises Http404."""
    if account.who == who:
        raise Http404
    return get_room_for(account, who, Permission.PERSON_WELL_SUGGEST)


def get_suggestion_for(account: Account, who: UUID, suggestion_id: UUID) -> tuple[Person, WordSuggestion]:
    """Return words that somebody has suggested to this account's own person. Raises Http404."""
    person = get_room_for(account, who, Permission.PERSON_WELL_EDIT)
    return person, get_object_or_404(WordSuggestion.unguarded, pk=suggestion_id, person_id=who)


def get_own_suggestion(account: Account, who: UUID, suggestion_id: UUID) -> WordSuggestion:
    """Return words that this account has suggested to a person, while they may suggest. Raises Http404."""
    get_room_to_suggest_in(account, who)
    return get_object_or_404(WordSuggestion.unguarded, pk=suggestion_id, person_id=who, by=account.who)


def may_suggest(account: Account, who: UUID) -> bool:
    """Say whether an account may suggest words on a person's page: whether to show the way there, no more."""
    return PersonRole.HELPER in roles_on(account, who, room=Room.WELL)
