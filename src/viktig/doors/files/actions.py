"""Read files and write what is new in them: all of it, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from viktig.doors.files import nodes, tables
from viktig.doors.files.place_file import FORMAT, PlaceFile, is_place_file, place_file
from viktig.doors.files.problems import At, quoted
from viktig.doors.files.promises import above_now, refuse_to_change
from viktig.doors.files.reading import text_of
from viktig.ground.commands import Refused
from viktig.ground.glossary.models import AgreedWord
from viktig.ground.people.models import Country, Organisation, Place
from viktig.ground.privacy.acting import acting_as
from viktig.person.ombud.models import Choice
from viktig.system.figures.models import PublishedFigure
from viktig.system.places.actions import keep

YAML, CSV = (".yaml", ".yml"), (".csv",)


@dataclass
class Content:
    """All that the files say, read and checked each for itself."""

    places: list[tables.PlaceRow] = field(default_factory=list)
    organisations: list[tables.OrganisationRow] = field(default_factory=list)
    place_files: list[PlaceFile] = field(default_factory=list)
    words: list[tables.AgreedRow] = field(default_factory=list)


@dataclass
class Summary:
    """What was written: by kind of thing, how many are new and how many have changed."""

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was new and nothing changed."""
        return not (self.new or self.changed)

    def __str__(self) -> str:
        if self.is_empty:
            return "Nothing new."
        lines = [f"New {name}: {number}" for name, number in self.new.items()]
        return "\n".join([*lines, *(f"Changed {name}: {number}" for name, number in self.changed.items())])

    def count(self, name: str, *, new: int = 0, changed: int = 0) -> None:
        """Add to what was written."""
        for numbers, number in ((self.new, new), (self.changed, changed)):
            if number:
                numbers[name] = numbers.get(name, 0) + number


def import_files(paths: Sequence[Path | str]) -> Summary:
    """Read files and write what is new in them, in one transaction for all. Doing it twice changes nothing.

    Raises Refused, with file, line and field; then nothing is written.
    """
    content = read(paths)
    with acting_as(None, because="doors.files.import"):
        _Check(content).all()
        summary = Summary()
        _write_places(content.places, summary)
        _write_organisations(content.organisations, summary)
        _write_place_files(content.place_files, summary)
        _write_words(content.words, summary)
    return summary


def readable(path: Path | str) -> bool:
    """Return whether a file is of a kind that can be read. One of them that is wrong still is: importing says what."""
    path = Path(path)
    if path.suffix.lower() in CSV:
        return True
    if path.suffix.lower() not in YAML:
        return False
    try:
        return is_place_file(nodes.parsed(path.name, text_of(path)))
    except Refused:
        return True


def read(paths: Iterable[Path | str]) -> Content:
    """Return what files say, each checked for itself. Raises Refused."""
    content, seen = Content(), set[Path]()
    for path in map(Path, paths):
        if path.resolve() in seen:
            At(path.name).refuse("this file is named twice.")
        seen.add(path.resolve())
        read_text(path.name, text_of(path), content)
    return content


def read_text(name: str, text: str, content: Content) -> None:
    """Add what a file says to the content. Raises Refused."""
    suffix = Path(name).suffix.lower()
    if suffix in CSV:
        if tables.is_words(text):
            content.words += tables.agreed_words(name, text)
        elif tables.is_places(text):
            content.places += tables.places(name, text)
        else:
            content.organisations += tables.organisations(name, text)
        return
    if suffix not in YAML:
        At(name).refuse("is neither .csv nor .yaml, so it cannot be read.")
    root = nodes.parsed(name, text)
    if not is_place_file(root):
        At(name).refuse(f"cannot be read yet: only the format {FORMAT} can.")
    content.place_files.append(place_file(root, name))


# What the files say together, and with what is there already ----------------------------------------------------------


class _Check:
    """Whether everything a file points at is there, in a file or in the database."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def all(self) -> None:
        """Raise Refused for the first thing that does not fit."""
        self._twice([(row.at, "code", row.code) for row in self.content.places])
        self._twice([(row.at, "name", f"{row.name}, {row.place}") for row in self.content.organisations])
        self._twice([(row.at, "word", row.word) for row in self.content.words])
        names = [one.source for one in self.content.place_files]
        for name in names:
            if names.count(name) > 1:
                At(name).refuse("two files have this source.")
        for place in self.content.places:
            self._place(place)
        for organisation in self.content.organisations:
            self._organisation(organisation)

    def _twice(self, things: list[tuple[At, str, str]]) -> None:
        seen: dict[str, At] = {}
        for at, name, value in things:
            if value in seen:
                At(at.file, at.line, name).refuse(f"{quoted(value)} is there already, in {seen[value].file}.")
            seen[value] = at

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """Parent and inhabitants of each place, as they will be."""
        there = Place.unguarded.values_list("code", "parent_id", "population")
        known = {code: (parent or "", population) for code, parent, population in there}
        return known | {row.code: (row.parent, row.population) for row in self.content.places}

    @cached_property
    def countries(self) -> set[str]:
        return set(Country.unguarded.values_list("code", flat=True))

    def _place(self, row: tables.PlaceRow) -> None:
        if row.country not in self.countries:
            _field(row.at, "country").refuse(f"{quoted(row.country)} is none of {', '.join(sorted(self.countries))}.")
        at, seen, code = _field(row.at, "parent"), {row.code}, row.parent
        if code and code not in self.places:
            at.refuse(f"there is no place {quoted(code)}, here or in the database.")
        if code and not code.startswith(row.country):
            at.refuse(f"{code} lies in another country.")
        if code and self.places[code][1] < row.population:
            _field(row.at, "population").refuse(f"more people live in {row.code} than in {code}, where it lies.")
        while code:
            if code in seen:
                at.refuse(f"{row.code} lies inside itself.")
            seen.add(code)
            code = self.places[code][0]

    @cached_property
    def there(self) -> dict[tuple[str, str], Organisation]:
        """The organisations of the database, by name and place."""
        found = Organisation.unguarded.select_related("answers_to")
        return {(one.name, one.place_id): one for one in found}

    @cached_property
    def organisations(self) -> dict[tuple[str, str], tuple[str, str] | None]:
        """Whom each organisation answers to, by name and place, as it will be."""
        rows = {(row.name, row.place): row for row in self.content.organisations}
        known = dict.fromkeys(rows, None) | {key: above_now(one) for key, one in self.there.items()}
        said = {key: answers_to(row, known, self.places) for key, row in rows.items()}
        return known | {key: above for key, above in said.items() if above}

    def _organisation(self, row: tables.OrganisationRow) -> None:
        if row.place not in self.places:
            _field(row.at, "place").refuse(f"there is no place {quoted(row.place)}, here or in the database.")
        above, seen = self.organisations[row.name, row.place], {(row.name, row.place)}
        while above is not None:
            if above in seen:
                _field(row.at, "answers_to").refuse(f"{quoted(row.name)} would answer to itself.")
            seen.add(above)
            above = self.organisations.get(above)
        if (row.name, row.place) in self.there:
            refuse_to_change(row, self.there[row.name, row.place], self.organisations[row.name, row.place])


def answers_to(
    row: tables.OrganisationRow, known: Iterable[tuple[str, str]], places: dict[str, tuple[str, int]]
) -> tuple[str, str] | None:
    """Return name and place of the one an organisation answers to: the nearest of that name, in its place or above.

    Raises Refused if there is none, or several and none of them above.
    """
    if not row.answers_to:
        return None
    at = _field(row.at, "answers_to")
    same = [(name, place) for name, place in known if name == row.answers_to]
    code, seen = row.place, set[str]()
    while code and code not in seen:
        if (row.answers_to, code) in same:
            return row.answers_to, code
        seen.add(code)
        code = places.get(code, ("", 0))[0]
    if len(same) > 1:
        at.refuse(f"there are {len(same)} called {quoted(row.answers_to)}, and none in {row.place} or around it.")
    return (
        same[0] if same else at.refuse(f"there is no organisation {quoted(row.answers_to)}, here or in the database.")
    )


def _field(at: At, name: str) -> At:
    return At(at.file, at.line, name)


# Writing ----------------------------------------------------------------------------------------------------------------


def _write_places(rows: list[tables.PlaceRow], summary: Summary) -> None:
    waiting = {row.code: row for row in rows}
    while waiting:  # a place after the one it lies in
        row = next(row for row in waiting.values() if row.parent not in waiting)
        del waiting[row.code]
        values = {
            "name": row.name,
            "country_id": row.country,
            "parent_id": row.parent or None,
            "population": row.population,
        }
        _write("places", Place, {"code": row.code}, values, summary)


def _write_organisations(rows: list[tables.OrganisationRow], summary: Summary) -> None:
    """Make the new ones, each after the one it answers to; of those that are there only the areas change."""
    places = {code: (parent or "", 0) for code, parent in Place.unguarded.values_list("code", "parent_id")}
    there = {(one.name, one.place_id): one for one in Organisation.unguarded.all()}
    waiting = {(row.name, row.place): row for row in rows if (row.name, row.place) not in there}
    above = {key: answers_to(row, [*there, *waiting], places) for key, row in waiting.items()}
    while waiting:
        key, row = next((key, row) for key, row in waiting.items() if above[key] not in waiting)
        del waiting[key]
        there[key] = _make_organisation(row, there.get(above[key] or ("", "")))
        summary.count("organisations", new=1)
    for row in rows:
        changed = _set(there[row.name, row.place], {"areas": list(row.areas)})
        summary.count("organisations", changed=int(changed))


def _make_organisation(row: tables.OrganisationRow, above: Organisation | None) -> Organisation:
    values = {"answer_days": row.answer_days} if row.answer_days else {}
    one = Organisation(
        name=row.name, place_id=row.place, kind=row.kind, answers_to=above, areas=list(row.areas), **values
    )
    one.save(force_insert=True)
    return one


def _write_place_files(files: list[PlaceFile], summary: Summary) -> None:
    for file in files:
        for row in file.choices:
            key = {"list": row.list, "code": row.code, "language": file.published.language}
            values = {"label": row.label, "source": file.source[:80], "position": row.position}
            _write("choices", Choice, key, values, summary)
        new, changed = keep(file.published)
        summary.count("parts", new=new, changed=changed)
        for position, figure in enumerate(file.figures, 1):
            values = vars(figure) | {
                "value": None if figure.value is None else Decimal(str(figure.value)).quantize(Decimal("0.000001")),
                "place": file.published.place,
                "language": file.published.language,
            }
            _write("published figures", PublishedFigure, {"source": file.source, "position": position}, values, summary)
        gone, _each = PublishedFigure.unguarded.filter(source=file.source, position__gt=len(file.figures)).delete()
        summary.count("published figures", changed=gone)


def _write_words(rows: list[tables.AgreedRow], summary: Summary) -> None:
    for row in rows:
        values = {"agreed_on": row.agreed_on, "user_side": row.user_side, "service_side": row.service_side}
        _write("agreed words", AgreedWord, {"code": row.word}, values, summary)


def _write(name: str, model: type[models.Model], key: dict[str, Any], values: dict[str, Any], summary: Summary) -> None:
    """Make the row of this key, or change it where it differs."""
    row = model.unguarded.filter(**key).first()  # type: ignore[attr-defined]
    if row is None:
        model(**key, **values).save(force_insert=True)
        summary.count(name, new=1)
    elif _set(row, values):
        summary.count(name, changed=1)


def _set(row: models.Model, values: dict[str, Any]) -> bool:
    """Give a row these values; return whether any of them was another before."""
    other = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    if other:
        row.save()
    return bool(other)
