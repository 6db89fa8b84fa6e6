"""Rows as values that any program can keep, and back: nothing is rounded, and nothing unknown is let in."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, UUIDField
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedFile, SealedJSON, SealedText
from viktig.ground.privacy.guards import guard_of
from viktig.ground.rules import RuleBroken


@dataclass(frozen=True)
class Ids:
    """The new id of each row that moves, by the id it had: in each table, and anywhere."""

    of: Mapping[str, Mapping[str, UUID]]
    anywhere: Mapping[str, UUID]


class NotAFileOfOurs(RuleBroken):
    """The file is not one that Viktig made, or somebody has changed it."""


def values_of(row: Model) -> dict[str, Any]:
    """Return the columns of a row, opened, but whose it is: text, numbers, lists, ISO dates, files in base64."""
    return {one.attname: _out(getattr(row, one.attname)) for one in _columns(type(row))}


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
    found = {label: {one["id"]: uuid5(who, one["id"]) for one in own} for label, own in rows.items()}
    return Ids(found, {old: new for own in found.values() for old, new in own.items()})


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
        if isinstance(value, str) and "\0" in value:
            raise ValueError
        if isinstance(field, SealedFile):
            return base64.b64decode(value, validate=True)
        if isinstance(field, SealedJSON):
            return _renamed(value, ids)
        if isinstance(field, SealedText):
            return _text(value)
        if isinstance(field, ForeignKey):
            return _pointer(field, value, ids)
        if isinstance(field, UUIDField):
            return _number(value, who, ids) if not field.primary_key else ids.anywhere[value]
        return field.clean(value, row) if value != "" else _empty(field)
    except (TypeError, ValueError, AttributeError, binascii.Error, ValidationError) as wrong:
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
    return ids.anywhere.get(value) or uuid5(who, str(UUID(value)))


def _pointer(field: "ForeignKey[Any, Any]", value: Any, ids: Ids) -> UUID | None:
    """Return the new id of the row that is pointed to, if it moves along; else nothing, where that may be."""
    if (found := ids.of.get(field.related_model._meta.label, {}).get(value)) is not None:
        return found
    if field.null and field.related_model is not Person:
        return None
    raise ValueError(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _empty(field: "Field[Any, Any]") -> str:
    if not field.blank:
        raise ValueError
    return ""
