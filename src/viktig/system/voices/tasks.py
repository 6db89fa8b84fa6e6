"""What waits for those who check: voices that their speaker agreed to publish."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.system.voices.access import may_check, voices_to_check_for

MOST = 50


@provider
def voices_to_check(account: Account) -> Iterator[Task]:
    """Yield a task for each voice that waits for a check, the oldest first, at most fifty."""
    for voice in voices_to_check_for(account).order_by("said_on", "pk")[:MOST]:
        yield Task(
            title=_("Said to %(name)s") % {"name": voice.to.name},
            address=reverse("system:voices-check", args=[voice.pk]),
            by_when=None,
            why=_("Check that nobody can be recognised, then publish it."),
        )


@desk
def check_before_publishing(account: Account) -> Desk | None:
    """Return the list of what is checked, for somebody who checks."""
    label = _("Check before it is published")
    return Desk(label, reverse("system:voices-moderate")) if may_check(account) else None
