"""`viktig-place/1`: how one place's ombud scheme works, and what it has published (docs/import.md)."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import slugify

from viktig.doors.files.nodes import Node
from viktig.person.ombud.models import ChoiceList

FORMAT = "viktig-place/1"
# A file without `format` is one of these if it has any of these fields.
MARKS = ("format", "assignment_types", "themes", "figures", "priorities", "referral_sources")
LANGUAGES = ("nb", "nn", "sv", "en")


@dataclass(frozen=True)
class ChoiceRow:
    """A choice as a file has it."""

    list: str
    code: str
    label: str
    position: int


@dataclass(frozen=True)
class FigureRow:
    """A published figure as a file has it."""

    what: str
    value: int | float | None
    unit: str = ""
    of: str = ""
    approx: bool = False
    unsure: bool = False
    note: str = ""
    since: date | None = None
    until: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class PlaceFile:
    """What is used of a file. source: what it calls itself, else its name."""

    source: str
    place: str
    language: str
    choices: tuple[ChoiceRow, ...] = ()
    figures: tuple[FigureRow, ...] = field(default=())


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
# Read and checked, and not used yet.
NOT_USED = (
    "who_may_ask",
    "mandate",
    "principles",
    "home_districts_most",
    "home_districts_then",
    "clients_said",
    "ombuds_saw",
    "results",
    "experience_from_sweden",
    "partners",
)


def is_place_file(root: Node) -> bool:
    """Return whether a YAML file is, or means to be, of our format."""
    if not isinstance(root.value, dict):
        return False
    said = root.value.get("format")
    return said.value == FORMAT if said else any(mark in root.value for mark in MARKS)


def place_file(root: Node, name: str) -> PlaceFile:
    """Return what is used of a file. name: of the file. Raises Refused."""
    fields = root.fields(
        {
            "format": lambda node: node.text(40),
            "source": lambda node: node.text(200),
            "place": _place,
            "target_group": _target_group,
            "rule_when_others_ask": Node.text,
            "figures": _figures,
            **dict.fromkeys((*LISTS, *NOT_USED), lambda node: node.texts(200)),
        },
        needed=("place",),
    )
    choices = tuple(
        choice for key, of in LISTS.items() if key in fields for choice in _choices(of, fields[key], root.value[key])
    )
    return PlaceFile(
        source=fields.get("source", name),
        place=fields["place"].get("municipality") or fields["place"].get("region") or fields["place"]["country"],
        language=fields["place"]["language"],
        choices=choices,
        figures=tuple(fields.get("figures", ())),
    )


def _place(node: Node) -> dict[str, Any]:
    found = node.fields(
        {
            "country": lambda one: one.text(2),
            "language": lambda one: one.text(7),
            "municipality": lambda one: one.text(80),
            "region": lambda one: one.text(80),
            "districts": lambda one: one.texts(80),
            "run_by": lambda one: one.text(200),
            "pilot_from": _month,
        },
        needed=("country", "language"),
    )
    if found["language"] not in LANGUAGES:
        node.value["language"].refuse(f"must be one of {', '.join(LANGUAGES)}.")
    return found


def _month(node: Node) -> str:
    """Read a year, a month like 2010-08, or a day: none is used yet, so the form is free."""
    return str(node.value) if isinstance(node.value, int | date) else node.text(20)


def _target_group(node: Node) -> dict[str, Any]:
    return node.fields(
        {
            "min_age": lambda one: one.whole(0, 120),
            "criterion": Node.text,
            "must_want_it": Node.flag,
            "and_one_of": Node.texts,
        }
    )


def _figures(node: Node) -> list[FigureRow]:
    found: dict[tuple[Any, ...], Node] = {}
    rows = []
    for one in node.list():
        fields = one.fields(
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
        since, until = fields.pop("from", None), fields.pop("to", None)
        if since and until and until < since:
            one.value["to"].refuse("this day is before the first.")
        key = fields["what"], fields.get("of"), since, until, fields.get("year")
        if key in found:
            one.refuse(f"the same figure stands in line {found[key].at.line}.")
        found[key] = one
        rows.append(FigureRow(**fields, since=since, until=until))
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
