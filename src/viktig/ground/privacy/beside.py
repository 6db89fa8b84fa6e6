"""What others have written on a person's pages: each room says how to find it, for the person's own note beside it.

A room that shows such a thing adds `{% own_note thing "room" %}` (person/notes) below it, and one line in its `shared.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Beside:
    """Something that somebody else wrote. words: it, or what it is, in short. address: the page where it stands.

    within: the id of what can be shared alone and holds it.
    """

    words: str
    within: UUID
    address: str


_FINDERS: dict[str, Callable[[UUID, UUID], Beside | None]] = {}


def register(room: str, find: Callable[[UUID, UUID], Beside | None]) -> None:
    """Let the person write a note in a room. find: takes their `who` and an id; None for what others did not write."""
    _FINDERS[room] = find


def beside(room: str, who: UUID, item: UUID) -> Beside | None:
    """Return what somebody else wrote on the pages of whoever acts; None, if there is no such thing."""
    return _FINDERS[room](who, item) if room in _FINDERS else None
