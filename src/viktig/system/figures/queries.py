"""Reads stored releases for pages and files. Nothing here counts facts: what is not stored cannot be asked for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from viktig.ground.facts import queries
from viktig.ground.facts.models import Release
from viktig.ground.facts.quarters import Quarter
from viktig.ground.facts.table import Table
from viktig.ground.facts.tables import TABLES
from viktig.ground.people.models import Place
from viktig.system.figures.models import PublishedFigure
from viktig.system.places.queries import slugs_of_sources

Cell = int | None
Row = tuple[str | Promise, list[Cell]]


class NoSuchRelease(LookupError):
    """There is no stored release of this table, quarter and place."""


@dataclass(frozen=True)
class Share:
    """How many gave an answer, and which part of all who were asked, in whole per cent; None where one is hidden."""

    label: str | Promise
    number: Cell
    per_cent: Cell
    is_apart: bool


def _per_cent(number: Cell, of: Cell) -> Cell:
    return None if number is None or not of else round(100 * number / of)


@dataclass(frozen=True)
class Shown:
    """One stored release, ready for a page. cells: as stored; None: nothing of the table is shown at this place.

    instead: the nearest larger place whose table of the quarter is shown, if this one is not.
    """

    table: Table
    quarter: Quarter
    place: Place
    cells: list[list[Cell]] | None
    made_on: date
    instead: Place | None

    @property
    def rows(self) -> list[Row]:
        """Return label and cells of each row, without the row of totals; the row's total last."""
        return list(zip(self.table.rows.values(), self.cells or [], strict=False))

    @property
    def totals(self) -> list[Cell]:
        """Return the totals of the columns, the grand total last; nothing if nothing is shown."""
        return self.cells[-1] if self.cells else []

    @property
    def total(self) -> Cell:
        """Return how many are counted in all."""
        return self.totals[-1] if self.cells else None

    @property
    def by_row(self) -> list[tuple[str | Promise, Cell]]:
        """Return the total of each row; nothing for a table of one row."""
        return [(label, cells[-1]) for label, cells in self.rows] if len(self.table.rows) > 1 else []

    @property
    def by_column(self) -> list[tuple[str | Promise, Cell]]:
        """Return the total of each column."""
        return list(zip(self.table.columns.values(), self.totals, strict=False))

    @property
    def shares(self) -> list[Share]:
        """Return each number with its share of all, those who have said nothing last; only for a table that counts them
        apart, or says of whom or what its shares are.
        """
        if not (self.table.apart or self.table.of) or not self.cells:
            return []
        shares = [
            Share(label, number, _per_cent(number, self.total), name == self.table.apart)
            for (name, label), number in zip(self.table.columns.items(), self.totals, strict=False)
        ]
        return sorted(shares, key=lambda share: share.is_apart)

    @property
    def hides(self) -> bool:
        """Return whether any number is hidden."""
        return any(cell is None for row in self.cells or [] for cell in row)


def table_called(slug: str) -> Table:
    """Return a table of the fixed list. Raises NoSuchRelease."""
    for table in TABLES.values():
        if table.slug == slug:
            return table
    raise NoSuchRelease(slug)


def shown(table: Table, quarter: Quarter, place: str) -> Shown:
    """Return what is stored of a table for a quarter and a place, by its code. Raises NoSuchRelease."""
    stored = {release.place_id: release for release in queries.releases_of(quarter, table)}
    if place not in stored:
        raise NoSuchRelease(place)
    release = stored[place]
    return Shown(table, quarter, release.place, release.cells, release.made_on, _instead(release, stored))


def _instead(release: Release, stored: dict[str, Release]) -> Place | None:
    """Return the nearest place above with a shown table. A place with a release lies only in places with one."""
    above = release.place.parent_id
    while release.cells is None and above in stored:
        if stored[above].cells is not None:
            return stored[above].place
        above = stored[above].place.parent_id
    return None


# What others have found -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """The figures of one source. sums, outcomes: figures in it that do not add up, or None.

    slug: of the place whose words were read in with them, or nothing.
    """

    name: str
    place: str
    figures: list[PublishedFigure]
    sums: "Sums | None"
    outcomes: "Outcomes | None"
    slug: str


@dataclass(frozen=True)
class Sums:
    """Three published figures that cannot all be of the same people."""

    clients: int
    each: Decimal
    assignments: int

    @property
    def people(self) -> int:
        """Return for how many people the assignments would be enough."""
        return round(self.assignments / self.each)

    @property
    def needed(self) -> int:
        """Return how many assignments so many clients would have had."""
        return round(self.clients * self.each)


@dataclass(frozen=True)
class Outcomes:
    """What became of people after a course, where more is counted than people have finished it."""

    started: int
    completed: int
    outcomes: int


ALIKE = Decimal("0.1")  # "about 5" may be a tenth off


def sources() -> list[Source]:
    """Return the figures that others have published, by source, in the order of the source."""
    by_name: dict[str, list[PublishedFigure]] = {}
    for figure in PublishedFigure.unguarded.all():
        by_name.setdefault(figure.source, []).append(figure)
    slugs = slugs_of_sources()
    return [
        Source(name, figures[0].place, figures, sums_of(figures), outcomes_of(figures), slugs.get(name, ""))
        for name, figures in by_name.items()
    ]


def sums_of(figures: list[PublishedFigure]) -> Sums | None:
    """Return clients, assignments each and assignments, where a source has all three and they do not add up."""
    values = {figure.what: figure.value for figure in figures if figure.value}
    clients, each, all_of_them = (values.get(what) for what in ("clients", "assignments per client", "assignments"))
    if not clients or not each or not all_of_them or abs(clients * each - all_of_them) <= ALIKE * all_of_them:
        return None
    return Sums(int(clients), each.normalize(), int(all_of_them))


WHAT_BECAME = (
    "working_in_mental_health_services",
    "working_elsewhere",
    "began_other_education",
    "still_on_the_assignment",
    "not_active",
)


def outcomes_of(figures: list[PublishedFigure]) -> Outcomes | None:
    """Return how many began, finished and did something later, where a source says more did than have finished."""
    values = {figure.what: int(figure.value) for figure in figures if figure.value}
    started, completed = values.get("started"), values.get("completed")
    total = sum(values.get(what, 0) for what in WHAT_BECAME)
    if started is None or completed is None or total <= completed:
        return None
    return Outcomes(started, completed, total)
