"""Where somebody who helps others to begin makes key cards."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account


@desk
def cards_for_others(account: Account) -> Desk | None:
    """Return the page that makes a card, for somebody who may."""
    if not any(organisations_where(account, Permission.GROUND_CARDS_MAKE)):
        return None
    return Desk(_("A key card for someone"), reverse("ground:card-make"), is_rare=True)
