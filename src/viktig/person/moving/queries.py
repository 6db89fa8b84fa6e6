"""All that moves of one person, as rows."""

from typing import Any
from uuid import UUID

from viktig.ground.access.queries import open_shares
from viktig.ground.privacy.guards import guard_of
from viktig.person.moving.kinds import moving
from viktig.person.moving.rows import Names, values_of


def rows_of(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of whoever acts that move, by the name of their table; tables without any are left out."""
    found = {
        model._meta.label: list(model.unguarded.filter(**{guard_of(model).owner: who}).order_by("pk"))  # type: ignore[attr-defined]
        for model in moving()
    }
    names = Names(who, (row.pk for own in found.values() for row in own))
    return {label: [values_of(row, names) for row in own] for label, own in found.items() if own}


def who_would_see(who: UUID) -> list[str]:
    """Return who sees a whole page of a person's now, by name: they would see what moves in there, too."""
    return sorted({one.receiver_in_full for one in open_shares(who) if one.item is None}, key=str.casefold)
