"""places.csv, organisations.csv and words.csv: read strictly, every cell with its line and column."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from viktig.doors.files.problems import At, clean, quoted
from viktig.ground import clock
from viktig.ground.glossary.words import codes
from viktig.ground.people.models import OrganisationKind
from viktig.ground.words.areas import LifeArea

PLACES = ("code", "name", "country", "parent", "population")
ORGANISATIONS = ("name", "kind", "place", "answers_to", "answer_days", "areas")
WORDS = ("word", "agreed_on", "user_side", "service_side")
MOST_PEOPLE = 2_000_000_000
_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)


@dataclass(frozen=True)
class PlaceRow:
    """A place as a file has it. parent: a code, or empty at the top."""

    at: At
    code: str
    name: str
    country: str
    parent: str
    population: int


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation as a file has it. answers_to: a name, or empty. answer_days: none where the file does not say."""

    at: At
    name: str
    kind: str
    place: str
    answers_to: str
    answer_days: int | None
    areas: tuple[str, ...]


@dataclass(frozen=True)
class AgreedRow:
    """A word that both sides agree on. word: its code; the sides by name."""

    at: At
    word: str
    agreed_on: date
    user_side: str
    service_side: str


def header_of(text: str) -> tuple[str, ...]:
    """Return the names of the columns, as far as they can be read."""
    first = text.split("\n", 1)[0].strip("\r")
    return tuple(name.strip() for name in next(csv.reader([first]), []))


def is_places(text: str) -> bool:
    """Return whether a table is about places: it has more of their columns than of organisations'."""
    header = set(header_of(text))
    return len(header & set(PLACES)) >= len(header & set(ORGANISATIONS))


def places(file: str, text: str) -> list[PlaceRow]:
    """Return the places of a file, in its order. Raises Refused."""
    found: dict[str, PlaceRow] = {}
    for at, row in _rows(file, text, PLACES):
        code = _filled(row, "code", at, 20)
        if not _CODE.fullmatch(code):
            _in(at, "code").refuse(f"{quoted(code)} is no code: it is the country and its own number, like NO-0301.")
        country = _filled(row, "country", at, 2)
        if not code.startswith(country):
            _in(at, "country").refuse(f"{quoted(country)} is not the country that {code} begins with.")
        if code in found:
            _in(at, "code").refuse(f"{code} is there twice, first in line {found[code].at.line}.")
        population = _number(row, "population", at, 0, MOST_PEOPLE)
        found[code] = PlaceRow(
            at, code, _filled(row, "name", at, 80), country, _text(row, "parent", at, 20), population
        )
    return list(found.values())


def organisations(file: str, text: str) -> list[OrganisationRow]:
    """Return the organisations of a file, in its order. Raises Refused."""
    found: dict[tuple[str, str], OrganisationRow] = {}
    for at, row in _rows(file, text, ORGANISATIONS):
        name, place = _filled(row, "name", at, 120), _filled(row, "place", at, 20)
        kind = _filled(row, "kind", at, 20)
        if kind not in OrganisationKind.values:
            _in(at, "kind").refuse(f"{quoted(kind)} is none of {', '.join(OrganisationKind.values)}.")
        if (name, place) in found:
            _in(at, "name").refuse(f"{quoted(name)} is there twice, first in line {found[name, place].at.line}.")
        days = _number(row, "answer_days", at, 1, 365) if row["answer_days"].strip() else None
        found[name, place] = OrganisationRow(
            at, name, kind, place, _text(row, "answers_to", at, 120), days, _areas(row, at)
        )
    return list(found.values())


def is_words(text: str) -> bool:
    """Return whether a table is about words that are agreed on."""
    return "agreed_on" in header_of(text)


def agreed_words(file: str, text: str) -> list[AgreedRow]:
    """Return the words that a file says are agreed on, in its order. Raises Refused."""
    found: dict[str, AgreedRow] = {}
    for at, row in _rows(file, text, WORDS):
        word = _filled(row, "word", at, 40)
        if word not in codes():
            _in(at, "word").refuse(f"{quoted(word)} is none of our words; they are {', '.join(sorted(codes()))}.")
        if word in found:
            _in(at, "word").refuse(f"{quoted(word)} is there twice, first in line {found[word].at.line}.")
        sides = _filled(row, "user_side", at, 120), _filled(row, "service_side", at, 120)
        if sides[0].casefold() == sides[1].casefold():
            _in(at, "service_side").refuse("both sides are the same; it takes two to agree.")
        found[word] = AgreedRow(at, word, _day(row, "agreed_on", at), *sides)
    return list(found.values())


def _day(row: dict[str, str], field: str, at: At) -> date:
    text = row[field].strip()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        _in(at, field).refuse(f"{quoted(text)} is no day; write it like 2026-11-22.")
    return day if day <= clock.today() else _in(at, field).refuse("the day has not come yet.")


def _areas(row: dict[str, str], at: At) -> tuple[str, ...]:
    areas = [area.strip() for area in row["areas"].split("|") if area.strip()]
    for area in areas:
        if area not in LifeArea.values:
            _in(at, "areas").refuse(f"{quoted(area)} is none of {', '.join(LifeArea.values)}.")
    if len(set(areas)) < len(areas):
        _in(at, "areas").refuse("the same area is there twice.")
    return tuple(areas)


def _rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[At, dict[str, str]]]:
    """Yield each row with the line it begins in. Raises Refused for a wrong header or a row of another length."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    header: list[str] | None = None
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            At(file, line).refuse(f"cannot be read as CSV ({error}).")
        at, line = At(file, line), reader.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [name.strip() for name in row]
            _check_header(at, header, columns)
        elif len(row) != len(header):
            at.refuse(f"has {len(row)} values, and the first line names {len(header)}.")
        else:
            yield at, dict(zip(header, row, strict=True))


def _check_header(at: At, header: list[str], columns: tuple[str, ...]) -> None:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        at.refuse("the columns must have commas between them.")
    for name in header:
        if name not in columns:
            _in(at, quoted(name)).refuse(f"this column is not known; the columns are {', '.join(columns)}.")
        if header.count(name) > 1:
            _in(at, name).refuse("this column is there twice.")
    for name in columns:
        if name not in header:
            _in(at, name).refuse(f"this column is missing; the columns are {', '.join(columns)}.")


def _in(at: At, field: str) -> At:
    return At(at.file, at.line, field)


def _text(row: dict[str, str], field: str, at: At, longest: int) -> str:
    return clean(row[field], _in(at, field), longest)


def _filled(row: dict[str, str], field: str, at: At, longest: int) -> str:
    return _text(row, field, at, longest) or _in(at, field).refuse("is empty.")


def _number(row: dict[str, str], field: str, at: At, least: int, most: int) -> int:
    text = row[field].strip()
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        _in(at, field).refuse(f"{quoted(text)} is no whole number from {least} to {most}.")
    return int(text)
