"""Where what was done can be opened, told by the rooms: ground imports no floor, and each room's access decides."""

from collections.abc import Callable, Iterable
from uuid import UUID

from viktig.ground.people.models import Account
from viktig.ground.rooms import is_open_for

Opens = Callable[[Account, list[UUID]], dict[UUID, str]]
LINKS: dict[str, Opens] = {}


def opens(room: str) -> Callable[[Opens], Opens]:
    """Register a function that says where this account may open what was done. room: as in service.replies."""

    def register(give: Opens) -> Opens:
        LINKS[room] = give
        return give

    return register


def addresses(account: Account, acts: Iterable[tuple[str, UUID | None]]) -> dict[tuple[str, UUID], str]:
    """Return the address of each (done, about) that this account may open. One query for each room that is among them."""
    asked: dict[str, dict[UUID, set[str]]] = {}
    for done, about in acts:
        room = done.rpartition(".")[0]
        if about is not None and room in LINKS and is_open_for(LINKS[room].__module__):
            asked.setdefault(room, {}).setdefault(about, set()).add(done)
    found: dict[tuple[str, UUID], str] = {}
    for room, abouts in asked.items():
        for about, address in LINKS[room](account, list(abouts)).items():
            found |= {(done, about): address for done in abouts[about]}
    return found
