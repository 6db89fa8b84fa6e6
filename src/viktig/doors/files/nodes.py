"""YAML with line numbers, and only the plain part of it: no aliases, no own types, no key twice, nothing deep or huge."""

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NoReturn

import yaml

from viktig.doors.files.problems import At, clean, quoted

DEEPEST = 12
MOST = 50_000  # values in a file
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")}


@dataclass(frozen=True)
class Node:
    """A value of a file and where it stands. value: a plain value, a list of nodes, or nodes by key.

    bare: it is only a name without a colon, in a mapping written as `{a: b, c}`. quoted: it has quotation marks.
    """

    at: At
    value: Any
    bare: bool = False
    quoted: bool = False

    def refuse(self, what: str) -> NoReturn:
        """Raise Refused with the place of this value."""
        self.at.refuse(what)

    def text(self, longest: int = 400) -> str:
        """Return a text that is not empty."""
        if isinstance(self.value, bool):
            self.refuse(f"{quoted(self.value)} is no text: put quotation marks around it.")
        if not isinstance(self.value, str):
            self.refuse("must be a text.")
        return clean(self.value, self.at, longest) or self.refuse("is empty.")

    def number(self) -> int | float:
        """Return a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.refuse("must be a number.")
        if not abs(self.value) < 1e12:  # not a number is never smaller
            self.refuse("this number is too large.")
        return self.value

    def whole(self, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not least <= self.value <= most:
            self.refuse(f"must be a whole number from {least} to {most}.")
        return self.value

    def flag(self) -> bool:
        """Return yes or no."""
        if not isinstance(self.value, bool):
            self.refuse("must be true or false.")
        return self.value

    def day(self) -> date:
        """Return a date."""
        if not isinstance(self.value, date) or isinstance(self.value, datetime):
            self.refuse("must be a date like 2010-08-01.")
        return self.value

    def texts(self, longest: int = 400) -> list[str]:
        """Return a list of texts, none of them twice."""
        seen: dict[str, None] = {}
        for node in self.list():
            text = node.text(longest)
            if text in seen:
                node.refuse(f"{quoted(text)} is there twice.")
            seen[text] = None
        return list(seen)

    def list(self) -> "list[Node]":
        """Return a list of values, one at least."""
        if not isinstance(self.value, list):
            self.refuse("must be a list.")
        return self.value or self.refuse("is empty.")

    def fields(self, known: dict[str, Callable[["Node"], Any]], needed: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the fields of a mapping, each read by the function for its name. Refuses an unknown or missing one."""
        if not isinstance(self.value, dict):
            self.refuse("must be a list of names with values.")
        values = _with_commas(self.value, known)
        for name, node in values.items():
            if name not in known:
                node.refuse(f"this field is not known; the fields are {', '.join(known)}.")
        for name in needed:
            if name not in values:
                self.refuse(f"{name} is missing.")
        return {name: known[name](node) for name, node in values.items()}


def _with_commas(values: dict[str, Node], known: Container[str]) -> dict[str, Node]:
    """Return fields with texts that have commas made whole again.

    In `{text: first this, then that}` YAML takes *then that* for a name without a value: it is the rest of the text before
    it, unless it is the name of a field.
    """
    whole: dict[str, Node] = {}
    for name, node in values.items():
        last = next(reversed(whole), "")
        before = whole.get(last)
        joins = node.bare and name not in known and before is not None
        if joins and before is not None and isinstance(before.value, str) and not before.quoted:
            whole[last] = replace(before, value=f"{before.value}, {name}")
        else:
            whole[name] = node
    return whole


def parsed(file: str, text: str) -> Node:
    """Return a YAML text as nodes. Raises Refused."""
    try:
        _check_size(file, text)
        loader = Loader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                At(file).refuse("is empty.")
            return _Reader(file, loader, text).node(root, "")
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(error.problem or error.context or "").split())
        At(file, mark.line + 1 if mark else 0).refuse(f"cannot be read as YAML ({what}).")
    except yaml.YAMLError as error:
        At(file).refuse(f"cannot be read as YAML ({quoted(error, 80)}).")


def _check_size(file: str, text: str) -> None:
    """Refuse what could grow without end when it is read, before it is."""
    depth = number = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        number += isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            At(file, line).refuse("anchors (&) and aliases (*) cannot be read: write the value out.")
        if depth > DEEPEST:
            At(file, line).refuse(f"lists lie in lists more than {DEEPEST} deep.")
        if number > MOST:
            At(file, line).refuse(f"there are more than {MOST} values.")


class _Reader:
    def __init__(self, file: str, loader: Any, text: str) -> None:
        self.file, self.loader, self.text = file, loader, text

    def node(self, raw: yaml.Node, field: str) -> Node:
        at = At(self.file, raw.start_mark.line + 1, field)
        if raw.tag not in _PLAIN:
            at.refuse(f"values of the type {quoted(raw.tag)} cannot be read.")
        if isinstance(raw, yaml.SequenceNode):
            return Node(at, [self.node(one, f"{field}[{i}]") for i, one in enumerate(raw.value, 1)])
        if isinstance(raw, yaml.MappingNode):
            return Node(at, self._mapping(raw, field))
        return Node(at, self._plain(raw, at), quoted=bool(getattr(raw, "style", "")))

    def _mapping(self, raw: yaml.MappingNode, field: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in raw.value:
            at = At(self.file, key.start_mark.line + 1, field)
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                at.refuse("a name must be a text.")
            name = f"{field}.{quoted(key.value)[1:-1]}".removeprefix(".")
            if key.value in found:
                At(self.file, key.start_mark.line + 1, name).refuse(
                    f"is there twice, first in line {found[key.value].at.line}."
                )
            node = self.node(value, name)
            found[key.value] = replace(node, bare=bool(raw.flow_style) and self._is_bare(key, value))
        return found

    def _is_bare(self, key: yaml.Node, value: yaml.Node) -> bool:
        nothing = value.start_mark.index == value.end_mark.index
        return (
            nothing
            and not getattr(key, "style", "")
            and ":" not in self.text[key.end_mark.index : value.start_mark.index]
        )

    def _plain(self, raw: yaml.Node, at: At) -> Any:
        try:
            return self.loader.construct_object(raw)
        except (ValueError, OverflowError, KeyError, IndexError, yaml.constructor.ConstructorError):
            at.refuse(f"{quoted(raw.value)} is no {raw.tag.rpartition(':')[2]}.")
