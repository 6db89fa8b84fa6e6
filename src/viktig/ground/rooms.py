"""The rooms that an installation switches on one by one (VIKTIG_ROOMS): each is named here, once, with what it needs.

A room that is off is like one that was never built: its addresses are missing pages, its doors, links and tasks are not
there. What was written in it stays in the database, and comes back with it. What is not named here is always on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from viktig.ground.commands import Refused

ALL = "all"


@dataclass(frozen=True)
class Room:
    """A room as a person sees it. what: in a few words. folders: of the code, floor and noun. needs: rooms it builds on."""

    what: str
    folders: tuple[str, ...]
    needs: tuple[str, ...] = ()


ROOMS = {
    "matters": Room("what matters to me", ("person/matters",)),
    "well": Room("what keeps me well, and help to find words", ("person/well",), needs=("matters",)),
    "plan": Room("my plan", ("person/plan",)),
    "ombud": Room("a personal ombud", ("person/ombud", "person/away")),
    "waiting": Room("waiting for an ombud", ("person/waiting",), needs=("ombud",)),
    "invited": Room("asking for an ombud for someone", ("person/invited",), needs=("ombud",)),
    "relatives": Room("for those who stand close to someone", ("person/relatives",)),
    "choices": Room("my choices", ("person/choices",)),
    "group": Room("those around me", ("person/group",)),
    "meetings": Room("my meetings", ("person/meetings",)),
    "said": Room("what I have said, on my page", ("person/said",), needs=("replies",)),
    "moving": Room("moving to another installation", ("person/moving",), needs=("matters",)),
    "mandates": Room("who acts for me", ("person/mandates",)),
    "replies": Room("answering what people say", ("service/replies", "service/away")),
    "progress": Room("how it is going", ("person/progress",)),
    "voices": Room(
        "saying something without an account, and what came of it",
        ("system/voices", "system/barriers", "system/letters", "system/silence"),
        needs=("replies",),
    ),
    "stories": Room("what others have told", ("person/stories", "system/stories")),
    "figures": Room("figures", ("system/figures",)),
    "places": Room("what places have published", ("system/places",)),
    "cards": Room("key cards", ("ground/cards",)),
}
FOLDERS = {folder: name for name, room in ROOMS.items() for folder in room.folders}


def chosen(text: str, *, usual: Iterable[str] = tuple(ROOMS)) -> frozenset[str]:
    """Return the names of the rooms that are on. text: VIKTIG_ROOMS, names with commas, or all; usual: if it is empty.

    Raises Refused for a name that is not known, and for a room without one that it needs.
    """
    names = [name.strip() for name in text.split(",") if name.strip()] or list(usual)
    on = frozenset(ROOMS if names == [ALL] else names)
    for name in sorted(on):
        if name not in ROOMS:
            raise Refused(f"VIKTIG_ROOMS names {name!r}. The rooms are {', '.join(ROOMS)}; or {ALL}.")
    for name in sorted(on):
        for other in ROOMS[name].needs:
            if other not in on:
                raise Refused(f"VIKTIG_ROOMS: {name} needs {other}. Add {other}, or leave {name} out.")
    return on


def is_open(folder: str) -> bool:
    """Say whether a room is there. folder: floor and noun, as in person/ombud."""
    name = FOLDERS.get(folder)
    return name is None or name in settings.VIKTIG_ROOMS


def is_open_for(module: str) -> bool:
    """Say whether the room is there in which a module lies, by its dotted name."""
    return is_open("/".join(module.split(".")[1:3]))
