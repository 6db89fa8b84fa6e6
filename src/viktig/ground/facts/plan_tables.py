"""The tables of plans: which goals people have, whether they were told, what was agreed, and what comes after."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from viktig.ground.facts.kinds import OF_THE_LINES, TOLD_HOW
from viktig.ground.facts.table import Table
from viktig.ground.words.areas import LifeArea


def _said_by_the_person(attributes: Mapping[str, str]) -> str:
    """Return how the person was told, in their own words; what a service says of itself is not counted with it."""
    return attributes["how"] if attributes["by"] == "person" else ""


def _what_became_of_it(attributes: Mapping[str, str]) -> str:
    """Return what became of a measure: one kind of fact says whether it was in time, the other whether a no had a reason."""
    if "in_time" in attributes:
        return "in_time" if attributes["in_time"] == "yes" else "late"
    return "refused_with_a_reason" if attributes["reason"] == "given" else "refused_without_a_reason"


GOALS = Table(
    name="goals",
    kind="person.plan.goal_written",
    rows_by=None,
    columns_by="area",
    rows={"goals": _("Goals")},
    columns=dict(LifeArea.choices),
    title=_("Which goals people have"),
    rows_title=_("Goals"),
    columns_title=_("What the goal is about"),
    counts=_(
        "When someone writes a goal of their own, it is counted once: what part of life it is about, and the place where"
        " they live, if they have said where. Nobody reads the words. Whose goal it is is not counted."
    ),
    number=_("Goals"),
    told=ngettext_lazy(
        "%(number)s goal was written in %(place)s from %(time)s.",
        "%(number)s goals were written in %(place)s from %(time)s.",
        "n",
    ),
    part="plan",
    of=_("Each share is of all goals that were written, not of all people. One person can have more than one goal."),
    use=_("For a team that makes services better: begin where most people want something to change."),
)
TOLD = Table(
    name="told_about_a_plan",
    kind="person.plan.told",
    rows_by=None,
    columns_by="how",
    rows={"told": _("Those who said it")},
    columns=dict(zip(TOLD_HOW, (_("In a talk"), _("On paper"), _("On a screen"), _("Nobody told them")), strict=True)),
    title=_("Were people told that they can have a plan?"),
    rows_title=_("Those who said it"),
    columns_title=_("How they heard of it"),
    counts=_(
        "Whoever wants can say how they heard that they can have a plan. Each person is counted once, in the place where"
        " they live. What services say themselves is not in this table. How many should have been told, we do not know:"
        " nobody counts who gets help from whom."
    ),
    number=_("People"),
    told=ngettext_lazy(
        "%(number)s person in %(place)s said how they heard of it, from %(time)s.",
        "%(number)s people in %(place)s said how they heard of it, from %(time)s.",
        "n",
    ),
    part="plan",
    of=_("Each share is of all who have said how they heard of it, not of all who get help from two services or more."),
    column_of=_said_by_the_person,
)
WHAT_WAS_AGREED = Table(
    name="what_was_agreed",
    kind="person.plan.measure_done",
    also=("person.plan.measure_refused",),
    rows_by=None,
    columns_by="what_became_of_it",
    rows={"agreed": _("What others should do")},
    columns={
        "in_time": _("Done in time"),
        "late": _("Done too late"),
        "refused_with_a_reason": _("Refused, with a reason"),
        "refused_without_a_reason": _("Refused, without a reason"),
    },
    title=_("What others should do for people, and what became of it"),
    rows_title=_("What others should do"),
    columns_title=_("What became of it"),
    counts=_(
        "What a plan says that others should do is counted once: the first time the person says that it is done, or that"
        " they said no. What people do themselves is not counted. Who should have done it is not counted."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "%(number)s thing that others should do for someone in %(place)s was done or refused from %(time)s.",
        "%(number)s things that others should do for someone in %(place)s were done or refused from %(time)s.",
        "n",
    ),
    part="plan",
    of=_("Each share is of all that was done or refused. What still waits is not in it, however late it is."),
    column_of=_what_became_of_it,
)
TRANSITIONS = Table(
    name="clear_before_a_change",
    kind="person.group.transition_passed",
    rows_by=None,
    columns_by="answered",
    rows={"lists": _("Lists")},
    columns=dict(
        zip(
            OF_THE_LINES,
            (_("None of it"), _("Less than half"), _("Half of it or more"), _("All of it")),
            strict=True,
        )
    ),
    title=_("Was it clear who takes over, before the day came?"),
    rows_title=_("Lists"),
    columns_title=_("How much of the list had an answer"),
    counts=_(
        "Before a change, like leaving a ward, someone can make a list of all that must be clear. When the day has passed,"
        " the list is counted once, by how much of it had an answer. What stood on it is not counted."
    ),
    number=_("Lists"),
    told=ngettext_lazy(
        "For %(number)s list in %(place)s, the day of the change came from %(time)s.",
        "For %(number)s lists in %(place)s, the day of the change came from %(time)s.",
        "n",
    ),
    part="plan",
    of=_("Each share is of all lists whose day has passed, not of all changes. Most changes have no list."),
)
