"""What a person may be told when something cannot be done, and how a row is written once."""

from datetime import date
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken

Row = TypeVar("Row", bound=Record)


class MovedMeanwhile(RuleBroken):
    """It was moved in another window since this page was opened."""


class NotNow(RuleBroken):
    """The plan cannot go there from where it is."""


class DateBeforeStart(RuleBroken):
    """It would end before it begins."""

    def __init__(self, message: str | Promise, field: str) -> None:
        super().__init__(message)
        self.field = field


class NobodyResponsible(RuleBroken):
    """What somebody else does needs one who answers for it."""

    field = "role"


class NoDay(RuleBroken):
    """What somebody else does needs a day."""

    field = "due_on"


class PutAway(RuleBroken):
    """The person has laid the suggestion aside, so it is not written any further."""


def in_order(starts_on: date | None, ends_on: date | None, *, field: str) -> None:
    """Let two days stand, if the last does not come before the first. field: where the last is written.

    Raises DateBeforeStart.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise DateBeforeStart(_("The last day is before the first. Choose a later day."), field)
