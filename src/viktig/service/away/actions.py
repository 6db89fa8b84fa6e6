"""Saying that one is away, and that one is back."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.people.models import Absence, Account, Organisation
from viktig.ground.privacy.acting import acting
from viktig.ground.rules import RuleBroken

AT_MOST = timedelta(days=366)


class NotThatLong(RuleBroken):
    """The last day is past, or too far away."""


def say_away(*, by: Account, organisation: Organisation, until: date, looked_after_by: UUID | None) -> None:
    """Say until when one is away from an organisation, and who looks after what comes there. Said again, it replaces it.

    looked_after_by: a colleague of the list that was shown, or None for all who are there. Raises NotThatLong.
    """
    if not clock.today() <= until <= clock.today() + AT_MOST:
        raise NotThatLong(_("Choose a last day from today on, within a year."))
    Absence.unguarded.update_or_create(
        who=by.who, organisation=organisation, defaults={"until": until, "looked_after_by": looked_after_by}
    )
    acting().found.clear()


def come_back(*, by: Account, organisation: Organisation) -> None:
    """Say that one is back. Said twice, it changes nothing."""
    Absence.unguarded.filter(who=by.who, organisation=organisation).delete()
    acting().found.clear()
