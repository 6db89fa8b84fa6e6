"""Moving in: what somebody brings from another installation becomes theirs here."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from viktig.ground.rules import RuleBroken
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.actions import write_matter
from viktig.person.moving.kinds import moving
from viktig.person.moving.rows import NotAFileOfOurs, moved_id, new_ids, row_from

MOST_ROWS, MOST_TEXTS = 20_000, 500


class DoesNotFit(RuleBroken):
    """Something of it can be here only once, and is here already."""


@transaction.atomic
def move_in(*, who: UUID, rows: Any) -> int:
    """Write the rows that `queries.rows_of` gave elsewhere as rows of whoever acts; return how many were new.

    What was moved in before is left as it is now. Raises NotAFileOfOurs or DoesNotFit, and then nothing is written.
    """
    tables = {model._meta.label: model for model in moving()}
    _look_over(rows, tables)
    ids = new_ids(who, rows)
    made = [row_from(tables[label], values, who=who, ids=ids) for label, own in rows.items() for values in own]
    here = {one for label, own in ids.of.items() for one in _here(tables[label], set(own.values()))}
    fresh = [row for row in made if row.pk not in here]
    try:
        with transaction.atomic():
            for row in fresh:
                row.save(force_insert=True)
            connection.check_constraints()  # now, not when it is too late to say so
    except IntegrityError as clash:
        raise DoesNotFit(
            _(
                "Something in the file can be here only once, and you have one already. Delete that first, then try again."
            )
        ) from clash
    return len(fresh)


@transaction.atomic
def keep_texts(*, who: UUID, texts: Sequence[str]) -> int:
    """Write what another program said as things that matter, to be read and sorted by the person; return how many.

    The same text twice is one. Raises NotAFileOfOurs where nothing is said in words, or too much.
    """
    if not texts:
        raise NotAFileOfOurs(_("There is nothing in this file that a person can read."))
    if len(texts) > MOST_TEXTS:
        raise NotAFileOfOurs(_("This file holds more than we can move in at once."))
    kept = {write_matter(who=who, area=LifeArea.OTHER, words=text, new_id=moved_id(who, text)).pk for text in texts}
    return len(kept)


def _look_over(rows: Any, tables: Mapping[str, type[Model]]) -> None:
    """Raise NotAFileOfOurs for a file whose tables or ids are not as Viktig writes them."""
    unknown = _("This file holds something that we do not know. Nothing was moved in.")
    if not isinstance(rows, Mapping) or set(rows) - set(tables):
        raise NotAFileOfOurs(unknown)
    seen: set[str] = set()
    for own in rows.values():
        if not isinstance(own, list):
            raise NotAFileOfOurs(unknown)
        for values in own:
            one = values.get("id") if isinstance(values, Mapping) else None
            if not isinstance(one, str) or one in seen:
                raise NotAFileOfOurs(unknown)
            seen.add(one)
    if len(seen) > MOST_ROWS:
        raise NotAFileOfOurs(_("This file holds more than we can move in at once."))


def _here(model: type[Model], ids: set[UUID]) -> set[UUID]:
    return set(model.unguarded.filter(pk__in=ids).values_list("pk", flat=True))  # type: ignore[attr-defined]
