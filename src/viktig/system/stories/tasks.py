"""What waits for those who check: stories."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.system.stories.access import may_check, stories_to_check_for


@provider
def stories_to_check(account: Account) -> Iterator[Task]:
    """Yield one task, if any story waits to be checked; it leads to the list."""
    number = stories_to_check_for(account).count()
    if number:
        title = _("A story") if number == 1 else _("%(number)s stories") % {"number": number}
        why = _("Check that nobody can be recognised, then publish it.")
        yield Task(title=title, address=reverse("system:stories-moderate"), by_when=None, why=why)


@desk
def check_stories(account: Account) -> Desk | None:
    """Return the list of stories to check, for somebody who checks."""
    return Desk(_("Check stories"), reverse("system:stories-moderate")) if may_check(account) else None
