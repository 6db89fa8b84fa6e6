"""docs/places.md follows every point of the five places' files to a row, an address and a test, or says not yet."""

import re
from typing import Any, NamedTuple

import pytest
import yaml
from django.urls import resolve
from test_docs import NOT_YET, ROOT, ROWS, Row, wrong_with

PLACES = ROOT / "docs" / "places.md"
TEXT = PLACES.read_text(encoding="utf-8")
SEEDS = ROOT.parent / "shared" / "data" / "seeds"
PART = re.compile(r"(\w+)(?:\[(\d+)(?:-(\d+))?\])?")


class Point(NamedTuple):
    file: str
    names: list[str]
    rows: list[str]
    where: str
    proof: str


def points_of(text: str) -> list[Point]:
    """The points of the tables, each with the file it is of."""
    found, file = [], ""
    for line in text.splitlines():
        if named := re.match(r"`([\w.]+\.yaml)`", line):
            file = named[1]
        elif line.startswith("| `"):
            names, _what, rows, where, proof = (cell.strip() for cell in line.strip("|").split("|"))
            found.append(Point(file, re.findall(r"`([^`]+)`", names), rows.split(", "), where, proof))
    return found


POINTS = points_of(TEXT)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to each plain value: names of fields, and numbers from 1 in lists.

    A name without a value, but for a figure's, is the rest of the text before it, which YAML splits at a comma.
    """
    if isinstance(value, dict):
        inside = [(name, one) for name, one in value.items() if one is not None or name == "value"]
    else:
        inside = list(enumerate(value, 1)) if isinstance(value, list) else []
    return [leaf for key, one in inside for leaf in leaves(one, (*path, key))] or [path]


def covers(name: str, path: tuple[str | int, ...]) -> bool:
    """Whether a point, as in `levels[1].methods[3-4]`, stands for the value at the end of a way."""
    left = list(path)
    for part in name.split("."):
        field, first, last = PART.fullmatch(part).groups()
        if not left or left.pop(0) != field:
            return False
        if first and not (left and int(first) <= int(left.pop(0)) <= int(last or first)):
            return False
    return True


def test_there_are_points_of_five_files():
    assert len({point.file for point in POINTS}) == 5
    assert len(POINTS) > 150


def test_every_row_that_a_point_names_is_there():
    known = {row.id for row in ROWS}

    assert [(point.names, row) for point in POINTS for row in point.rows if row not in known] == []


def test_every_point_is_proved_by_a_test_that_exists_or_says_not_yet():
    wrong = [
        sentence
        for point in POINTS
        if (sentence := wrong_with(Row(f"{point.file} {point.names[0]}", "x", point.where, point.proof)))
    ]

    assert wrong == [], "\n" + "\n".join(wrong)


def test_every_address_leads_somewhere():
    addresses = set(re.findall(r"`(/[^`]*)`", TEXT))

    assert {"/", "/figures/what-others-found/", "/places/hamar/"} < addresses
    for address in addresses:
        assert resolve(address), address


def test_every_test_in_the_text_above_is_there():
    head = TEXT.partition("\n## ")[0]
    named = re.findall(r"`([\w/]+\.py::test_\w+)`", head)

    assert len(named) == 4
    assert [wrong_with(Row("head", "x", "`/`", f"`{one}`")) for one in named] == [None] * 4


def test_what_is_done_is_not_called_not_yet():
    done = {row.id for row in ROWS if row.proof != NOT_YET}
    late = [
        f"{point.file} {point.names[0]}" for point in POINTS if point.proof == NOT_YET and done.issuperset(point.rows)
    ]

    assert late == [], "Their rows in docs/features.md are proved: write address and test in docs/places.md too."


@pytest.mark.skipif(not SEEDS.exists(), reason="../shared/data/seeds is not here")
def test_no_point_of_the_five_files_is_missing_or_there_twice():
    for file in sorted(SEEDS.glob("*.yaml")):
        names = [name for point in POINTS if point.file == file.name for name in point.names]
        paths = leaves(yaml.safe_load(file.read_text(encoding="utf-8")))
        times = {path: sum(covers(name, path) for name in names) for path in paths}
        assert {path: number for path, number in times.items() if number != 1} == {}, file.name
        assert [name for name in names if not any(covers(name, path) for path in paths)] == []
