"""All that moves of one person, as rows."""

from typing import Any
from uuid import UUID

from viktig.ground.privacy.guards import guard_of
from viktig.person.moving.kinds import moving
from viktig.person.moving.rows import values_of


def rows_of(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of whoever acts that move, by the name of their table; tables without any are left out."""
    found = {}
    for model in moving():
        rows = model.unguarded.filter(**{guard_of(model).owner: who}).order_by("pk")  # type: ignore[attr-defined]
        if own := [values_of(row) for row in rows]:
            found[model._meta.label] = own
    return found
