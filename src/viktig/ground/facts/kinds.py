"""The registry of facts: which happenings may be counted, and which values each may carry. All else is an error."""

from viktig.ground.voice.classes import Right, Service, SpokenBy, Transition
from viktig.ground.voice.states import Judgement, Outcome
from viktig.ground.words.areas import LifeArea

VOICE_KINDS = ("experience", "barrier", "wish", "advice", "question", "praise")
LADDER = ("1", "2", "3", "4", "5")
PROMISED = ("none", *LADDER)
FELT = (*LADDER, "not_said", "not_judged")
HELP_WANTED = (
    "nav_meeting",
    "gp",
    "economy",
    "network",
    "employer",
    "housing",
    "responsibility_group",
    "enforcement",
    "application_complaint",
    "coordination",
    "bridge",
    "other",
)
THEMES = (
    "loneliness",
    "meaning",
    "economy",
    "mental_health",
    "housing",
    "work",
    "belonging",
    "basic_needs",
    "other",
    "none",
)
ENDS = ("done", "dropped")
HEARD = ("yes", "a_little", "no", "not_said")
WAS_CHANGED = ("changed", "partly", "not_changed")
PLAN_REFUSED = ("none", "no_reason", "wrong_door", "not_long", "not_several", "no_time", "other")
DAYS_TO_ANSWER = ("0_7", "8_30", "31_60", "61_or_more")

COORDINATOR_ASKED = ("got", "refused", "no_answer")
PARTS = ("coordinator", "contact", "helper")
HANDOVERS = ("met", "told", "none", "nobody", "not_said")
CHECKED = ("yes", "partly", "no", "not_said")
CHANGES_IN_LIFE = ("home", "move", "service", "other")
OF_THE_LINES = ("none", "some", "most", "all")
LINES = ("1_4", "5_8", "9_or_more")

TOLD_HOW = ("talk", "paper", "screen", "nobody")
MANDATE_REFUSED = ("none", "form", "no_case", "too_wide", "other")
DEMANDED = ("none", "unclear", "present")
SENT = ("invitation", "paper")
MEETING_QUESTIONS = ("said", "dealt", "next")
MEETING_ANSWERS = ("yes", "a_little", "no", "not_said")
DAYS_BEFORE_MEETING = ("14_or_more", "7_13", "3_6", "0_2")
VOICE_LEVELS = ("individual", "service", "system")

# Of a choice: how many possibilities could be had beside waiting and doing nothing, how many could not, what became of it.
TO_BE_HAD = ("0", "1", "2", "3_or_more")
MISSING = ("0", "1", "2_or_more")
CHOICE_RESULTS = ("decided", "postponed", "left", "disagreed")
CHOICE_QUESTIONS = ("knew", "several", "mattered", "time")
CHOICE_ANSWERS = ("yes", "a_little", "no", "no_answer")

KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "ground.voice.said": {
        "kind": VOICE_KINDS,
        "level": VOICE_LEVELS,
        "service": ("none", *Service.values),
        "right": ("none", *Right.values),
        "transition": ("none", *Transition.values),
        "by": tuple(SpokenBy.values),
    },
    "ground.voice.answered": {
        "kind": VOICE_KINDS,
        "outcome": tuple(Outcome.values),
        "days": DAYS_TO_ANSWER,
    },
    "ground.voice.judged": {"kind": VOICE_KINDS, "judgement": tuple(Judgement.values)},
    "ground.voice.felt": {"promised": PROMISED, "felt": FELT},
    "ground.voice.overdue": {"kind": VOICE_KINDS},
    "ground.stories.published": {"area": tuple(LifeArea.values)},
    "person.progress.heard": {"heard": HEARD},
    "person.progress.changed": {"outcome": WAS_CHANGED},
    "person.mandates.delivered": {"signed": ("drawn", "paper")},
    "person.mandates.accepted": {"days": DAYS_TO_ANSWER},
    "person.mandates.refused": {"reason": MANDATE_REFUSED},
    "person.mandates.demanded": {"ground": DEMANDED},
    "person.choices.settled": {"to_be_had": TO_BE_HAD, "missing": MISSING, "result": CHOICE_RESULTS},
    "person.choices.how_it_was": {"question": CHOICE_QUESTIONS, "answer": CHOICE_ANSWERS},
    "person.plan.told": {"by": ("person", "staff"), "how": TOLD_HOW},
    "person.plan.wanted": {"wants": ("yes", "no"), "plan": ("coordinated", "own")},
    "person.plan.asked": {},
    "person.plan.answered": {"answer": ("yes", "no", "none"), "reason": PLAN_REFUSED},
    "person.plan.goal_written": {"area": tuple(LifeArea.values)},
    "person.plan.measure_set": {"area": ("none", *LifeArea.values), "side": ("close", "system")},
    "person.plan.measure_done": {"in_time": ("yes", "no")},
    "person.plan.measure_refused": {"reason": ("given", "not_given")},
    "person.plan.rated": {"main_actor": ("yes", "partly", "no")},
    "person.ombud.assignment_ended": {"help": HELP_WANTED, "theme": THEMES, "end": ENDS},
    "person.meetings.papers": {"what": SENT, "days": DAYS_BEFORE_MEETING, "in_time": ("yes", "no")},
    "person.meetings.held": {
        "kind": ("plan", "network", "other"),
        "own_points": ("yes", "no"),
        "prepared": ("yes", "no"),
    },
    "person.meetings.answered": {
        "question": MEETING_QUESTIONS,
        "answer": MEETING_ANSWERS,
    },
    "person.group.coordinator_asked": {"outcome": COORDINATOR_ASKED, "days": DAYS_TO_ANSWER},
    "person.group.helper_changed": {"part": PARTS, "handover": HANDOVERS},
    "person.group.checked_in": {"months": ("3", "6", "12"), "help": CHECKED, "known": CHECKED},
    "person.group.transition_passed": {"kind": CHANGES_IN_LIFE, "answered": OF_THE_LINES, "lines": LINES},
    "person.group.transition_after": {"days": ("7", "30"), "as_promised": CHECKED},
}


def days_to_answer(days: int) -> str:
    """Return the band of a number of days from a voice's coming to its answer."""
    for band, most in zip(DAYS_TO_ANSWER, (7, 30, 60), strict=False):
        if days <= most:
            return band
    return DAYS_TO_ANSWER[-1]


def days_before_meeting(days: int) -> str:
    """Return the band of a number of days from when something went out to the meeting it is for; past is none."""
    for band, least in zip(DAYS_BEFORE_MEETING, (14, 7, 3), strict=False):
        if days >= least:
            return band
    return DAYS_BEFORE_MEETING[-1]
