"""What waits for those who check: voices that their speaker agreed to publish."""

from collections.abc import Iterator

from django.db.models import Count, F, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.system.voices.access import may_check, voices_to_check_for


@provider
def voices_to_check(account: Account) -> Iterator[Task]:
    """Yield one task for each organisation to which was said what waits for a check, with how many wait.

    It leads to the list of these; where only one waits, to itself.
    """
    how_many = Window(Count("pk"), partition_by="to_id")
    found = voices_to_check_for(account).select_related(None).annotate(name=F("to__name"), how_many=how_many)
    for voice in found.order_by("to_id", "said_on", "pk").distinct("to_id"):
        title = _("Said to %(name)s") if voice.how_many == 1 else _("%(number)s things that were said to %(name)s")
        only = reverse("system:voices-check", args=[voice.pk])
        those = f"{reverse('system:voices-moderate')}?to={voice.to_id}"
        yield Task(
            title=title % {"name": voice.name, "number": voice.how_many},
            address=only if voice.how_many == 1 else those,
            by_when=None,
            why=_("Check that nobody can be recognised, then publish it."),
        )


@desk
def check_before_publishing(account: Account) -> Desk | None:
    """Return the list of what is checked, for somebody who checks."""
    label = _("Check before it is published")
    return Desk(label, reverse("system:voices-moderate")) if may_check(account) else None
