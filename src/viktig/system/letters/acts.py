"""Where what was done in this room can be opened."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.acts.links import opens
from viktig.ground.people.models import Account
from viktig.system.letters.access import voices_on_paper_for


@opens("system.letters")
def pages(account: Account, ids: list[UUID]) -> dict[UUID, str]:
    """Return the address of each of these that the account may open."""
    return {
        pk: reverse("system:letters-one", args=[pk])
        for pk in voices_on_paper_for(account).filter(pk__in=ids).values_list("pk", flat=True)
    }
