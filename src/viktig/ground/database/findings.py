"""What `viktig doctor` finds."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was looked at. is_well: None for what is only worth knowing. so: what to do, in a sentence."""

    what: str
    is_well: bool | None = True
    so: str = ""


def looked_at(what: str, wrong: str | None) -> Finding:
    """Return a finding that is well where nothing is wrong."""
    return Finding(what, not wrong, wrong or "")


def worth_knowing(what: str, so: str | None) -> Finding:
    """Return a finding that is well, or a note."""
    return Finding(what, None if so else True, so or "")


# What rooms look at; each registers itself, and ground imports no floor.
OF_ROOMS: dict[str, Callable[[], Iterator[Finding]]] = {}


def of_room(find: Callable[[], Iterator[Finding]]) -> Callable[[], Iterator[Finding]]:
    """Register what a room looks at. Registering it twice changes nothing."""
    OF_ROOMS[f"{find.__module__}.{find.__qualname__}"] = find
    return find
