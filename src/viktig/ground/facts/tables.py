"""The fixed list of tables that are published. A table never changes its shape: a new shape is a table of a new name."""

from django.utils.translation import gettext_lazy as _

from viktig.ground.facts.help_tables import ABOUT_WHAT, ASSIGNMENTS, HOW_IT_WAS, REAL_CHOICE
from viktig.ground.facts.meeting_tables import (
    DEALT_WITH,
    DONE_DIFFERENTLY,
    GOT_TO_SAY,
    IN_GOOD_TIME,
    WERE_HEARD,
    WHAT_NEXT,
)
from viktig.ground.facts.plan_tables import GOALS, TOLD, TRANSITIONS, WHAT_WAS_AGREED
from viktig.ground.facts.right_tables import (
    ASKED_FOR_A_COORDINATOR,
    ASKED_FOR_A_PLAN,
    MANDATES_ANSWERED,
    MANDATES_DEMANDED,
)
from viktig.ground.facts.table import Labels
from viktig.ground.facts.voice_tables import JUDGED, LADDER, TIME_TO_ANSWER, VOICES

TABLES = {
    table.name: table
    for table in (
        *(VOICES, TIME_TO_ANSWER, JUDGED, LADDER),
        *(GOALS, TOLD, ASKED_FOR_A_PLAN, ASKED_FOR_A_COORDINATOR, WHAT_WAS_AGREED, TRANSITIONS),
        *(IN_GOOD_TIME, GOT_TO_SAY, DEALT_WITH, WHAT_NEXT, WERE_HEARD, DONE_DIFFERENTLY),
        *(REAL_CHOICE, HOW_IT_WAS),
        *(ASSIGNMENTS, ABOUT_WHAT, MANDATES_ANSWERED, MANDATES_DEMANDED),
    )
}
PARTS: Labels = {
    "voices": _("What people said, and what came of it"),
    "plan": _("Goals and plans"),
    "meetings": _("Meetings about someone’s help"),
    "choices": _("Choices"),
    "ombud": _("Ombuds, and acting for someone"),
}
