"""The only way to one identity of one's own."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.identities.models import Identity
from viktig.ground.people.models import Account


def get_own_identity(account: Account, identity_id: UUID) -> Identity:
    """Return an identity that opens this account. Raises Http404."""
    found: Identity = get_object_or_404(Identity.unguarded.filter(account=account), pk=identity_id)
    return found
