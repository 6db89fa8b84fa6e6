"""What a person may be told when something cannot be done, and how a row is written once."""

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken

Row = TypeVar("Row", bound=Record)


class PlanRule(RuleBroken):
    """A rule of this room. field: of the form, beside which it is said."""

    field = ""


class NothingWritten(PlanRule):
    """The one thing that must be said was not said."""

    field = "words"


class WrittenMeanwhile(PlanRule):
    """The same words were changed in another window since this form was opened."""


class MovedMeanwhile(PlanRule):
    """It was moved in another window since this page was opened."""


class NotNow(PlanRule):
    """The plan cannot go there from where it is."""


class DateBeforeStart(PlanRule):
    """It would end before it begins."""

    def __init__(self, message: str | Promise, field: str) -> None:
        super().__init__(message)
        self.field = field


class NobodyResponsible(PlanRule):
    """What somebody else does needs one who answers for it."""

    field = "role"


class NoDay(PlanRule):
    """What somebody else does needs a day."""

    field = "due_on"


class PutAway(PlanRule):
    """The person has laid the suggestion aside, so it is not written any further."""


def said(words: str) -> str:
    """Return words without the space around them. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    return words.strip()


def unchanged(seen: str, now: str) -> None:
    """Let the words be written, if they are still those that the form showed. Raises WrittenMeanwhile."""
    if seen != now:
        raise WrittenMeanwhile(
            _(
                "This was changed in another window after you opened it here. Your words are below. Save again to keep them."
            )
        )


def in_order(starts_on: date | None, ends_on: date | None, *, field: str) -> None:
    """Let two days stand, if the last does not come before the first. field: where the last is written.

    Raises DateBeforeStart.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise DateBeforeStart(_("The last day is before the first. Choose a later day."), field)


def written_once(row: Row) -> Row:
    """Write a new row; the same form sent twice (double click, retry) gives the row that is there.

    Raises Http404 where the id is not the person's own to write under.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        model = type(row)
        there = model.unguarded.filter(pk=row.pk, person_id=row.person_id).first()  # type: ignore[attr-defined]
        if there is None:
            raise Http404 from None
        return there
    return row
