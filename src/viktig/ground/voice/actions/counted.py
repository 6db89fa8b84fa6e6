"""What is counted when somebody was asked whether it became better: facts, with nobody and no voice in them."""

from viktig.ground.facts.actions import happened
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import Judgement


def count_judgement(voice: Voice, judgement: Judgement, *, felt: str = "") -> None:
    """Count what was answered to the question whether it became better, or that nobody answered it.

    felt: the step of the ladder, or nothing. It is a fact of its own, so that it can be joined to no judgement.
    """
    happened(
        "ground.voice.judged",
        place=voice.to.place,
        organisation=voice.to,
        attributes={"kind": voice.kind, "judgement": judgement},
    )
    silent = judgement == Judgement.NOT_JUDGED
    happened(
        "ground.voice.felt",
        place=voice.to.place,
        attributes={
            "promised": str(voice.promised_step or "none"),
            "felt": "not_judged" if silent else felt or "not_said",
        },
    )


def count_said(voice: Voice) -> None:
    """Count that something was said: its kind and class, and whether somebody spoke from their work."""
    happened(
        "ground.voice.said",
        place=voice.to.place,
        organisation=voice.to,
        attributes={"kind": voice.kind, "level": voice.level, "by": voice.spoken_by}
        | {name: getattr(voice, name) or "none" for name in ("service", "right", "transition")},
    )
