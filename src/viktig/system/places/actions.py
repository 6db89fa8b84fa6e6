"""Keep what a place has published, as its file has it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import slugify

from viktig.ground import clock
from viktig.system.places.models import Part, Source

_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t"})


@dataclass(frozen=True)
class Published:
    """What a place has published. source: what it is called. about: of the place. parts: by name, in their order."""

    source: str
    place: str
    country: str
    language: str
    on: date | None = None
    about: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)


def keep(published: Published) -> tuple[int, int]:
    """Keep it in place of what was kept of this source; return how many parts are new, and how many changed or went."""
    source = Source.unguarded.filter(name=published.source).first()
    before = {part.name: (part.position, part.value) for part in Part.unguarded.filter(source=source)} if source else {}
    after = {name: (position, value) for position, (name, value) in enumerate(published.parts.items(), 1)}
    if not after:
        Source.unguarded.filter(name=published.source).delete()
        return 0, len(before)
    values = {
        "place": published.place,
        "slug": slug_of(published.place),
        "country": published.country,
        "language": published.language,
        "on": published.on,
        "about": published.about,
    }
    if source is not None and before == after and all(getattr(source, name) == value for name, value in values.items()):
        return 0, 0
    source, _new = Source.unguarded.update_or_create(
        name=published.source, defaults=values | {"read_on": clock.today()}
    )
    other = {name for name in before if name not in after or before[name] != after[name]}
    Part.unguarded.filter(source=source, name__in=other).delete()
    new = [name for name in after if name not in before]
    Part.unguarded.bulk_create(
        Part(source=source, name=name, position=after[name][0], value=after[name][1])
        for name in after
        if name in other or name not in before
    )
    return len(new), len(other)


def slug_of(place: str) -> str:
    """Return a place's name as it stands in an address: "Tromsø" is tromso."""
    return slugify(place.translate(_LETTERS))[:80] or "place"
