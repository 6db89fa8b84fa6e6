"""Where an ombud works: the way to the people who chose them, and to how they present themselves."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account


@desk
def people_i_work_for(account: Account) -> Desk | None:
    """Return the list of clients, for somebody who is an ombud."""
    return Desk(_("People I work for"), reverse("person:ombud-clients")) if _is_ombud(account) else None


@desk
def how_i_present_myself(account: Account) -> Desk | None:
    """Return the page on which an ombud writes what people read before they choose."""
    label = _("How you present yourself")
    return Desk(label, reverse("person:ombud-present"), is_rare=True) if _is_ombud(account) else None


def _is_ombud(account: Account) -> bool:
    return any(organisations_where(account, Permission.PERSON_OMBUD_PRESENT))
