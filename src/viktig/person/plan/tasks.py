"""What waits for a person in their plan, and where those who tell people of plans say that they did."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.notify.tasks import Desk, Task, desk, provider_of_own
from viktig.ground.people.models import Account
from viktig.person.plan import queries
from viktig.person.plan.models import Plan, Side


@desk
def telling_of_plans(account: Account) -> Desk | None:
    """Return where one says that one told somebody of their right to a plan, for whoever works in a service."""
    if not organisations_where(account, Permission.PERSON_PLAN_TOLD):
        return None
    return Desk(_("I told someone about a plan"), reverse("person:plan-told-at-work"), is_rare=True)


@provider_of_own(Plan)
def in_my_plan(account: Account) -> Iterable[Task]:
    """Say what is overdue from others, which suggestions wait, and whether the plan is to be looked at."""
    plan = queries.plan_of(account.who)
    if plan is None:
        return
    today = clock.today()
    if plan.review_on and plan.review_on <= today:
        yield Task(
            _("Look at your plan again"),
            reverse("person:plan-dates", args=[account.who]),
            plan.review_on,
            _("Is it still right? Then choose a new day."),
        )
    for one in queries.overdue_measures(plan, today):
        if one.side != Side.ME:
            yield Task(
                _("Something in your plan should have been done"),
                reverse("person:plan-measure", args=[one.pk]),
                one.due_on,
                _("See who answers for it, and what they say."),
            )
    for suggestion in queries.waiting_suggestions(account.who):
        yield Task(
            _("%(name)s suggests something in your plan") % {"name": suggestion.by_name},
            reverse("person:plan-suggestion", args=[suggestion.pk]),
            None,
            _("Use it, change it, or let it be."),
        )
