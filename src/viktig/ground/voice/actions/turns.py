"""What every turn of a talk does to its voice."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.states import Act, Side, State

NEWS = {Act.ANSWERED, Act.CHANGED}  # what a moderator checks before everybody reads it
CHECKED = {Act.PUBLISHED, Act.LET_BE}


class SomebodyWasFirst(RuleBroken):
    """Somebody else took a turn in between; nothing of this one was kept in the voice."""


class NothingToSay(RuleBroken):
    """The words are empty."""


def take_turn(
    voice: Voice,
    state: State,
    today: date,
    *,
    side: Side,
    act: Act,
    held_by: Organisation | None = None,
    words: str = "",
    **more: Any,
) -> None:
    """Move a voice to its next state and write the turn that did it. Raises SomebodyWasFirst."""
    new = {
        "status": state.status,
        "outcome": state.outcome or "",
        "judgement": state.judgement or "",
        "holder": state.holder or "",
        "next_date": state.next_date,
        "sent_on": state.sent_on,
        "turns_taken": voice.turns_taken + 1,
        "held_by": held_by or voice.held_by,
        "silent_since": _silent_since(voice, act),
        "posted_on": today if act == Act.POSTED else None if held_by or act == Act.JUDGED else voice.posted_on,
        "unchecked": voice.may_publish if act in NEWS else voice.unchecked and act not in CHECKED,
        "let_be": act == Act.LET_BE or (voice.let_be and act not in NEWS | CHECKED),
        "news": voice.news + (side != Side.SPEAKER and act != Act.READ),
    }
    with transaction.atomic():
        if not Voice.unguarded.filter(pk=voice.pk, turns_taken=voice.turns_taken).update(**new):
            raise SomebodyWasFirst(
                _(
                    "Someone else wrote here while you were writing. Your words are still below."
                    " Read what came, then send again."
                )
            )
        told = {"side": side, "act": act, "words": words, "on": today, "moved_to": held_by}
        Turn(voice=voice, position=voice.turns_taken, **told, **more).save(force_insert=True)
    for name, value in new.items():
        setattr(voice, name, value)


def _silent_since(voice: Voice, act: Act) -> date | None:
    """Return the date missed by whoever holds the voice after this turn: it stays late when it is looked at again."""
    if act == Act.SILENT:
        return voice.silent_since or voice.next_date
    ends = {Act.ANSWERED, Act.CLIMBED, Act.SENT_ON, Act.NAMED, Act.POSTED, Act.NOBODY, Act.ENDED}
    return None if act in ends else voice.silent_since
