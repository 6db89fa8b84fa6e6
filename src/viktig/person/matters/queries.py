"""Reads of what matters. They take what access gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from viktig.ground.words.areas import LifeArea
from viktig.person.matters.models import EarlierWords, Matter

NEWEST = 3


@dataclass(frozen=True)
class Shown:
    """One thing that matters, in a list. up, down: whether it can move."""

    matter: Matter
    up: bool
    down: bool


@dataclass(frozen=True)
class Area:
    """A life area with what matters in it, in the person's own order."""

    label: str
    things: list[Shown]


def areas_of(matters: Sequence[Matter]) -> list[Area]:
    """Return the life areas in the users' order, each with what matters in it; areas without anything are left out."""
    areas = []
    for area in LifeArea:
        found = [one for one in matters if one.area == area and not one.laid_aside]
        last = len(found) - 1
        things = [Shown(one, place > 0, place < last) for place, one in enumerate(found)]
        if things:
            areas.append(Area(str(area.label), things))
    return areas


def laid_aside_of(matters: Sequence[Matter]) -> list[Matter]:
    """Return what the person has laid aside, latest written first."""
    return sorted((one for one in matters if one.laid_aside), key=lambda one: one.written_at, reverse=True)


def that_say(matters: Sequence[Matter], words: str) -> list[Matter]:
    """Return what holds all the words looked for, in any order and case. The search is in memory: design.md 5."""
    wanted = words.casefold().split()
    return [one for one in matters if all(word in one.words.casefold() for word in wanted)]


def earlier_words(matter: Matter) -> list[EarlierWords]:
    """Return what a matter said before, newest first."""
    return list(EarlierWords.unguarded.filter(matter=matter).order_by("-written_at", "pk"))


def newest(who: UUID) -> list[Matter]:
    """Return the last few things that a person has written, newest first; what is laid aside is left out."""
    return list(Matter.unguarded.filter(person_id=who, laid_aside=False).order_by("-written_at")[:NEWEST])


def shareable_matters(who: UUID) -> list[tuple[UUID, str]]:
    """Return (id, words) of each thing that can be shared alone, in the person's own order."""
    found = Matter.unguarded.filter(person_id=who, laid_aside=False).order_by("position", "written_at", "pk")
    order = list(LifeArea)
    return [(one.pk, one.words) for one in sorted(found, key=lambda one: order.index(LifeArea(one.area)))]


def export_matters(who: UUID) -> list[dict[str, Any]]:
    """Return all that a person has written here, with earlier words, as docs/my-data.md describes it."""
    earlier: dict[UUID, list[dict[str, str]]] = {}
    for one in EarlierWords.unguarded.filter(person_id=who).order_by("written_at"):
        earlier.setdefault(one.matter_id, []).append({"words": one.words, "written_at": one.written_at.isoformat()})
    return [
        {
            "id": str(matter.pk),
            "area": matter.area,
            "words": matter.words,
            "written_at": matter.written_at.isoformat(),
            "laid_aside": matter.laid_aside,
            "earlier": earlier.get(matter.pk, []),
        }
        for matter in Matter.unguarded.filter(person_id=who).order_by("area", "position", "written_at")
    ]
