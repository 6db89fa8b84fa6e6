"""What waits for those who check: voices that their speaker agreed to publish."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Task, provider
from viktig.ground.people.models import Account
from viktig.system.voices.access import voices_to_check_for

MOST = 50


@provider
def voices_to_check(account: Account) -> Iterator[Task]:
    """Yield a task for each voice that waits for a check, the oldest first, at most fifty."""
    for voice in voices_to_check_for(account).order_by("said_on", "pk")[:MOST]:
        yield Task(
            title=_("A voice to %(name)s") % {"name": voice.to.name},
            address=reverse("system:voices-check", args=[voice.pk]),
            by_when=None,
            why=_("Check that nobody can be recognised, then publish it."),
        )
