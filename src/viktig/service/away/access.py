"""The only way to who is away: for those who answer in the same organisation."""

from uuid import UUID

from django.http import Http404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Organisation


def posts_of(account: Account) -> list[Organisation]:
    """Return the organisations for which an account answers, by name."""
    return list(organisations_where(account, Permission.SERVICE_REPLIES_READ))


def get_posts_of(account: Account) -> list[Organisation]:
    """Return the same for the page of it. Raises Http404, when there are none."""
    found = posts_of(account)
    if not found:
        raise Http404
    return found


def get_post_in(account: Account, organisation_id: UUID) -> Organisation:
    """Return an organisation for which an account answers. Raises Http404."""
    for organisation in posts_of(account):
        if organisation.pk == organisation_id:
            return organisation
    raise Http404
