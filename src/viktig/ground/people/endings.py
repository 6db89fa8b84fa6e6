"""What else must happen when an organisation ends, told by the rooms: ground imports no floor.

A room registers a function that counts what it would do, and does it when it is asked to.
"""

from collections.abc import Callable
from typing import Protocol

from viktig.ground.people.models import Organisation


class Ending(Protocol):
    """Return how many things end with an organisation. successor: who takes over, or None. do: end them too."""

    def __call__(self, ended: Organisation, successor: Organisation | None, *, do: bool) -> int: ...


ENDINGS: dict[str, Ending] = {}


def ending(what: str) -> Callable[[Ending], Ending]:
    """Register a function under what it counts, in English, for the operator. Registering it twice changes nothing."""

    def register(give: Ending) -> Ending:
        ENDINGS[what] = give
        return give

    return register
