"""What waits for those who answer: voices to answer, and changes promised."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.queries import away_from
from viktig.ground.notify.tasks import Desk, Task, desk, provider
from viktig.ground.people.models import Account
from viktig.ground.voice.queries import with_organisations
from viktig.service.replies import queries
from viktig.service.replies.access import our_organisations, voices_for

MOST = 50


@provider
def voices_to_answer(account: Account) -> Iterator[Task]:
    """Yield a task for each voice that one of our organisations holds, the earliest date first, at most fifty.

    Whoever is away from an organisation has no tasks there until they are back.
    """
    away = away_from(account.who)
    ours = [one for one in our_organisations(account) if one.pk not in away]
    if not ours:
        return
    held = queries.with_due_dates(queries.in_tab(voices_for(account), queries.Tab.OURS, ours))
    earliest = list(held.select_related(None).order_by("due_on", "pk")[:MOST])
    for row in queries.rows_of(with_organisations(earliest, ours), ours=True):
        why = (
            _("%(name)s has promised a change. Tell what was changed.")
            if row.promised_change
            else _("%(name)s must answer.")
        )
        yield Task(
            title=f"{row.kind}: {row.area}",
            address=row.address,
            by_when=row.due_on,
            why=why % {"name": row.voice.held_by.name},
        )


@desk
def what_people_said(account: Account) -> Desk | None:
    """Return the list, for somebody who answers for an organisation."""
    label = _("What people have said to us")
    return Desk(label, reverse("service:replies")) if our_organisations(account) else None
