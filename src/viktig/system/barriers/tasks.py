"""The list of what is joined, for those who join."""

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, desk
from viktig.ground.people.models import Account
from viktig.system.voices.access import may_check


@desk
def join_what_says_the_same(account: Account) -> Desk | None:
    """Return the list of what is joined, for somebody who moderates."""
    return Desk(_("Join what says the same"), reverse("system:barriers")) if may_check(account) else None
