"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any

from django.urls import reverse

from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.ground.stories.models import StoryKind
from viktig.person.choices.models import Choosing
from viktig.person.page import page_of

READ, SUGGEST, EDIT = (
    Permission.PERSON_CHOICES_READ,
    Permission.PERSON_CHOICES_SUGGEST,
    Permission.PERSON_CHOICES_EDIT,
)
TEMPLATES = "person/choices/templates"


def page_on(request: AccountRequest, choosing: Choosing) -> dict[str, Any]:
    """Return what every page about one choice needs, and who can see it now."""
    seers = seen_by(choosing.person_id, Room.CHOICES, item=choosing.pk)
    return page_of(request, choosing.person) | {"choosing": choosing, "seen_by": seers}


def told_by_others() -> list[tuple[str, Any]]:
    """Return where what others have told can be read, (address, label) by kind: the person chooses, nothing is suggested."""
    stories = reverse("system:stories")
    return [(f"{stories}?kind={kind.value}", kind.label) for kind in StoryKind]
