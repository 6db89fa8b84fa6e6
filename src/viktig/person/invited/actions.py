"""What is done with an invitation that somebody hands over: made, looked at, taken, forgotten."""

import uuid
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken
from viktig.ground.words.receipt import mint, normalised

LASTS = timedelta(days=30)


class InvitationUnknown(RuleBroken):
    """These words lead nowhere: wrong, used, or too old."""


def invite(*, organisation: Organisation, language: str) -> str:
    """Return the eight words of a new invitation. Only their digest is kept, with the organisation and the last day."""
    words = mint(language)
    _call("hand_invitation", uuid.uuid4(), organisation.pk, _digest(words), last_day())
    return words


def last_day() -> date:
    """Return the last day of an invitation that is made today."""
    return clock.today() + LASTS


def seen(words: str) -> Organisation:
    """Return where an invitation leads, however its words were typed. Raises InvitationUnknown."""
    return _organisation(_call("see_handed_invitation", _digest(words), clock.today()))


def take(words: str) -> Organisation:
    """Use an invitation as whoever acts: it is gone. Nothing is kept of it. Raises InvitationUnknown."""
    return _organisation(_call("take_handed_invitation", _digest(words), clock.today()))


def tidy() -> None:
    """Forget the invitations whose last day has passed."""
    _call("forget_handed_invitations", clock.today())


def _organisation(found: UUID | None) -> Organisation:
    if found is None:
        raise InvitationUnknown(
            _("These words lead nowhere. They are good once, for 30 days. Look at each word again.")
        )
    return Organisation.unguarded.get(pk=found)


def _digest(words: str) -> str:
    return digest(normalised(words), purpose="handed-invitations")


def _call(function: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        row = cursor.fetchone()
    return row[0] if row else None
