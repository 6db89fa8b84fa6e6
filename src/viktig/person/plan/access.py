"""The only way to a person's plan and what stands in it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, organisations_where, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Organisation, Person
from viktig.ground.privacy.models import Room
from viktig.person.plan.models import Goal, Measure, Plan, PlanAsk, PlanSuggestion, Subplan

SUGGEST = Permission.PERSON_PLAN_SUGGEST


def get_plan_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, Plan | None]:
    """Return a person and their plan, if they have begun one.

    Raises Http404 if there is no such person, or the whole room is not this account's to see.
    """
    person = person_of(who)
    authorize(account, permission, roles=roles_on(account, who, room=Room.PLAN), about=person, person_id=who)
    return person, Plan.unguarded.filter(person_id=who).first()


def get_begun_plan_for(account: Account, who: UUID, permission: Permission) -> tuple[Person, Plan]:
    """Return a person and the plan they have begun. Raises Http404 as `get_plan_for`, and when there is none."""
    person, plan = get_plan_for(account, who, permission)
    if plan is None:
        raise Http404
    return person, plan


def get_goal_for(account: Account, goal_id: UUID, permission: Permission) -> Goal:
    """Return one goal with its plan. Raises Http404 if it is missing or not this account's; it can be shared alone."""
    goal = get_object_or_404(Goal.unguarded.select_related("person__place__country"), pk=goal_id)
    _authorize(account, permission, goal, item=goal.pk)
    return goal


def get_measure_for(account: Account, measure_id: UUID, permission: Permission) -> Measure:
    """Return one measure with its goal. Raises Http404; whoever may see its goal may see it."""
    measure = get_object_or_404(Measure.unguarded.select_related("person__place__country", "goal"), pk=measure_id)
    _authorize(account, permission, measure, item=measure.goal_id)
    return measure


def get_subplan_for(account: Account, subplan_id: UUID, permission: Permission) -> Subplan:
    """Return one of the plans that others keep. Raises Http404."""
    subplan = get_object_or_404(Subplan.unguarded.select_related("person"), pk=subplan_id)
    _authorize(account, permission, subplan)
    return subplan


def get_ask_for(account: Account, ask_id: UUID, permission: Permission) -> PlanAsk:
    """Return one time that the person asked for a plan. Raises Http404."""
    ask = get_object_or_404(PlanAsk.unguarded.select_related("plan", "person__place__country"), pk=ask_id)
    _authorize(account, permission, ask)
    return ask


# What helpers suggest -------------------------------------------------------------------------------------------------


def get_plan_to_suggest_on(account: Account, who: UUID) -> Plan:
    """Return somebody else's plan, on which this account may suggest a goal. Raises Http404."""
    _person, plan = get_begun_plan_for(account, who, SUGGEST)
    _not_own(account, who)
    return plan


def get_goal_to_suggest_on(account: Account, goal_id: UUID) -> Goal:
    """Return somebody else's goal, on which this account may suggest a step. Raises Http404."""
    goal = get_goal_for(account, goal_id, SUGGEST)
    _not_own(account, goal.person_id)
    return goal


def get_measure_to_suggest_on(account: Account, measure_id: UUID) -> Measure:
    """Return a measure in somebody else's plan, of which this account may say why it is late. Raises Http404."""
    measure = get_measure_for(account, measure_id, SUGGEST)
    _not_own(account, measure.person_id)
    return measure


def get_suggestion_for(account: Account, suggestion_id: UUID, permission: Permission) -> PlanSuggestion:
    """Return one suggestion, with what it is about. Raises Http404."""
    found = PlanSuggestion.unguarded.select_related("goal", "measure", "person__place__country")
    suggestion = get_object_or_404(found, pk=suggestion_id)
    _authorize(account, permission, suggestion, item=suggestion.goal_id)
    return suggestion


def get_own_suggestion(account: Account, suggestion_id: UUID) -> PlanSuggestion:
    """Return a suggestion that this account is writing, while it may suggest. Raises Http404."""
    suggestion = get_suggestion_for(account, suggestion_id, SUGGEST)
    if suggestion.by != account.who:
        raise Http404
    return suggestion


def may_suggest(account: Account, person_id: UUID, item: UUID | None = None) -> bool:
    """Say whether an account may suggest on a plan, or on one goal: whether to show the way there, no more."""
    return PersonRole.HELPER in roles_on(account, person_id, room=Room.PLAN, item=item)


# Where somebody works -------------------------------------------------------------------------------------------------


def organisations_that_tell(account: Account) -> list[Organisation]:
    """Return where this account works and may say that somebody was told. Raises Http404 for whoever works nowhere."""
    found = list(organisations_where(account, Permission.PERSON_PLAN_TOLD))
    if not found:
        raise Http404
    return found


def own_person(account: Account) -> Person:
    """Return the person an account leads to."""
    return person_of(account.who)


def _not_own(account: Account, person_id: UUID) -> None:
    if account.who == person_id:
        raise Http404


def _authorize(
    account: Account,
    permission: Permission,
    about: Goal | Measure | Subplan | PlanAsk | PlanSuggestion,
    *,
    item: UUID | None = None,
) -> None:
    """Let the request go on if the permission is granted. item: the goal whose share alone is enough. Raises Http404."""
    roles = roles_on(account, about.person_id, room=Room.PLAN, item=item)
    authorize(account, permission, roles=roles, about=about, person_id=about.person_id)
