"""The parts of a plan that are the person's own words, and what a country wants to find in it: a gentle list, no gate."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from viktig.person.plan.models import Goal, Measure, Plan, Side
from viktig.person.plan.reference import PlanLaw

WORDS = {  # of the page: what one may write there, in a sentence
    "matters": _("Your own words, and no illness. It stands first in your plan."),
    "resources": _("What you can, what you like, what and whom you can lean on."),
    "needs": _("What you want help with, in everyday words."),
    "takes_part": _("Names, and where they work. You choose who takes part, and who does not."),
    "coordinator": _("The one who keeps the threads together. If you have nobody, write that."),
    "mine": _("What you do yourself. Small things count."),
    "relatives": _("What those close to you do, if they want to and you want it."),
    "how": _("Where, when and in which way the help comes, so that it suits you."),
    "cooperation": _("Others who should work together about it: a hospital, a school, an association."),
    "consent": _("What you say yes to, and what you do not: who may know what. You can change it."),
}


class PlanPart(TextChoices):
    """One part, as its heading says it. The order is that of the page and of the paper."""

    MATTERS = "matters", _("What matters to me")
    RESOURCES = "resources", _("What is strong in my life")
    NEEDS = "needs", _("What I want help with")
    TAKES_PART = "takes_part", _("Who takes part")
    COORDINATOR = "coordinator", _("Who keeps it together")
    MINE = "mine", _("What I do myself")
    RELATIVES = "relatives", _("What those close to me do")
    HOW = "how", _("How the help should be")
    COOPERATION = "cooperation", _("Others who should work together")
    CONSENT = "consent", _("What I say yes to")


# What each thing that must stand in a plan is called, and the part where it is written; empty: it stands elsewhere.
CONTENTS: dict[str, tuple[Any, PlanPart | None]] = {
    "goals": (_("My goals, what is strong, and what I want help with"), PlanPart.NEEDS),
    "takes_part": (_("Who takes part in the work"), PlanPart.TAKES_PART),
    "coordinator": (_("Who keeps it together and sees that it moves"), PlanPart.COORDINATOR),
    "contributions": (_("What I do, what the services do, and what those close to me do"), PlanPart.MINE),
    "measures": (_("What is done, how much, and who answers for each thing"), None),
    "how": (_("How it is done"), PlanPart.HOW),
    "period": (_("How long the plan lasts, and when it is looked at again"), None),
    "consent": (_("That I say yes to the plan, and to who may know what"), PlanPart.CONSENT),
    "cooperation": (_("Others who need to work together about it"), PlanPart.COOPERATION),
    "responsible": (_("Who answers for each thing that is done"), None),
    "others": (_("What is done by others than the municipality and the region"), PlanPart.COOPERATION),
    "overall": (_("Who answers for the plan as a whole"), PlanPart.COORDINATOR),
}


@dataclass(frozen=True)
class Wanted:
    """One thing that a country wants to find in a plan. part: where it is written, if it is a part."""

    label: Any
    is_there: bool
    part: PlanPart | None
    code: str


def words_of(plan: Plan, part: PlanPart | str) -> str:
    """Return what stands in a part; nothing, if nothing does."""
    return str((plan.parts or {}).get(str(part), ""))


def wanted_in(law: PlanLaw, plan: Plan, goals: Collection[Goal], measures: Collection[Measure]) -> list[Wanted]:
    """Return what the law wants to find in a plan, each with whether it is there. It stops nobody from anything."""
    others = [one for one in measures if one.side != Side.ME]
    own = {code for code in CONTENTS if (part := CONTENTS[code][1]) and words_of(plan, part)}
    there = {
        "goals": bool(goals) and {"resources", "needs"} <= {code for code in plan.parts or {} if words_of(plan, code)},
        "contributions": "contributions" in own and any(one.side == Side.SYSTEM for one in measures),
        "measures": bool(others),
        "responsible": bool(others) and all(not one.has_left for one in others),
        "period": bool(plan.starts_on and plan.review_on),
    }
    return [Wanted(CONTENTS[code][0], there.get(code, code in own), CONTENTS[code][1], code) for code in law.contents]
