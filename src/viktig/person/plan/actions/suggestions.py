"""What a helper suggests: it lies on the person's page from the first letter, and only the person makes anything of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.person.actions import said
from viktig.person.plan.actions.rules import PutAway
from viktig.person.plan.models import Goal, Measure, Plan, PlanSuggestion, SuggestionKind
from viktig.person.plan.queries import name_of_receiver


def begin_suggestion(*, on: Plan | Goal | Measure, by: Account) -> PlanSuggestion:
    """Begin to suggest a goal (on a plan), a step (on a goal) or why something is late (on a measure).

    An empty one that was begun there before is taken up again, so that two presses begin one.
    """
    kind = {Plan: SuggestionKind.GOAL, Goal: SuggestionKind.STEP, Measure: SuggestionKind.WHY_LATE}[type(on)]
    goal = on if isinstance(on, Goal) else None
    measure = on if isinstance(on, Measure) else None
    plan_id = on.pk if isinstance(on, Plan) else on.plan_id
    goal = measure.goal if measure else goal
    begun = PlanSuggestion.unguarded.filter(
        plan_id=plan_id, goal=goal, measure=measure, kind=kind, by=by.who, is_open=True, is_ready=False
    )
    for one in begun:
        if not one.words:
            return one
    suggestion = PlanSuggestion(
        person_id=on.person_id,
        plan_id=plan_id,
        goal=goal,
        measure=measure,
        kind=kind,
        by=by.who,
        by_name=name_of_receiver(on.person_id, by.who),
    )
    suggestion.save(force_insert=True)
    return suggestion


def suggest(*, suggestion: PlanSuggestion, words: str, ready: bool) -> None:
    """Write on the words of a suggestion. ready: the helper has finished, and the person is told, once.

    Raises PutAway, and NothingWritten when it is ready and empty.
    """
    if ready:
        words = said(words)
    now = PlanSuggestion.unguarded.get(pk=suggestion.pk)
    if not now.is_open:
        raise PutAway(
            _("This suggestion was laid aside. Your words are below. Copy them if you want to begin a new one.")
        )
    was_ready = now.is_ready
    now.words, now.is_ready = words, ready or was_ready
    now.save(update_fields=["words", "is_ready", "changed_at"])
    if ready and not was_ready:
        tell(now.person_id, address=reverse("person:plan-own"))


def let_be(*, suggestion: PlanSuggestion) -> None:
    """Let a suggestion be, without a reason."""
    PlanSuggestion.unguarded.filter(pk=suggestion.pk).update(is_open=False)


def take_back(*, suggestion: PlanSuggestion) -> None:
    """Take back what one has suggested oneself; an empty one that was never finished leaves no trace of words."""
    PlanSuggestion.unguarded.filter(pk=suggestion.pk).update(is_open=False)


def bring_back(*, suggestion: PlanSuggestion) -> None:
    """Take up a suggestion again that was laid aside."""
    PlanSuggestion.unguarded.filter(pk=suggestion.pk, is_taken=False).update(is_open=True)


def taken(*, suggestion: PlanSuggestion) -> None:
    """Keep that the person made something of their own of it; nobody needs to decide about it any more."""
    PlanSuggestion.unguarded.filter(pk=suggestion.pk).update(is_open=False, is_taken=True)
