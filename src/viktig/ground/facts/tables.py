"""The fixed list of tables that are published. A table never changes its shape: a new shape is a table of a new name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.facts.equations import Link
from viktig.ground.facts.kinds import DAYS_TO_ANSWER, VOICE_KINDS
from viktig.ground.facts.protect import TOTAL
from viktig.ground.voice.models import Kind
from viktig.ground.voice.states import Outcome

Labels = dict[str, str | Promise]


@dataclass(frozen=True)
class Table:
    """A table of counted facts. kind: which facts. rows_by, columns_by: the attribute that sorts them; None: one row.

    counts, method: for the reader, what a number counts, and what its date is.
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

    def spot(self, attributes: dict[str, str]) -> tuple[int, int]:
        """Return the row and column that a fact with these attributes is counted in."""
        row = self.row_names.index(attributes[self.rows_by]) if self.rows_by else 0
        return row, self.column_names.index(attributes[self.columns_by])


VOICES = Table(
    name="voices",
    kind="ground.voice.answered",
    rows_by="kind",
    columns_by="outcome",
    rows={name: Kind(name).label for name in VOICE_KINDS},
    columns=dict(Outcome.choices),
    title=_("What people said, and what was answered"),
    rows_title=_("What was said"),
    columns_title=_("What was answered"),
    counts=_("One answer is counted once, in the quarter when it was given, in the place of the one who must answer."),
)
TIME_TO_ANSWER = Table(
    name="time_to_answer",
    kind="ground.voice.answered",
    rows_by=None,
    columns_by="days",
    rows={"answers": _("Answers")},
    columns=dict(
        zip(
            DAYS_TO_ANSWER,
            (_("Within 7 days"), _("8 to 30 days"), _("31 to 60 days"), _("More than 60 days")),
            strict=True,
        )
    ),
    title=_("How long people wait for an answer"),
    rows_title=_("Answers"),
    columns_title=_("Days from what was said to the answer"),
    counts=_("One answer is counted once, in the quarter when it was given. The days run from the day it was said."),
)
TABLES = {table.name: table for table in (VOICES, TIME_TO_ANSWER)}
# Both count the same answers, so whoever reads one knows how many the other has.
LINKS = (Link((VOICES.name, TOTAL, TOTAL), (TIME_TO_ANSWER.name, TOTAL, TOTAL)),)
