"""What a published table is: which facts it counts, how it sorts them, and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Labels = dict[str, str | Promise]


@dataclass(frozen=True)
class Table:
    """A table of counted facts. kind: which facts. rows_by, columns_by: the attribute that sorts them; None: one row.

    counts: for the reader, what a number counts, and what not. number: the head of a column of numbers. told: one sentence
    with the number of all (`n` chooses singular or plural; number, place and time are put in). part: of what on the page
    with all tables. apart: the column of those who were asked and did not answer; its table shows each number's share of
    all who were asked. of: for a table of one row, of whom or what each number's share is. use: what it can be used for.
    also: another kind that is counted too. column_of: the column of a fact by its attributes, where it is not one of their
    values; "" for a fact that is not counted here.
    """

    name: str
    kind: str
    rows_by: str | None
    columns_by: str
    rows: Labels
    columns: Labels
    title: str | Promise
    rows_title: str | Promise
    columns_title: str | Promise
    counts: str | Promise
    number: str | Promise
    told: "_StrPromise"
    part: str
    apart: str = ""
    of: str | Promise = ""
    use: str | Promise = ""
    also: tuple[str, ...] = ()
    column_of: Callable[[Mapping[str, str]], str] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of facts that are counted."""
        return self.kind, *self.also

    @property
    def slug(self) -> str:
        """Return the name as it stands in an address."""
        return self.name.replace("_", "-")

    @property
    def row_names(self) -> tuple[str, ...]:
        """Return the rows in their order, without the totals."""
        return tuple(self.rows)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the columns in their order, without the totals."""
        return tuple(self.columns)

    def spot(self, attributes: dict[str, str]) -> tuple[int, int] | None:
        """Return the row and column that a fact with these attributes is counted in; None: not here."""
        column = self.column_of(attributes) if self.column_of else attributes[self.columns_by]
        if not column:
            return None
        row = self.row_names.index(attributes[self.rows_by]) if self.rows_by else 0
        return row, self.column_names.index(column)
