"""The only way to what somebody else wrote on a person's pages, and to the person's own note beside it: the person's."""

from uuid import UUID

from django.http import Http404

from viktig.ground.people.models import Account
from viktig.ground.privacy.beside import Beside, beside
from viktig.ground.privacy.models import OwnNote
from viktig.ground.rooms import is_open


def get_beside_for(account: Account, room: str, item: UUID) -> tuple[Beside, OwnNote | None]:
    """Return what somebody else wrote on the pages of this account's person, and the note beside it, if there is one.

    Raises Http404 for what is missing, what is somebody else's, and what the person wrote themselves.
    """
    found = beside(room, account.who, item) if is_open(f"person/{room}") else None
    if found is None:
        raise Http404
    return found, OwnNote.unguarded.filter(person_id=account.who, room=room, item=item).first()
