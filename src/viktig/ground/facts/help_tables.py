"""The tables of what ombuds help with, and of choices."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from viktig.ground.facts.kinds import (
    CHOICE_ANSWERS,
    CHOICE_QUESTIONS,
    CHOICE_RESULTS,
    ENDS,
    HELP_WANTED,
    THEMES,
    TO_BE_HAD,
)
from viktig.ground.facts.table import Labels, Table

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
    told=ngettext_lazy(
        "%(number)s thing that someone and their ombud worked on came to an end in %(place)s from %(time)s.",
        "%(number)s things that someone and their ombud worked on came to an end in %(place)s from %(time)s.",
        "n",
    ),
    part="ombud",
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
    told=ASSIGNMENTS.told,
    part="ombud",
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
    told=ngettext_lazy(
        "%(number)s choice was settled in %(place)s from %(time)s.",
        "%(number)s choices were settled in %(place)s from %(time)s.",
        "n",
    ),
    part="choices",
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
    told=ngettext_lazy(
        "%(number)s answer about choosing was given in %(place)s from %(time)s.",
        "%(number)s answers about choosing were given in %(place)s from %(time)s.",
        "n",
    ),
    part="choices",
)
