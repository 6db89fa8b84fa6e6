"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.system.voices.access import voices_checked_by


@opens("system.voices")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each of these that the account may open."""
    return {
        pk: reverse("system:voices-check", args=[pk])
        for pk in voices_checked_by(account).filter(pk__in=ids, unchecked=True).values_list("pk", flat=True)
    }
