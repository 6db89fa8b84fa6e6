"""What those who answer are told of silence: their own before everybody sees it, and that of bodies below them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viktig.ground.notify.tasks import Task, provider
from viktig.ground.people.models import Account
from viktig.system.silence.access import answers_for
from viktig.system.silence.queries import near, next_count


@provider
def late_answers(account: Account) -> Iterator[Task]:
    """Yield a task for each body that answers to us and is late, and for our own before it is published."""
    for one in near(answers_for(account)):
        if one.own and not one.is_shown:
            continue  # each stands among the tasks by itself
        why = (
            _("If it is not answered, everyone can see when the month ends that it is late.")
            if one.own
            else _("They answer to you. You see that it is late, and no words.")
        )
        yield Task(
            title=ngettext(
                "%(name)s has let the date pass for %(number)s thing that was said",
                "%(name)s has let the date pass for %(number)s things that were said",
                one.number,
            )
            % {"name": one.organisation.name, "number": one.number},
            address=reverse("system:silence"),
            by_when=next_count() if one.own else None,
            why=why,
        )
