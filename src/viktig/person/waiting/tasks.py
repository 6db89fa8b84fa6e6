"""Where somebody who works with ombuds sees how many wait."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account
from viktig.person.waiting.access import organisations_that_count


@desk
def how_many_wait(account: Account) -> Desk | None:
    """Return the page with the numbers, for an ombud or an administrator."""
    if not organisations_that_count(account):
        return None
    return Desk(_("How many wait for an ombud"), reverse("person:waiting-number"), is_rare=True)
