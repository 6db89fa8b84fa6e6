"""The stored releases as files for programs: the same numbers as on the page, and nothing else."""

from collections.abc import Iterator
from typing import Any

from viktig.ground.facts import queries
from viktig.ground.facts.models import Release
from viktig.ground.facts.protect import TOTAL
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.table import Table
from viktig.ground.protection.queries import smallest_group
from viktig.system.figures.queries import NoSuchRelease

SCHEMA = "/figures/schema.json"


def found(table: Table, quarter: Quarter, place: str | None) -> list[Release]:
    """Return the stored releases of a table for a quarter. place: one place's code, or None for all.

    Raises NoSuchRelease if there are none.
    """
    releases = [one for one in queries.releases_of(quarter, table) if place in (None, one.place_id)]
    if not releases:
        raise NoSuchRelease(quarter.label)
    return releases


def lines(table: Table, quarter: Quarter, place: str | None) -> Iterator[list[str]]:
    """Yield the lines of the CSV file, the header first: one line for each cell of each place; hidden ones are empty.

    place, raises: as `found`, before the first line.
    """
    releases = found(table, quarter, place)
    yield ["table", "quarter", "place", "place_name", table.rows_by or "row", table.columns_by, "number", "status"]
    for release in releases:
        for i, row in enumerate((*table.rows, TOTAL)):
            for j, column in enumerate((*table.columns, TOTAL)):
                number = release.cells[i][j] if release.cells else None
                yield [
                    table.name,
                    quarter.label,
                    release.place_id,
                    release.place.name,
                    row,
                    column,
                    "" if number is None else str(number),
                    "hidden" if number is None else "",
                ]


def document(table: Table, quarter: Quarter, place: str | None) -> dict[str, Any]:
    """Return the same as `lines` for JSON, as `figures.schema.json` says: null is hidden. It speaks no language."""
    releases = found(table, quarter, place)
    return {
        "$schema": SCHEMA,
        "table": table.name,
        "quarter": quarter.label,
        "first_day": quarter.first_monday.isoformat(),
        "last_day": quarter.last_day.isoformat(),
        "made_on": releases[0].made_on.isoformat(),
        "smallest": smallest_group(releases[0].made_on),
        "rows_by": table.rows_by,
        "columns_by": table.columns_by,
        "rows": [*table.rows, TOTAL],
        "columns": [*table.columns, TOTAL],
        "places": [
            {
                "place": one.place_id,
                "name": one.place.name,
                "is_shown": one.cells is not None,
                "numbers": one.cells,
            }
            for one in releases
        ],
    }


def places() -> Iterator[list[str]]:
    """Yield the lines of the file of places, the header first: what whoever checks the figures must know of them.

    within: the place it lies in, or nothing. whole: nothing can be counted there but in its parts.
    """
    yield ["place", "within", "inhabitants", "whole"]
    for name, place in sorted(queries.place_tree().by_name.items()):
        yield [name, place.within or "", str(place.inhabitants), "yes" if place.whole else "no"]
