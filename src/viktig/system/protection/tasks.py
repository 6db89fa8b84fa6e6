"""What waits for those who hold a key: changes that need their yes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.system.protection.access import organisations_with_key
from viktig.system.protection.queries import waiting_for_whoever_acts


@provider
def changes_to_decide(account: Account) -> Iterator[Task]:
    """Yield a task for each change that waits for a yes of the account."""
    if not organisations_with_key(account):
        return
    for one in waiting_for_whoever_acts():
        if "yes" in one.may:
            yield Task(
                title=_("Yes or no: %(setting)s") % {"setting": one.proposal.get_setting_display()},
                address=reverse("system:protection-one", args=[one.proposal.pk]),
                by_when=None,
                why=one.change,
            )


@desk
def hold_a_key(account: Account) -> Desk | None:
    """Return the page of those who hold a key."""
    label = _("What protects people")
    return Desk(label, reverse("system:protection-desk"), is_rare=True) if organisations_with_key(account) else None
