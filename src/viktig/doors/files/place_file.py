"""`viktig-place/1`: how one place works, and what it has published (docs/import.md)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from viktig.doors.files.figures import FigureRow, figures_in
from viktig.doors.files.nodes import Node
from viktig.doors.files.parts import ABOUT, PARTS, fields, text, texts
from viktig.person.ombud.models import ChoiceList
from viktig.system.places.actions import Published

FORMAT = "viktig-place/1"


@dataclass(frozen=True)
class ChoiceRow:
    """A choice as a file has it."""

    list: str
    code: str
    label: str
    position: int


@dataclass(frozen=True)
class PlaceFile:
    """What a file says: what is kept as it is, and what enters our own lists."""

    published: Published
    choices: tuple[ChoiceRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()

    @property
    def source(self) -> str:
        """Return what the file calls itself, else its name."""
        return self.published.source


# Our own codes (person/ombud/choices.py), each with the word by which a label is known for it.
KNOWN: dict[str, dict[str, str]] = {
    ChoiceList.ASSIGNMENT_TYPE: {
        "fastlege": "gp",
        "økonomi": "economy",
        "lavterskel": "network",
        "arbeidsgiver": "employer",
        "bosituasjon": "housing",
        "ansvarsgruppe": "responsibility_group",
        "namsmann": "enforcement",
        "søknad": "application_complaint",
        "samordne": "coordination",
        "brobygge": "bridge",
        "møter med nav": "nav_meeting",
    },
    ChoiceList.THEME: {
        "ensomhet": "loneliness",
        "mening": "meaning",
        "økonomi": "economy",
        "psykisk": "mental_health",
        "bolig": "housing",
        "jobb": "work",
        "tilhørighet": "belonging",
        "behov": "basic_needs",
    },
    ChoiceList.HOUSING: {
        "eier": "owns",
        "leier privat": "rents_private",
        "leier kommunalt": "rents_municipal",
        "pårørende": "with_family",
        "bostedsløs": "homeless",
    },
    ChoiceList.WAY_IN: {
        "selv": "self",
        "pårørende": "relative",
        "dps": "clinic",
        "nav": "social_services",
        "jussbuss": "legal_aid",
        "legevakt": "emergency_clinic",
        "advokat": "lawyer",
    },
    ChoiceList.PRIORITY: {
        "barn": "children",
        "sted å bo": "no_home",
        "inntekt": "no_income",
        "pårørende": "relatives_care",
    },
}
LISTS = {
    "assignment_types": ChoiceList.ASSIGNMENT_TYPE,
    "themes": ChoiceList.THEME,
    "housing": ChoiceList.HOUSING,
    "referral_sources": ChoiceList.WAY_IN,
    "priorities": ChoiceList.PRIORITY,
}
# A file without `format` is one of ours if it has any of these fields.
MARKS = ("format", "figures", *LISTS, *PARTS)


def is_place_file(root: Node) -> bool:
    """Return whether a YAML file is, or means to be, of our format."""
    if not isinstance(root.value, dict):
        return False
    said = root.value.get("format")
    return said.value == FORMAT if said else any(name in root.value for name in MARKS)


def place_file(root: Node, name: str) -> PlaceFile:
    """Return what a file says. name: of the file. Raises Refused."""
    found = root.fields(
        {
            "format": text(40),
            "source": text(200),
            "date": Node.day,
            "place": fields(ABOUT, ["country", "language"]),
            "figures": _figures,
            **dict.fromkeys(LISTS, texts),
            **PARTS,
        },
        needed=("place",),
    )
    about = found["place"]
    parts = {key: value for key, value in found.items() if key in PARTS}
    choices = tuple(
        choice for key, of in LISTS.items() if key in found for choice in _choices(of, found[key], root.value[key])
    )
    held = parts.get("gathering", {}).get("date")
    published = Published(
        source=found.get("source", name),
        place=about.get("municipality") or about.get("region") or about["country"],
        country=about["country"],
        language=about["language"],
        on=found.get("date") or (date.fromisoformat(held) if held else None),
        about={key: value for key, value in about.items() if key not in {"country", "language"}},
        parts=parts,
    )
    return PlaceFile(published, choices, (*found.get("figures", ()), *figures_in(parts, about)))


def _figures(node: Node) -> list[FigureRow]:
    found: dict[tuple[Any, ...], Node] = {}
    rows = []
    for one in node.list():
        entry = one.fields(
            {
                "what": lambda part: part.text(200),
                "value": lambda part: None if part.value is None else part.number(),
                "unit": lambda part: part.text(40),
                "of": lambda part: part.text(200),
                "approx": Node.flag,
                "unsure": Node.flag,
                "note": lambda part: part.text(400),
                "from": Node.day,
                "to": Node.day,
                "year": lambda part: part.whole(1800, 2200),
            },
            needed=("what", "value"),
        )
        since, until = entry.pop("from", None), entry.pop("to", None)
        if since and until and until < since:
            one.value["to"].refuse("this day is before the first.")
        key = entry["what"], entry.get("of"), since, until, entry.get("year")
        if key in found:
            one.refuse(f"the same figure stands in line {found[key].at.line}.")
        found[key] = one
        rows.append(FigureRow(**entry, since=since, until=until))
    return rows


def _choices(of: ChoiceList, labels: list[str], node: Node) -> list[ChoiceRow]:
    """Return the choices of a list, each with our own code where we know it, else with one made of its words."""
    taken: dict[str, str] = {}
    for label in labels:
        ours = (code for word, code in KNOWN[of].items() if word in label.casefold() and code not in taken)
        own = slugify(label)[:40] or "choice"
        if own in taken or own in KNOWN[of].values():
            own = f"{own}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
        code = next(ours, own)
        if code in taken:
            node.refuse(f"{quoted_pair(label, taken[code])} cannot be told apart.")
        taken[code] = label
    return [ChoiceRow(of, code, label, i) for i, (code, label) in enumerate(taken.items(), 1)]


def quoted_pair(one: str, other: str) -> str:
    """Return two labels as they may stand in a sentence."""
    return f"“{one[:40]}” and “{other[:40]}”"
