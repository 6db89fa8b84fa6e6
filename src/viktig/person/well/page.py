"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from uuid import UUID

from viktig.ground.access.queries import Seer, seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.person.well.access import ALONE
from viktig.person.well.models import Thing

READ, EDIT = Permission.PERSON_WELL_READ, Permission.PERSON_WELL_EDIT
TEMPLATES = "person/well/templates"


def seers_of(thing: Thing) -> list[Seer]:
    """Return who can see a thing now."""
    return seen_by(thing.person_id, Room.WELL, item=thing.pk, whole=not isinstance(thing, ALONE))


def room_is_open(request: AccountRequest, who: UUID) -> bool:
    """Say whether whoever sees one thing may also see the page it stands on."""
    return request.user.who == who or bool(seen_by(who, Room.WELL))
