"""The registry of facts: which happenings may be counted, and which values each may carry. All else is an error."""

from viktig.ground.voice.states import Judgement, Outcome

VOICE_KINDS = ("experience", "barrier", "wish", "advice", "question", "praise")
DAYS_TO_ANSWER = ("0_7", "8_30", "31_60", "61_or_more")

KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "ground.voice.answered": {
        "kind": VOICE_KINDS,
        "outcome": tuple(Outcome.values),
        "days": DAYS_TO_ANSWER,
    },
    "ground.voice.judged": {"kind": VOICE_KINDS, "judgement": tuple(Judgement.values)},
    "ground.voice.overdue": {"kind": VOICE_KINDS},
}


def days_to_answer(days: int) -> str:
    """Return the band of a number of days from a voice's coming to its answer."""
    for band, most in zip(DAYS_TO_ANSWER, (7, 30, 60), strict=False):
        if days <= most:
            return band
    return DAYS_TO_ANSWER[-1]
