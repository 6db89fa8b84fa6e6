"""What of a person's life can be shared: each room of floor 1 says it once, in its `shared.py`, and registers it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from viktig.ground.privacy.models import Level, Room


@dataclass(frozen=True)
class Shareable:
    """What sharing must know of one room. Its sentences are marked for translation, and translated where they are shown.

    theirs: what somebody else than the person calls the room.
    whole, single: url names of the room's page, which takes the person's `who`, and of the page of one thing in it,
    which takes its id; with `by_person`, both.
    can_see: for each level that a share of it may have, what is seen: of the whole room, and of one thing; each with
    %(name)s and %(day)s. Empty where there is no such share.
    looked: what the log says of an action of the room's, with %(name)s.
    things: the words of each thing that can be shared alone, by its id, when the person themself acts.
    holds: whether there is anything to share in the whole room.
    """

    room: Room
    theirs: str
    whole: str
    single: str
    can_see: Mapping[Level, tuple[str, str]]
    looked: Mapping[str, str]
    things: Callable[[UUID], Mapping[UUID, str]]
    holds: Callable[[UUID], bool] = field(default=lambda _who: True)
    by_person: bool = False

    def levels(self, *, single: bool) -> list[Level]:
        """Return the levels that a share may have, of the whole room or of a single thing in it."""
        return [level for level, (whole, one) in self.can_see.items() if (one if single else whole)]


_REGISTERED: dict[Room, Shareable] = {}


def register(one: Shareable) -> None:
    """Let a room be shared."""
    _REGISTERED[one.room] = one


def shareable(room: Room | str) -> Shareable:
    """Return what is known of a room. Raises KeyError for one that has registered nothing."""
    return _REGISTERED[Room(room)]


def all_shareable() -> list[Shareable]:
    """Return what is known of each room, in the order of `Room`."""
    return [_REGISTERED[room] for room in Room if room in _REGISTERED]
