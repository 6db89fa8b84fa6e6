"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.system.protection.access import organisations_with_key


@opens("system.protection")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each proposal, for somebody who holds a key."""
    if not organisations_with_key(account):
        return {}
    return {one: reverse("system:protection-one", args=[one]) for one in ids}
