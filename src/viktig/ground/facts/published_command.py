"""`viktig figures`: try to break published figures, with nothing but the files that everybody can fetch."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from viktig.ground.commands import Parser, Refused
from viktig.ground.facts import published
from viktig.ground.facts.equations import CellRef
from viktig.ground.facts.protect import SMALLEST

T = TypeVar("T")


def figures(arguments: list[str]) -> None:
    """Check files of figures and print what was found. Raises Refused if something hidden can be worked out."""
    parser = Parser(
        prog="viktig figures",
        description="Try to work out what is hidden in published figures. Needs no database.",
        epilog="The files are those of /figures/: places.csv, and all tables of a quarter for all places.",
    )
    parser.add_argument("what", choices=["check"], help="check: say whether anything hidden can be worked out")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="places.csv and tables as CSV")
    parser.add_argument("--ranges", action="store_true", help="print what each hidden number could be")
    chosen = parser.parse_args(arguments)

    read = {file: _lines(file) for file in chosen.files}
    of_places = [file for file, lines in read.items() if lines[:1] == [published.PLACES]]
    if len(of_places) != 1:
        raise Refused("Give one file of places: /figures/places.csv.")
    places = _in(of_places[0], published.read_places, read.pop(of_places[0]))
    releases = [one for file, lines in read.items() for one in _in(file, published.read_tables, lines)]
    try:
        found = published.attack(releases, places)
        ranges = published.ranges(releases, places) if chosen.ranges else {}
    except published.NotReadable as wrong:
        raise Refused(f"The files do not fit together. {wrong}") from None
    for ref, (low, high) in ranges.items():
        print(f"{_named(ref)}: {f'from {low} to {high}' if high is not None else f'{low} or more'}")
    _report(found)


def _report(found: published.Found) -> None:
    for ref in found.small:
        print(f"{_named(ref)} is shown, and below {SMALLEST}.")
    for ref in found.narrow:
        print(f"{_named(ref)} can be one of fewer than {SMALLEST} numbers.")
    if not found.holds:
        raise Refused("Something hidden can be worked out from these files.")
    print(f"{found.releases} {'table' if found.releases == 1 else 'tables'}, {found.hidden} hidden numbers.")
    print(f"Each hidden number could be one of {SMALLEST} or more.")


def _lines(file: Path) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return list(csv.reader(opened))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Refused(f"{file} cannot be read.") from None


def _in(file: Path, reading: Callable[[Sequence[Sequence[str]]], T], lines: list[list[str]]) -> T:
    try:
        return reading(lines)
    except published.NotReadable as wrong:
        raise Refused(f"{file}: {wrong}") from None


def _named(ref: CellRef) -> str:
    rest = ", what is left of it" if ref.rest else ""
    return f"{ref.table} {ref.quarter} {ref.place}{rest}: {ref.row}, {ref.column}"
