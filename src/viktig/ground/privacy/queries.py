"""Whom a person has blocked, and their own notes beside what others wrote. Both are looked up once in a transaction;
whoever changes them clears `acting().found`.
"""

from uuid import UUID

from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.models import Block, OwnNote


def blocks_of(who: UUID) -> list[Block]:
    """Return all that a person has blocked, now or before, by name."""
    return sorted(_blocks(who), key=lambda one: (one.name.casefold(), one.since))


def blocked_now(who: UUID) -> set[UUID]:
    """Return the `who` of all whom a person has blocked."""
    return {one.blocked for one in _blocks(who) if one.ended_on is None}


def _blocks(who: UUID) -> list[Block]:
    found: dict[UUID, list[Block]] = acting().found.setdefault(blocks_of, {})
    if who not in found:
        found[who] = list(Block.unguarded.filter(person_id=who))
    return found[who]


def note_beside(person: UUID, room: str, item: UUID) -> OwnNote | None:
    """Return the person's own note beside a row that whoever acts can see; None, if they wrote none.

    All notes in a room of a person are read together, once in a transaction: a page asks for each of its rows.
    """
    found: dict[tuple[UUID, str], dict[UUID, OwnNote]] = acting().found.setdefault(note_beside, {})
    if (person, room) not in found:
        found[person, room] = {one.item: one for one in OwnNote.unguarded.filter(person_id=person, room=room)}
    return found[person, room].get(item)
