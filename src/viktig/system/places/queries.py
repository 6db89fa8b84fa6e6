"""Reads what places have published, ready to be shown: each word either a place's own or ours."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from viktig.ground.look.profiles import PROFILES
from viktig.system.places.models import Part, Source
from viktig.system.places.words import CODES, HEADINGS, HEADS, KIND_OF_STATEMENT, KINDS, LABELS, NAMES, YEARS


class NoSuchPlace(LookupError):
    """Nothing has been read in of such a place."""


@dataclass(frozen=True)
class Shown:
    """A value as a page shows it. own: in our words. text, texts: in the place's. pairs: fields, each with a label of ours.

    named: texts of fields that need no label, since they are what the rest is called by.
    """

    own: Any = ""
    text: str = ""
    texts: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    pairs: tuple[tuple[Any, "Shown"], ...] = ()
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Entry:
    """One of a list of fields. head: what it is called by."""

    head: Shown
    rest: Shown


@dataclass(frozen=True)
class Section:
    """One part under its heading. name: of the part, for those that a page shows in a way of their own."""

    name: str
    heading: Any
    shown: Shown = field(default_factory=Shown)
    raw: Any = None


@dataclass(frozen=True)
class PlaceSource:
    """One source of a place with all its sections. about: what it says of the place."""

    source: Source
    about: Shown
    sections: list[Section]


def places() -> list[tuple[Source, list[Any]]]:
    """Return one source of each place, and what kinds of things we have of it: the installation's own place first."""
    names: dict[str, set[str]] = {}
    first: dict[str, Source] = {}
    for source in Source.unguarded.prefetch_related("parts"):
        first.setdefault(source.slug, source)
        names.setdefault(source.slug, set()).update(part.name for part in source.parts.all())
    found = [(source, [kind for name, kind in KINDS.items() if name in names[slug]]) for slug, source in first.items()]
    own = PROFILES.get(settings.VIKTIG_PLACE)
    return sorted(found, key=lambda one: own is None or one[0].slug != own.slug)


def slugs_of_sources() -> dict[str, str]:
    """Return the place of each source, as it stands in an address."""
    return dict(Source.unguarded.values_list("name", "slug"))


def place(slug: str) -> list[PlaceSource]:
    """Return all sources of a place. Raises NoSuchPlace."""
    sources = list(Source.unguarded.filter(slug=slug))
    if not sources:
        raise NoSuchPlace(slug)
    return [
        PlaceSource(
            source,
            shown_fields({name: value for name, value in source.about.items() if name != "municipality"}),
            [section_of(part) for part in Part.unguarded.filter(source=source)],
        )
        for source in sources
    ]


def section_of(part: Part) -> Section:
    """Return a part under its heading."""
    heading = HEADINGS[part.name]
    if part.name == "statements":
        return Section(part.name, heading, raw=by_kind(part.value))
    if part.name == "ladder":
        return Section(part.name, heading, raw=part.value)
    return Section(part.name, heading, shown(part.name, part.value))


def by_kind(statements: list[dict[str, str]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return statements under their kinds, in the order of the file, none of them joined with another."""
    return [
        (
            heading,
            [one | {"level": CODES.get(("level", one.get("level")), "")} for one in statements if one["kind"] == kind],
        )
        for kind, heading in KIND_OF_STATEMENT.items()
        if any(one["kind"] == kind for one in statements)
    ]


def shown(name: str, value: Any) -> Shown:
    """Return the value of a field as a page shows it."""
    if isinstance(value, dict):
        return shown_fields(value)
    if isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            return Shown(texts=tuple(value))
        return Shown(entries=tuple(entry_of(one) for one in value))
    if (name, value) in CODES:
        return Shown(own=CODES[name, value])
    if isinstance(value, float):  # the only numbers with a point are shares
        percent = round(value * 100, 1)
        return Shown(
            own=_("%(number)s per cent") % {"number": number_format(percent, 0 if percent.is_integer() else 1)}
        )
    if isinstance(value, int):
        return Shown(own=str(value) if name in YEARS else number_format(value, force_grouping=True))
    day: date | None = parse_date(value) if name == "date" else None
    return Shown(own=date_format(day, "DATE_FORMAT")) if day else Shown(text=value)


def shown_fields(fields: dict[str, Any]) -> Shown:
    """Return fields with our labels, in the order of our labels."""
    return Shown(
        named=tuple(fields[name] for name in NAMES if name in fields),
        pairs=tuple((label, shown(name, fields[name])) for name, label in LABELS.items() if name in fields),
    )


def entry_of(fields: dict[str, Any]) -> Entry:
    """Return one of a list of fields, called by its name, kind or work."""
    head = next((name for name in HEADS if name in fields), "")
    rest = {name: value for name, value in fields.items() if name != head}
    return Entry(shown(head, fields[head]) if head else Shown(), shown_fields(rest))
