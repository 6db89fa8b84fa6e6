"""The plan, or one goal of it, as something to share; a helper may suggest there."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.plan.queries import has_plan, shareable_goals, written_by_others

register(
    Shareable(
        room=Room.PLAN,
        theirs=gettext_noop("The plan"),
        whole="person:plan-room",
        single="person:plan-goal",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read your plan until %(day)s."),
                gettext_noop("%(name)s can read one goal of yours until %(day)s."),
            ),
            Level.SUGGEST: (
                gettext_noop("%(name)s can read your plan and suggest something until %(day)s."),
                gettext_noop("%(name)s can read one goal of yours and suggest a step until %(day)s."),
            ),
        },
        looked={
            "person.plan.read": gettext_noop("%(name)s read your plan."),
            "person.plan.suggest": gettext_noop("%(name)s suggested something in your plan."),
        },
        things=shareable_goals,
        holds=has_plan,
    )
)
beside.register(Room.PLAN, written_by_others)
