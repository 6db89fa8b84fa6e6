"""Rows as values that any program can keep, and back: nothing is rounded, and nothing unknown is let in."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, UUIDField
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedFile, SealedJSON, SealedText
from viktig.ground.privacy.guards import guard_of
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken

ME = "me"
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Ids:
    """The new id of each row that moves, by the id it had: in each table, and anywhere."""

    of: Mapping[str, Mapping[str, UUID]]
    anywhere: Mapping[str, UUID]


class NotAFileOfOurs(RuleBroken):
    """The file is not one that Viktig made, or somebody has changed it."""


class Names:
    """How humans and rows are named in one file: rows by their ids, the person as ME, others by numbers of the file's own.

    Who they are here leaves the installation with nobody: a file and a dump together name no one.
    """

    def __init__(self, who: UUID, rows: Iterable[UUID] = ()) -> None:
        self.who, self.rows = who, set(rows)
        self.others: dict[UUID, UUID] = {}

    def of(self, number: UUID) -> str:
        """Return what stands in the file for a number that may be a row's or a human's."""
        if number == self.who:
            return ME
        return str(number if number in self.rows else self.others.setdefault(number, uuid4()))


def values_of(row: Model, names: Names) -> dict[str, Any]:
    """Return the columns of a row, opened, but whose it is: text, numbers, lists, ISO dates, files in base64."""
    found = {}
    for one in _columns(type(row)):
        value = getattr(row, one.attname)
        is_number = isinstance(one, UUIDField) and not one.primary_key and value is not None
        found[one.attname] = names.of(value) if is_number else _out(value)
    return found


def row_from(model: type[Model], values: Any, *, who: UUID, ids: Ids) -> Model:
    """Return a new row of whoever moves in, not yet saved. Raises NotAFileOfOurs for what such a row never holds.

    ids: from `new_ids`. A row can point to these and to nothing else here: humans
    who are known by a number where it comes from are nobody here.
    """
    columns = {one.attname: one for one in _columns(model)}
    if not isinstance(values, Mapping) or set(values) - set(columns):
        raise NotAFileOfOurs(_("This file holds something that we do not know. Nothing was moved in."))
    row = model(**{guard_of(model).owner: who})
    for name, value in values.items():
        setattr(row, name, _in(columns[name], value, row, who=who, ids=ids))
    return row


def new_ids(who: UUID, rows: Mapping[str, list[Any]]) -> Ids:
    """Return the id that each row gets here, by its table and the id it had.

    It is always the same for one person, so that moving in twice is moving in once.
    """
    found = {label: {one["id"]: moved_id(who, one["id"]) for one in own} for label, own in rows.items()}
    return Ids(found, {old: new for own in found.values() for old, new in own.items()})


def moved_id(who: UUID, old: str) -> UUID:
    """Return the id that something gets which moves in, the same each time.

    It is made with the installation's own key: nobody who has a dump can try what it was made from.
    """
    return UUID(digest(f"{who}|{old}", purpose="moved-in")[:32], version=4)


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    owner = guard_of(model).owner
    return [one for one in model._meta.concrete_fields if one.attname != owner]


def _out(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return str(value) if isinstance(value, UUID) else value


def _in(field: "Field[Any, Any]", value: Any, row: Model, *, who: UUID, ids: Ids) -> Any:
    if value is None and field.null:
        return None
    try:
        if isinstance(value, str) and ("\0" in value or (not value.isprintable() and _has_half_a_letter(value))):
            raise ValueError
        if isinstance(field, SealedFile):
            return _picture(base64.b64decode(value, validate=True), small=field.attname == "small")
        if isinstance(field, SealedJSON):
            return _renamed(value, ids)
        if isinstance(field, SealedText):
            return _text(value)
        if isinstance(field, ForeignKey):
            return _pointer(field, value, ids)
        if isinstance(field, UUIDField):
            return _number(value, who, ids) if not field.primary_key else ids.anywhere[value]
        return _in_our_time(field.clean(value, row)) if value != "" else _empty(field)
    except (TypeError, ValueError, AttributeError, KeyError, binascii.Error, ValidationError, RuleBroken) as wrong:
        raise NotAFileOfOurs(_("Something in this file is not as Viktig writes it. Nothing was moved in.")) from wrong


def _renamed(value: Any, ids: Ids) -> Any:
    """Return a structure in which the ids of rows that move are their new ones, also where they are names."""
    if isinstance(value, dict):
        return {_renamed(name, ids): _renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, ids) for one in value]
    return str(ids.anywhere.get(value, value)) if isinstance(value, str) else value


def _number(value: Any, who: UUID, ids: Ids) -> UUID:
    """Return the new id of what a column without a table means: a row that moves, else somebody whom nobody here is."""
    return who if value == ME else ids.anywhere.get(value) or moved_id(who, str(UUID(value)))


def _pointer(field: "ForeignKey[Any, Any]", value: Any, ids: Ids) -> UUID | None:
    """Return the new id of the row that is pointed to, if it moves along; else nothing, where that may be."""
    if (found := ids.of.get(field.related_model._meta.label, {}).get(value)) is not None:
        return found
    if field.null and field.related_model is not Person:
        return None
    raise ValueError(value)


def _picture(content: bytes, *, small: bool) -> bytes:
    """Return a picture made anew, as any other that comes in; nothing, where there is none. Raises RuleBroken."""
    if not content:
        return content
    made = made_anew(content)
    return made.small if small else made.large


def _in_our_time(value: Any) -> Any:
    """Return a value; raise ValueError for a day in which nobody lives whom we know."""
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(value)
    return value


def _has_half_a_letter(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _empty(field: "Field[Any, Any]") -> str:
    if not field.blank:
        raise ValueError
    return ""
