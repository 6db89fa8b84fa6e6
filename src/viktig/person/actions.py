"""What every room of this floor says when something cannot be written, and how a row is written once."""

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken

Row = TypeVar("Row", bound=Record)


class NothingWritten(RuleBroken):
    """The one thing that must be said was not said."""

    field = "words"


class WrittenMeanwhile(RuleBroken):
    """The same was changed in another window since this form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This was changed in another window after you opened it here. Your words are below. Save again to keep them."
            )
        )


def said(words: str) -> str:
    """Return words without the space around them. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    return words.strip()


def unchanged(seen: str, now: str) -> None:
    """Let it be written, if what stands there is still what the form showed. Raises WrittenMeanwhile.

    seen, now: fingerprints (ground/privacy/sealing.py) of what the form showed, and of what stands there.
    """
    if seen != now:
        raise WrittenMeanwhile


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
