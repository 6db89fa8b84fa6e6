"""What waits for the person among those around them: a list that must be answered, and questions about how it is now."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viktig.ground.notify.tasks import Task, provider_of_own
from viktig.ground.people.models import Account
from viktig.person.group.models import Circle, Participant, Transition
from viktig.person.group.queries import changes_of, circle_of, due_now


@provider_of_own(Circle, Participant, Transition)
def around_me(account: Account) -> Iterable[Task]:
    """Say which lists have lines without an answer, and what the person is asked now."""
    changes = changes_of(account.who)
    for one in changes:
        if one.open and one.days_left >= 0:
            title = ngettext("%(number)s line has no answer yet", "%(number)s lines have no answer yet", one.open)
            yield Task(
                title=title % {"number": one.open},
                address=reverse("person:group-transition", args=[one.transition.pk]),
                by_when=one.transition.day,
                why=str(one.transition.get_kind_display()),
            )
    due = due_now(account.who, circle_of(account.who), [one.transition for one in changes])
    for change, _days in due.changes:
        yield Task(
            title=_("Did it go as it stood on the list?"),
            address=reverse("person:group-after", args=[change.pk]),
            by_when=None,
            why=_("Only you see what you answer."),
        )
    if due.months:
        yield Task(
            title=_("Do you still have the help you need?"),
            address=reverse("person:group-how-it-is", args=[account.who]),
            by_when=None,
            why=_("Only you see what you answer."),
        )
