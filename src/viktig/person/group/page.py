"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any

from viktig.ground.access.queries import seen_by
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.person import page

TEMPLATES = "person/group/templates"


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs, and who can see it now."""
    return page.page_of(request, person) | {"seen_by": seen_by(person.pk, Room.GROUP)}
