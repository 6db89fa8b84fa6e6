"""What is done among those around a person: the person decides, and whoever may suggest writes messages and suggestions."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.http import Http404

from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken

Row = TypeVar("Row", bound=Record)


class DatesTheWrongWay(RuleBroken):
    """One day stands before another that must come first."""


def save_once(row: Row, **own: Any) -> tuple[Row, bool]:
    """Save a new row, or return the one that the same form made before, and whether it is new.

    own: what that one must be besides the same person's. Raises Http404 for an id that is not ours to write under.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        person: Any = row
        there: Row | None = type(row).unguarded.filter(pk=row.pk, person_id=person.person_id, **own).first()
        if there is None:
            raise Http404 from None
        return there, False
    return row, True
