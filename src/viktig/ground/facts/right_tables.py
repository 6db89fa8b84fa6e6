"""The tables of what people asked for, and of letting somebody act for them: what offices did."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from viktig.ground.facts.kinds import COORDINATOR_ASKED, DEMANDED, MANDATE_REFUSED
from viktig.ground.facts.table import Table


def _what_came_of_asking(attributes: Mapping[str, str]) -> str:
    """Return what came of asking for a plan: a no with its reason, or with none."""
    answer, reason = attributes["answer"], attributes["reason"]
    if answer != "no":
        return "yes" if answer == "yes" else "no_answer"
    if reason == "wrong_door":
        return "wrong_door"
    return "no_without_a_reason" if reason in ("none", "no_reason") else "no_with_a_reason"


def _what_the_office_did(attributes: Mapping[str, str]) -> str:
    """Return what became of a mandate: accepted, or why it was not. Only a refusal has a reason."""
    return attributes.get("reason", "accepted")


ASKED_FOR_A_PLAN = Table(
    name="asked_for_a_plan",
    kind="person.plan.answered",
    rows_by=None,
    columns_by="what_came_of_it",
    rows={"asked": _("Those who asked")},
    columns={
        "yes": _("They said yes"),
        "no_with_a_reason": _("They said no, and gave a reason"),
        "no_without_a_reason": _("They said no, and gave no reason"),
        "wrong_door": _("Sent away because of another problem"),
        "no_answer": _("They have not answered"),
    },
    title=_("Asking for a plan, and what came of it"),
    rows_title=_("Those who asked"),
    columns_title=_("What came of it"),
    counts=_(
        "Whoever has asked for a plan can say what came of it. Each answer is counted once, in the place where the person"
        " lives. If an answer comes after a long time without one, both are counted. Whom they asked is not counted."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "%(number)s time, someone in %(place)s said what came of asking for a plan, from %(time)s.",
        "%(number)s times, someone in %(place)s said what came of asking for a plan, from %(time)s.",
        "n",
    ),
    part="plan",
    of=_(
        "Each share is of all times someone said what came of it. Those who have not said anything yet are not in it."
    ),
    column_of=_what_came_of_asking,
)
ASKED_FOR_A_COORDINATOR = Table(
    name="asked_for_a_coordinator",
    kind="person.group.coordinator_asked",
    rows_by=None,
    columns_by="outcome",
    rows={"asked": _("Those who asked")},
    columns=dict(
        zip(COORDINATOR_ASKED, (_("They got one"), _("They said no"), _("They have not answered")), strict=True)
    ),
    title=_("Asking for a coordinator, and what came of it"),
    rows_title=_("Those who asked"),
    columns_title=_("What came of it"),
    counts=_(
        "Whoever has asked for a coordinator can say what came of it. It is counted once, the first time they say it, in the"
        " place where they live. Whom they asked is not counted."
    ),
    number=_("How many"),
    told=ngettext_lazy(
        "%(number)s time, someone in %(place)s said what came of asking for a coordinator, from %(time)s.",
        "%(number)s times, someone in %(place)s said what came of asking for a coordinator, from %(time)s.",
        "n",
    ),
    part="plan",
    of=ASKED_FOR_A_PLAN.of,
)
MANDATES_ANSWERED = Table(
    name="powers_of_attorney",
    kind="person.mandates.accepted",
    also=("person.mandates.refused",),
    rows_by=None,
    columns_by="answer",
    rows={"answers": _("Answers")},
    columns=dict(
        zip(
            ("accepted", *MANDATE_REFUSED),
            (
                _("Accepted"),
                _("Not accepted, and no reason"),
                _("They want their own form"),
                _("They said that there is no case there"),
                _("They said it lets in too much, or is not clear enough"),
                _("Not accepted, for another reason"),
            ),
            strict=True,
        )
    ),
    title=_("What offices answered when someone came with a power of attorney"),
    rows_title=_("Answers"),
    columns_title=_("What they answered"),
    counts=_(
        "A power of attorney that was handed in is counted when it gets an answer. If it is refused first and accepted"
        " later, both are counted. Which office it was, and who it was for, is not counted."
    ),
    number=_("Answers"),
    told=ngettext_lazy(
        "%(number)s power of attorney got an answer in %(place)s from %(time)s.",
        "%(number)s powers of attorney got an answer in %(place)s from %(time)s.",
        "n",
    ),
    part="ombud",
    of=_("Each share is of all answers. What was handed in and has no answer yet is not in it."),
    column_of=_what_the_office_did,
)
MANDATES_DEMANDED = Table(
    name="powers_of_attorney_demanded",
    kind="person.mandates.demanded",
    rows_by=None,
    columns_by="ground",
    rows={"demanded": _("Times it was demanded")},
    columns=dict(
        zip(
            DEMANDED,
            (
                _("They did not say why"),
                _("They said why, and it was not clear"),
                _("The person was there themselves"),
            ),
            strict=True,
        )
    ),
    title=_("A power of attorney was demanded, and people think it was not needed"),
    rows_title=_("Times it was demanded"),
    columns_title=_("What people said about it"),
    counts=_(
        "Whoever was sent to fetch a power of attorney, and thinks it was not needed, can note it. Each time is counted"
        " once. Which office it was is not counted. Whether the office was right, this table does not say."
    ),
    number=_("Times"),
    told=ngettext_lazy(
        "%(number)s time, someone in %(place)s noted this, from %(time)s.",
        "%(number)s times, someone in %(place)s noted this, from %(time)s.",
        "n",
    ),
    part="ombud",
    of=_("Each share is of all times that were noted. How often it is demanded in all, nobody counts."),
)
