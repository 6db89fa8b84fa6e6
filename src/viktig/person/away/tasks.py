"""The way to these pages, for an ombud and for who invites where ombuds work."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account, OrganisationKind


@desk
def ombuds_who_are_away(account: Account) -> Desk | None:
    """Return the page of the ombuds who are away: one's own, or that of those one invites."""
    work = [(one.role, one.organisation.kind) for one in memberships_of(account.who)]
    if any(role == OrganisationRole.OMBUD for role, _kind in work):
        return Desk(_("If you are away as an ombud"), reverse("person:away"), is_rare=True)
    if (OrganisationRole.ADMINISTRATOR, OrganisationKind.USER_ORGANISATION) in work:
        return Desk(_("Ombuds who are away"), reverse("person:away-here"), is_rare=True)
    return None
