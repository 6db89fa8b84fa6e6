"""Where an ombud makes contact cards to give away."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account


@desk
def contact_cards(account: Account) -> Desk | None:
    """Return the page that makes contact cards, for somebody who is an ombud."""
    if not any(organisations_where(account, Permission.PERSON_OMBUD_PRESENT)):
        return None
    return Desk(_("Contact cards to give away"), reverse("person:invited-contact"), is_rare=True)
