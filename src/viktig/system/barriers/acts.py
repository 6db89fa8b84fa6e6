"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.system.barriers.access import barriers_for
from viktig.system.voices.access import may_check


@opens("system.barriers")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each of these that the account may open."""
    if not may_check(account):
        return {}
    return {
        pk: reverse("system:barriers-one", args=[pk])
        for pk in barriers_for(account).filter(pk__in=ids).values_list("pk", flat=True)
    }
