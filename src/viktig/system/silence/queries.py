"""Which bodies do not answer: for everybody, as it was counted; for those who answer, as it is now."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.system.silence.models import Silence, SilentMonth

LEAST = 5  # fewer are never published; the database's own function holds it too


@dataclass(frozen=True)
class Counted:
    """What everybody may see. month: None before the first is counted. rows: the most late first."""

    month: date | None
    rows: list[Silence]


@dataclass(frozen=True)
class Near:
    """A body near whoever acts. own: they answer for it; else it answers to them. is_shown: everybody sees it soon."""

    organisation: Organisation
    number: int
    since: date
    own: bool

    @property
    def is_shown(self) -> bool:
        """Say whether it is published when the next month begins, if nothing is answered."""
        return self.number >= LEAST


def counted() -> Counted:
    """Return the month that was counted last."""
    last = SilentMonth.unguarded.order_by("-month").first()
    if last is None:
        return Counted(None, [])
    rows = Silence.unguarded.filter(month=last).select_related("organisation__place", "organisation__part_of")
    return Counted(last.month, sorted(rows, key=lambda one: (-one.number, one.organisation.name.casefold())))


def near(answers_for: list[Organisation]) -> list[Near]:
    """Return what is late now in the organisations that whoever acts answers for, and in those that answer to them."""
    if not answers_for:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select organisation, number, since from silent_near()")
        late = {organisation: (number, since) for organisation, number, since in cursor.fetchall()}
    if not late:
        return []
    ours = {one.pk for one in answers_for}
    found = Organisation.unguarded.filter(pk__in=late).select_related("place")
    rows = [Near(one, *late[one.pk], own=one.pk in ours) for one in found]
    return sorted(rows, key=lambda one: (not one.own, -one.number, one.organisation.name.casefold()))


def next_count() -> date:
    """Return the day on which it is counted again: when the next month begins."""
    today = clock.today()
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
