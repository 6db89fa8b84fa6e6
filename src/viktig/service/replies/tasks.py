"""What waits for those who answer: voices to answer, and changes promised."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

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

    Those that would read alike are one task with a number, which leads to them in the list. Whoever is away from an
    organisation has no tasks there until they are back.
    """
    away = away_from(account.who)
    ours = [one for one in our_organisations(account) if one.pk not in away]
    if not ours:
        return
    held = queries.with_due_dates(queries.in_tab(voices_for(account), queries.Tab.OURS, ours))
    earliest = with_organisations(list(held.select_related(None).order_by("due_on", "pk")[:MOST]), ours)
    alike: dict[Task, list[queries.Row]] = {}
    for row in queries.rows_of(earliest, ours=True):
        alike.setdefault(_task(row), []).append(row)
    for task, rows in alike.items():
        title, address = _all_of(rows, task.title)
        yield replace(task, title=title, address=address)


def _task(row: queries.Row) -> Task:
    """Return what waits, without where it is."""
    why = (
        _("%(name)s has promised a change. Tell what was changed.")
        if row.promised_change
        else _("%(name)s must answer.")
    )
    why %= {"name": row.voice.held_by.name}
    return Task(title=f"{row.kind}: {row.area}", address="", by_when=row.due_on, why=why)


def _all_of(rows: list[queries.Row], title: str) -> tuple[str, str]:
    """Return a title that says how many these are, and where they are."""
    if len(rows) == 1:
        return title, rows[0].address
    alike = {"kind": rows[0].voice.kind, "area": rows[0].voice.area}
    how_many = _("%(what)s – %(number)s things") % {"what": title, "number": len(rows)}
    return how_many, f"{reverse('service:replies')}?{urlencode(alike)}"


@desk
def what_people_said(account: Account) -> Desk | None:
    """Return the list, for somebody who answers for an organisation."""
    label = _("What people have said to us")
    return Desk(label, reverse("service:replies")) if our_organisations(account) else None
