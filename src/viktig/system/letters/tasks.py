"""What waits for those who send letters: voices for a body for which nobody answers here."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.system.letters.access import senders, voices_on_paper_for
from viktig.system.letters.queries import MOST, to_print


@provider
def letters_to_send(account: Account) -> Iterator[Task]:
    """Yield a task for each letter that has not gone, the nearest date first, at most fifty."""
    if not senders(account):
        return
    waiting = to_print(voices_on_paper_for(account).select_related(None).select_related("held_by"))
    for voice in waiting[:MOST]:
        yield Task(
            title=_("A letter to %(name)s") % {"name": voice.held_by.name},
            address=reverse("system:letters-one", args=[voice.pk]),
            by_when=voice.next_date,
            why=_("Nobody answers here for them. Print it, and send it."),
        )


@desk
def letters(account: Account) -> Desk | None:
    """Return the list of letters, for somebody who sends them."""
    return Desk(_("Letters to print"), reverse("system:letters")) if senders(account) else None
