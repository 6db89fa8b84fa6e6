"""What is done with a plan. The person decides: access has seen to that; a helper suggests, and nothing more.

Meetings and other rooms let "who does what by when" flow in through `begin_plan`, `add_goal`, `add_step` and `add_measure`.
"""

from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.plan.actions.goals import (
    add_goal,
    delete_goal,
    move_goal,
    move_goal_to,
    note_on_goal,
    write_goal,
)
from viktig.person.plan.actions.measures import (
    add_measure,
    add_step,
    delete_measure,
    responsible_has_left,
    say_why_late,
    set_status,
    was_refused,
    write_measure,
)
from viktig.person.plan.actions.plans import (
    begin_plan,
    delete_plan,
    end_plan,
    move_plan,
    note_told,
    remind,
    told_at_work,
    write_dates,
    write_part,
)
from viktig.person.plan.actions.rights import answered, ask_for_plan, delete_ask, rate
from viktig.person.plan.actions.rules import DateBeforeStart, MovedMeanwhile, NobodyResponsible, NoDay, NotNow, PutAway
from viktig.person.plan.actions.subplans import add_subplan, delete_subplan, write_subplan
from viktig.person.plan.actions.suggestions import begin_suggestion, bring_back, let_be, suggest, take_back, taken

__all__ = [
    "DateBeforeStart",
    "MovedMeanwhile",
    "NoDay",
    "NobodyResponsible",
    "NotNow",
    "NothingWritten",
    "PutAway",
    "WrittenMeanwhile",
    "add_goal",
    "add_measure",
    "add_step",
    "add_subplan",
    "answered",
    "ask_for_plan",
    "begin_plan",
    "begin_suggestion",
    "bring_back",
    "delete_ask",
    "delete_goal",
    "delete_measure",
    "delete_plan",
    "delete_subplan",
    "end_plan",
    "let_be",
    "move_goal",
    "move_goal_to",
    "move_plan",
    "note_on_goal",
    "note_told",
    "rate",
    "remind",
    "responsible_has_left",
    "say_why_late",
    "set_status",
    "suggest",
    "take_back",
    "taken",
    "told_at_work",
    "was_refused",
    "write_dates",
    "write_goal",
    "write_measure",
    "write_part",
    "write_subplan",
]
