"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.service.replies.access import voices_for


@opens("service.replies")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each of these that the account may open."""
    return {
        pk: reverse("service:replies-one", args=[pk])
        for pk in voices_for(account).filter(pk__in=ids).values_list("pk", flat=True)
    }
