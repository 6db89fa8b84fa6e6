"""The places that tables are made for, and how they lie in one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SMALL_PLACE = 20_000  # inhabitants; a place with more may have a table of its own


@dataclass(frozen=True)
class Place:
    """A place and the place it lies in.

    inhabitants: a whole number. within: the name of the place one level up, None at the top. whole: nothing is counted
    at the place itself, so its parts make up all of it.
    """

    name: str
    inhabitants: int
    within: str | None = None
    whole: bool = False


class Places:
    """The hierarchy. Raises ValueError for a place twice, one inside a place that is missing, smaller or itself, and
    one that is whole but has no parts.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_name: dict[str, Place] = {}
        for place in places:
            if place.name in self.by_name:
                raise ValueError(f"{place.name} is there twice.")
            self.by_name[place.name] = place
        self._within: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_name.values():
            self._check(place)
            if place.within is not None:
                self._within[place.within].append(place)
        if bare := [place.name for place in self.by_name.values() if place.whole and not self._within[place.name]]:
            raise ValueError(f"{bare[0]} has no parts, so it cannot be whole.")
        self.with_table = sorted(p.name for p in self.by_name.values() if p.inhabitants > SMALL_PLACE)
        self.parts: dict[str, list[str]] = defaultdict(list)
        for name in self.with_table:
            if (above := self.by_name[name].within) is not None:
                self.parts[above].append(name)

    def _check(self, place: Place) -> None:
        seen = {place.name}
        while place.within is not None:
            above = self.by_name.get(place.within)
            if above is None or above.name in seen or above.inhabitants < place.inhabitants:
                raise ValueError(f"{place.name} cannot lie in {place.within}: missing, smaller or inside itself.")
            seen.add(above.name)
            place = above

    def up(self, name: str) -> Iterator[str]:
        """Yield the place and all places it lies in, nearest first."""
        at: str | None = name
        while at is not None:
            yield at
            at = self.by_name[at].within

    def rest_inhabitants(self, name: str) -> int:
        """Return how many live in the place, outside its parts with tables, where something can be counted."""
        if self.by_name[name].whole:
            return sum(map(self._counted_inhabitants, self._small_parts(name)))
        return self.by_name[name].inhabitants - sum(self.by_name[part].inhabitants for part in self.parts[name])

    def has_rest(self, name: str) -> bool:
        """Return whether something can be counted in the place but in none of its parts with tables."""
        return bool(self.parts[name]) and (bool(self._small_parts(name)) or not self.by_name[name].whole)

    def _small_parts(self, name: str) -> list[Place]:
        return [part for part in self._within[name] if part.inhabitants <= SMALL_PLACE]

    def _counted_inhabitants(self, place: Place) -> int:
        return sum(map(self._counted_inhabitants, self._within[place.name])) if place.whole else place.inhabitants
