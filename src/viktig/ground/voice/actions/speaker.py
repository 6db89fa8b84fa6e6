"""What the one who spoke does: it goes, sealed, among what waits to be delivered."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice import states, waiting
from viktig.ground.voice.actions.turns import NothingToSay
from viktig.ground.voice.classes import SpokenBy
from viktig.ground.voice.edit import EditState
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import OwnTalk, receipt_digest, waiting_digest
from viktig.ground.voice.states import Judgement


@dataclass(frozen=True)
class Words:
    """What a speaker approved, to the letter.

    to: organisation id. levels: how far up the chain it may climb, from 1. same_as: id of something published, or empty.
    may_print: it may go on paper to a body for which nobody answers here.
    serious: it is to be talked about before it is published. service, right, transition: from `classes`, or empty.
    """

    kind: str
    level: str
    area: str
    language: str
    words: str
    to: str
    levels: int
    may_publish: bool
    same_as: str = ""
    may_print: bool = False
    serious: bool = False
    spoken_by: str = SpokenBy.SELF.value
    service: str = ""
    right: str = ""
    transition: str = ""


def say(words: Words, *, receipt: str) -> None:
    """Send a voice on its way under a receipt. The same receipt twice is one voice. Raises NothingToSay."""
    if not words.words.strip():
        raise NothingToSay(_("Write what you want to say."))
    _send("voice", asdict(words), receipt)


def write_as_speaker(words: str, *, receipt: str, once: str = "") -> None:
    """Send the speaker's side of the talk on its way. Raises NothingToSay.

    once: minted with the form; sent twice with the same one, it is written once.
    """
    if not words.strip():
        raise NothingToSay(_("Write what you want to say."))
    _send("turn", {"words": words}, receipt, once=once)


def judge_as_speaker(
    voice: Voice, judgement: Judgement, *, receipt: str, felt: str = "", words: str = "", once: str = ""
) -> None:
    """Send the speaker's judgement on its way. Raises states.NotNow when there is nothing to judge. once: as above.

    felt: the step of the ladder they felt (states.Felt), or nothing. It is counted, and kept with no voice.
    """
    states.judge(voice.state, judgement, clock.today(), days=voice.held_by.answer_days)
    _send("judgement", {"judgement": judgement, "felt": felt, "words": words}, receipt, once=once)


def let_print(own: OwnTalk) -> None:
    """Let what was said go on paper to bodies for which nobody answers here. Said twice, it is one yes."""
    _send("paper", {}, own.receipt, once="paper")


def judge_own_talk(own: OwnTalk, *, judgement: str, felt: str = "", words: str = "", once: str = "") -> None:
    """Send the judgement of whoever holds this talk's receipt on its way. Raises states.NotNow. felt: as above."""
    if own.voice is None:
        raise states.NotNow(_("There is nothing to judge yet."))
    judge_as_speaker(own.voice, Judgement(judgement), receipt=own.receipt, felt=felt, words=words, once=once)


def say_to_edit(own: OwnTalk, *, says: str, version: int, words: str = "", once: str = "") -> None:
    """Send on its way what the one who spoke says to a text that may be published: yes, no, or words of their own.

    says: an `EditState` but ASKED. version: of the text that they saw. Raises NothingToSay for own words that are empty.
    """
    if says == EditState.OWN and not words.strip():
        raise NothingToSay(_("Write the words that everyone may read."))
    _send("edit", {"says": says, "version": version, "words": words}, own.receipt, once=once)


def _send(kind: str, load: dict[str, Any], receipt: str, *, once: str = "") -> None:
    load = load | {"receipt_digest": receipt_digest(receipt)}
    parcel_id = None
    if once:
        # Two ids, so that the row written together with a person's names no row of the voice.
        parcel_id = _id_from(f"{receipt_digest(receipt)}|{once}", purpose="parcel-ids")
        load["turn_id"] = str(_id_from(f"{receipt_digest(receipt)}|{once}", purpose="turn-ids"))
    waiting.put(kind, load, digest=waiting_digest(receipt), parcel_id=parcel_id)


def _id_from(text: str, *, purpose: str) -> UUID:
    return UUID(bytes=bytes.fromhex(digest(text, purpose=purpose))[:16], version=4)
