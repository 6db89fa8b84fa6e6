"""What stands in the plans of two of the demo's people. Every sentence is our own."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from viktig.demo.story import who
from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.ground.words.areas import LifeArea
from viktig.person.plan import actions
from viktig.person.plan.models import Goal, GoalStatus, PlanStatus, SubplanKind
from viktig.person.plan.parts import PlanPart
from viktig.person.plan.queries import part_fingerprint
from viktig.person.sharing.actions import share
from viktig.person.sharing.queries import Receiver


@dataclass(frozen=True)
class Drawn:
    """One plan. goals: each its area, its words, a step. theirs: for the first goal: words, who, days from today.

    suggested: a step for the first goal, by the ombud; purpose: what the ombud sees the plan for.
    """

    matters: str
    goals: tuple[tuple[LifeArea, str, str], ...]
    theirs: tuple[tuple[str, str, int], ...]
    why_late: str
    other: str
    ombud: str
    name: str
    suggested: str
    purpose: str


PLANS = {
    "anna": Drawn(
        "En dør jeg kan låse, noen å spise med, og gitaren.",
        (
            (LifeArea.HOUSING, "Jeg vil bo et sted der jeg kan låse døra.", "Se på én leilighet sammen med Kari."),
            (LifeArea.MEANING, "Jeg vil spille gitar for noen igjen.", "Finne fram gitaren."),
        ),
        (
            ("Svare på søknaden om bolig.", "Boligkontoret", -5),
            ("Betale depositumet når det er en leilighet.", "NAV i Fjordby", 30),
        ),
        "De venter på et svar fra huseieren.", "Klinikken i Fjordby", "kari", "Kari",
        "Ringe og spørre hvor søknaden er.", "Vi ser på planen sammen.",
    ),
    "alva": Drawn(
        "Ett hem som är mitt, och någon att äta med.",
        (
            (LifeArea.HOUSING, "Jag vill bo där jag kan låsa dörren.", "Skriva en lista över vad jag har."),
            (LifeArea.ACTIVITY, "Jag vill gå ut varje dag.", "Gå till sjön före frukosten."),
        ),
        (("Svara på ansökan om bostad.", "Bostadskontoret", -3), ("Boka ett möte med alla.", "Vårdcentralen", 14)),
        "De säger att de har för få som kan svara.", "Kliniken i Sjöstad", "noor", "Noor",
        "Ringa och fråga var ansökan är.", "Vi tittar på planen tillsammans.",
    ),
}  # fmt: skip


def draw_up(key: str) -> None:
    """Write the plan of one of them, if they have one, and let the ombud suggest a step in it."""
    if key not in PLANS:
        return
    one, me, helper = PLANS[key], who(key).who, who(PLANS[key].ombud)
    with acting_as(me, because="demo"):
        goal = _write(one, me)
        until = clock.today() + timedelta(days=90)
        share(
            person=me, receiver=Receiver(helper.who, one.name), room=Room.PLAN, item=None, level=Level.SUGGEST,
            purpose=one.purpose, until=until,
        )  # fmt: skip
    with acting_as(helper.who, because="demo"):
        begun = actions.begin_suggestion(on=goal, by=helper)
        actions.suggest(suggestion=begun, words=one.suggested, ready=True)


def _write(one: Drawn, me: UUID) -> Goal:
    """Write it as the one who acts; return the first goal."""
    plan = actions.begin_plan(who=me, status=PlanStatus.WANTED)
    seen = part_fingerprint(plan, PlanPart.MATTERS)
    actions.write_part(plan=plan, part=PlanPart.MATTERS, words=one.matters, seen=seen)
    goals = [actions.add_goal(plan=plan, words=words, area=area) for area, words, _step in one.goals]
    for goal, (_area, _words, step) in zip(goals, one.goals, strict=True):
        actions.add_step(goal=goal, words=step)
    for words, role, days in one.theirs:
        due = clock.today() + timedelta(days=days)
        measure = actions.add_measure(plan=plan, goal=goals[0], words=words, role=role, due_on=due)
        if days < 0:
            actions.say_why_late(measure=measure, words=one.why_late)
    actions.add_subplan(plan=plan, kind=SubplanKind.TREATMENT, holder=one.other)
    for to in (PlanStatus.PREPARING, PlanStatus.ACTIVE):
        actions.move_plan(plan=plan, to=to)
    actions.move_goal_to(goal=goals[0], to=GoalStatus.ON_THE_WAY, seen=GoalStatus.WISH)
    return goals[0]
