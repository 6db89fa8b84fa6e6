"""Who sees what is late before everybody does: those who answer for a body, or for the one above it."""

from django.http import Http404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Organisation


def answers_for(account: Account) -> list[Organisation]:
    """Return the organisations for which an account answers, by name."""
    return list(organisations_where(account, Permission.SERVICE_REPLIES_READ))


def get_organisations_for(account: Account) -> list[Organisation]:
    """Return the same for the page of it. Raises Http404, when there are none."""
    found = answers_for(account)
    if not found:
        raise Http404
    return found
