"""Reads of facts, for releases; and of releases, for whoever shows them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet, Sum

from viktig.ground.facts import hierarchy
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.protect import Counts
from viktig.ground.facts.quarters import Quarter, quarter_named, quarter_of
from viktig.ground.facts.table import Table
from viktig.ground.facts.tables import TABLES
from viktig.ground.people.models import Organisation, Place


def counts_of(table: Table, quarter: Quarter) -> list[Counts]:
    """Return the true counts of a table in a quarter at each place that has some. Never shown as they are.

    A fact counts in the quarter of its week, or in the one it came late for.
    """
    weeks = Q(week__gte=_week(quarter.first_monday), week__lte=_week(quarter.last_monday), late_in="")
    facts = Fact.unguarded.filter(weeks | Q(late_in=quarter.label), kind__in=table.kinds)
    cells: dict[str, list[list[int]]] = defaultdict(lambda: [[0] * len(table.columns) for _ in table.rows])
    for place, attributes, number in facts.order_by().values_list("place_id", "attributes").annotate(n=Sum("number")):
        if (spot := table.spot(attributes)) is not None:
            cells[place][spot[0]][spot[1]] += number
    return [counts(table, quarter, place, grid) for place, grid in sorted(cells.items())]


def counts(table: Table, quarter: Quarter, place: str, grid: list[list[int]] | None = None) -> Counts:
    """Return the counts of a table at one place; all 0 without a grid."""
    grid = grid or [[0] * len(table.columns) for _ in table.rows]
    return Counts(table.name, quarter, place, table.row_names, table.column_names, tuple(map(tuple, grid)))


def place_tree() -> hierarchy.Places:
    """Return the places where something can be counted, and those they lie in, as the attack needs them.

    Everybody can see where there is somebody to answer, so everybody knows where nothing can be counted: such a place has
    no table, and one with none but its parts is whole. At least as many live in a place as in its parts together.
    """
    places = {place.pk: place for place in Place.unguarded.all()}
    counted = {*Organisation.unguarded.values_list("place_id", flat=True), *_places_with_facts()}
    parts: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.parent_id:
            parts[place.parent_id].append(place.pk)

    @cache
    def inhabitants(code: str) -> int:
        return max(places[code].population, sum(map(inhabitants, parts[code])))

    @cache
    def is_needed(code: str) -> bool:
        return code in counted or any(map(is_needed, parts[code]))

    return hierarchy.Places(
        hierarchy.Place(code, inhabitants(code), place.parent_id, whole=code not in counted)
        for code, place in places.items()
        if is_needed(code)
    )


def _places_with_facts() -> Iterable[str]:
    return Fact.unguarded.order_by().values_list("place_id", flat=True).distinct()


def last_released() -> Quarter | None:
    """Return the newest quarter that is released, or None."""
    label = Release.unguarded.order_by("-quarter").values_list("quarter", flat=True).first()
    return quarter_named(label) if label else None


def first_counted() -> Quarter | None:
    """Return the quarter of the oldest fact, or None if there is none."""
    week = Fact.unguarded.order_by("week").values_list("week", flat=True).first()
    return quarter_of(week) if week else None


# Published ------------------------------------------------------------------------------------------------------------


def released_quarters(table: Table | None = None) -> list[Quarter]:
    """Return the quarters that are released, of one table or of any, the newest first: a table may be younger."""
    labels = _released(table).order_by("-quarter").values_list("quarter", flat=True).distinct()
    return [quarter_named(label) for label in labels]


def released_places(table: Table | None = None) -> list[Place]:
    """Return the places that have releases, of one table or of any, by name; the country itself first."""
    found = Place.unguarded.filter(pk__in=_released(table).values("place").distinct()).select_related("country")
    return sorted(found, key=lambda place: (place.country_id, place.parent_id is not None, place.name.casefold()))


def released_tables(quarter: Quarter) -> list[Table]:
    """Return the tables that came out for a quarter, in the order of the list."""
    names = set(Release.unguarded.filter(quarter=quarter.label).values_list("table", flat=True).distinct())
    return [table for table in TABLES.values() if table.name in names]


def _released(table: Table | None) -> QuerySet[Release]:
    return Release.unguarded.filter(table=table.name) if table else Release.unguarded.all()


def releases_of(quarter: Quarter, table: Table | None = None) -> list[Release]:
    """Return what is stored for a quarter, of one table or of all, by table and place."""
    found = Release.unguarded.filter(quarter=quarter.label, table__in=[table.name] if table else list(TABLES))
    return list(found.select_related("place").order_by("table", "place_id"))


def _week(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"
