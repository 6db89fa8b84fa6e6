"""The only way to how it is going for a person."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, person_of, roles_on
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.models import Room
from viktig.person.progress.models import Change, Filling, Series, Slip
from viktig.person.progress.queries import all_series


def get_progress_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, list[Series]]:
    """Return a person and all that they follow, laid aside or not, in the order they began.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.PROGRESS), about=person, person_id=who)
    return person, all_series(who)


def get_series_for(account: Account, who: UUID, series_id: UUID, permission: Permission) -> tuple[Person, Series]:
    """Return a person and one thing that they follow; it can be shared alone. Raises Http404."""
    person = person_of(who)
    series = get_object_or_404(Series.unguarded, pk=series_id, person_id=who)
    roles = roles_on(account, who, room=Room.PROGRESS, item=series.pk)
    authorize(account, permission, roles=roles, about=series, person_id=who)
    return person, series


def get_filling_for(
    account: Account, who: UUID, series_id: UUID, filling_id: UUID, permission: Permission
) -> tuple[Person, Filling]:
    """Return a person and one time that they said how it was. Raises Http404.

    A look at it is a look at what it belongs to.
    """
    person, series = get_series_for(account, who, series_id, permission)
    return person, get_object_or_404(Filling.unguarded.select_related("series"), pk=filling_id, series=series)


def get_change_for(account: Account, who: UUID, change_id: UUID, permission: Permission) -> tuple[Person, Change]:
    """Return a person and one thing that should be done differently. Raises Http404; it opens with the whole room only."""
    person = person_of(who)
    change = get_object_or_404(Change.unguarded, pk=change_id, person_id=who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.PROGRESS), about=change, person_id=who)
    return person, change


def get_slip_for(account: Account, who: UUID, slip_id: UUID) -> tuple[Person, Slip]:
    """Return a person and a slip of theirs, to the person alone. Raises Http404."""
    person, _series = get_progress_for(account, who, Permission.PERSON_PROGRESS_EDIT)
    return person, get_object_or_404(Slip.unguarded, pk=slip_id, person_id=who)
