"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.system.stories.access import stories_checked_by


@opens("system.stories")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each of these that the account may open: one that was taken back leads nowhere."""
    found = stories_checked_by(account).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("system:stories-check", args=[pk]) for pk in found}
