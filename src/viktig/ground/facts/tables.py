"""The fixed list of tables that are published. A table never changes its shape: a new shape is a table of a new name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.facts.kinds import (
    CHOICE_ANSWERS,
    CHOICE_QUESTIONS,
    CHOICE_RESULTS,
    DAYS_TO_ANSWER,
    ENDS,
    FELT,
    HEARD,
    HELP_WANTED,
    PROMISED,
    THEMES,
    TO_BE_HAD,
    VOICE_KINDS,
    WAS_CHANGED,
)
from viktig.ground.voice.models import Kind
from viktig.ground.voice.states import Judgement, Outcome

Labels = dict[str, str | Promise]


@dataclass(frozen=True)
class Table:
    """A table of counted facts. kind: which facts. rows_by, columns_by: the attribute that sorts them; None: one row.

    counts: for the reader, what a number counts. number: the head of a column of numbers. apart: the column of those who
    were asked and did not answer; its table shows each number's share of all who were asked.
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
    apart: str = ""

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
    number=_("Answers"),
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
    number=_("Answers"),
)
JUDGED = Table(
    name="judged",
    kind="ground.voice.judged",
    rows_by=None,
    columns_by="judgement",
    rows={"asked": _("Those who were asked")},
    columns=dict(Judgement.choices),
    title=_("Did it become better?"),
    rows_title=_("Those who were asked"),
    columns_title=_("What people answered, when they were asked"),
    counts=_(
        "Whoever gets an answer is asked whether it became better. Each time someone says so is counted once, and each time"
        " nobody has said anything for 90 days. Whoever says that it is too early is asked again."
    ),
    number=_("How many"),
    apart=Judgement.NOT_JUDGED.value,
)
STEPS = (_("1 Know"), _("2 Think"), _("3 Talk it through"), _("4 Carry out"), _("5 Decide"))
LADDER = Table(
    name="ladder",
    kind="ground.voice.felt",
    rows_by="promised",
    columns_by="felt",
    rows=dict(zip(PROMISED, (_("No step was promised"), *STEPS), strict=True)),
    columns=dict(zip(FELT, (*STEPS, _("Did not want to say"), Judgement.NOT_JUDGED.label), strict=True)),
    title=_("How much say people were promised, and felt"),
    rows_title=_("The step that was promised"),
    columns_title=_("The step that was felt"),
    counts=_(
        "The one who answers can promise a step of the ladder of influence. Whoever is asked whether it became better is"
        " asked for the step they felt, too. The two are counted together, in the quarter of that answer."
    ),
    number=_("How many"),
)
HELP = (
    _("Meetings with an office"),
    _("The doctor"),
    _("Money and income"),
    _("People and places to go"),
    _("The employer"),
    _("Finding or keeping a home"),
    _("Meetings of those who help"),
    _("Debt that is being collected"),
    _("Applications and complaints"),
    _("Getting helpers to work together"),
    _("Getting in touch with a service"),
    _("Something else"),
)
ENDED: Labels = dict(zip(ENDS, (_("Done"), _("Laid aside")), strict=True))
ASSIGNMENTS = Table(
    name="assignments",
    kind="person.ombud.assignment_ended",
    rows_by="help",
    columns_by="end",
    rows=dict(zip(HELP_WANTED, HELP, strict=True)),
    columns=ENDED,
    title=_("What ombuds help with, and how it ended"),
    rows_title=_("What the help was"),
    columns_title=_("How it ended"),
    counts=_(
        "One thing that a person and their ombud work on is counted once, the first time the person says that it is done or"
        " lays it aside, in the place where the ombud works. Who they are is not counted."
    ),
    number=_("How many"),
)
ABOUT = (
    _("Being alone too much"),
    _("Meaning in everyday life"),
    _("Money and debt"),
    _("Mental health"),
    _("A place to live"),
    _("Work and learning"),
    _("Belonging somewhere"),
    _("Food, sleep and safety"),
    _("Something else"),
    _("Nothing was chosen"),
)
ABOUT_WHAT = Table(
    name="assignment_themes",
    kind="person.ombud.assignment_ended",
    rows_by="theme",
    columns_by="end",
    rows=dict(zip(THEMES, ABOUT, strict=True)),
    columns=ENDED,
    title=_("What people wanted an ombud’s help for"),
    rows_title=_("What it was about"),
    columns_title=ASSIGNMENTS.columns_title,
    counts=ASSIGNMENTS.counts,
    number=_("How many"),
)
BECAME = (
    _("A possibility was chosen"),
    _("To be chosen later"),
    _("Left to the one who helps"),
    _("No agreement"),
)
REAL_CHOICE = Table(
    name="real_choice",
    kind="person.choices.settled",
    rows_by="to_be_had",
    columns_by="result",
    rows=dict(zip(TO_BE_HAD, (_("None"), _("One"), _("Two"), _("Three or more")), strict=True)),
    columns=dict(zip(CHOICE_RESULTS, BECAME, strict=True)),
    title=_("How much there was to choose between"),
    rows_title=_("Possibilities that could be had"),
    columns_title=_("What became of the choice"),
    counts=_(
        "A choice is counted once, the first time the person says what became of it, in the place where they live."
        " Waiting and doing nothing can always be chosen, and are not counted among the possibilities."
    ),
    number=_("How many"),
)
ASKED = (
    _("They knew that there was something to choose"),
    _("They heard of more than one way to go"),
    _("What they find important counted"),
    _("They got the time they needed"),
)
HOW_IT_WAS = Table(
    name="how_it_was_to_choose",
    kind="person.choices.how_it_was",
    rows_by="question",
    columns_by="answer",
    rows=dict(zip(CHOICE_QUESTIONS, ASKED, strict=True)),
    columns=dict(zip(CHOICE_ANSWERS, (_("Yes"), _("A little"), _("No"), _("Did not want to answer")), strict=True)),
    title=_("How it was to choose"),
    rows_title=_("The question"),
    columns_title=_("What people answered"),
    counts=_(
        "Whoever has had something to choose can answer four questions about it. Each answer is counted by itself, in the"
        " place where the person lives. Nothing is added up to a mark."
    ),
    number=_("Answers"),
)
WERE_HEARD = Table(
    name="were_heard",
    kind="person.progress.heard",
    rows_by=None,
    columns_by="heard",
    rows={"meetings": _("Meetings")},
    columns=dict(zip(HEARD, (_("Yes"), _("A little"), _("No"), _("Did not want to say")), strict=True)),
    title=_("Were people heard in meetings about their help?"),
    rows_title=_("Meetings"),
    columns_title=_("What people said after the meeting"),
    counts=_(
        "Whoever wants can say how a meeting was. Each time is counted once, in the place where the person lives, if they"
        " have said where. Whom they met is not counted, so no helpers can be compared."
    ),
    number=_("Meetings"),
)
DONE_DIFFERENTLY = Table(
    name="done_differently",
    kind="person.progress.changed",
    rows_by=None,
    columns_by="outcome",
    rows={"wanted": _("What people wanted done differently")},
    columns=dict(
        zip(WAS_CHANGED, (_("It was changed"), _("A little was changed"), _("It was not changed")), strict=True)
    ),
    title=_("Was anything changed because of what people said about their help?"),
    rows_title=_("What people wanted done differently"),
    columns_title=_("What became of it"),
    counts=_(
        "One thing that a person wanted done differently is counted once, the first time the person says what became of it,"
        " in the place where they live, if they have said where. Whom it was about is not counted."
    ),
    number=_("How many"),
)
TABLES = {
    table.name: table
    for table in (
        *(VOICES, TIME_TO_ANSWER, JUDGED, LADDER, ASSIGNMENTS, ABOUT_WHAT),
        *(REAL_CHOICE, HOW_IT_WAS, WERE_HEARD, DONE_DIFFERENTLY),
    )
}
