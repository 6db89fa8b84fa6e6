"""What would be published of a voice, and how it differs from what was said. Pure: nothing is fetched here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from viktig.ground.voice.edit import AGREED, Edit, EditState
from viktig.ground.voice.models import Publication, Turn, Voice
from viktig.ground.voice.states import Act

if TYPE_CHECKING:
    from viktig.ground.voice.queries import Talk

TALK_FIRST = timedelta(days=14)
ASK_AGAIN_AFTER = timedelta(days=14)
PIECE = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Text:
    """What everybody would read. change: empty, if nothing was changed."""

    words: str
    answer: str
    change: str


@dataclass(frozen=True)
class Part:
    """A part of a text that stands in both, or was taken out or put in."""

    text: str
    out: bool = False
    put_in: bool = False

    @property
    def space(self) -> str:
        """Return what stands before its first letter: a line through an empty place looks like a hyphen."""
        return self.text.removesuffix(self.text.lstrip())

    @property
    def letters(self) -> str:
        """Return it from its first letter on; nothing, if it is empty places only."""
        return self.text.lstrip()


def latest(turns: Sequence[Turn]) -> tuple[Turn | None, Turn | None]:
    """Return the latest answer, and what was told as changed since it; None for what is not there. turns: oldest first."""
    answer = next((turn for turn in reversed(turns) if turn.act == Act.ANSWERED), None)
    changes = [turn for turn in turns if answer and turn.act == Act.CHANGED and turn.position > answer.position]
    return answer, changes[-1] if changes else None


def text_of(
    voice: Voice, answer: Turn, change: Turn | None, *, edit: Edit | None, published: Publication | None
) -> Text:
    """Return what is to be published: what the one who spoke agreed to, and where they were not asked, what was written."""
    words, written = voice.words, Text(voice.words, answer.words, change.words if change else "")
    if published is not None:
        words = published.words
    if edit is None or edit.state not in AGREED:
        return Text(words, written.answer, written.change)
    return Text(
        edit.words,
        edit.answer if edit.answer_at == answer.position else written.answer,
        edit.change if change and edit.change_at == change.position else written.change,
    )


def waits_for_speaker(edit: Edit | None) -> bool:
    """Say whether the one who spoke is asked, and has not answered yet."""
    return edit is not None and edit.state == EditState.ASKED


def may_ask_again(edit: Edit | None, today: date) -> bool:
    """Say whether another text may be suggested: nobody is asked now, or they were a fortnight ago."""
    return edit is None or edit.state != EditState.ASKED or today >= edit.asked_on + ASK_AGAIN_AFTER


def too_early(voice: Voice, today: date) -> bool:
    """Say whether a serious voice is still to be talked about before it is published."""
    return voice.serious and (voice.publish_from is None or today < voice.publish_from)


def difference(before: str, after: str) -> list[Part]:
    """Return one text as parts: what stands in both, what was taken out, what was put in; whole words, in reading order."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    parts = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("".join(old[start:end])))
            continue
        if start < end:
            parts.append(Part("".join(old[start:end]), out=True))
        if new_start < new_end:
            parts.append(Part("".join(new[new_start:new_end]), put_in=True))
    return parts


@dataclass(frozen=True)
class Asked:
    """A text that may be published, beside the words as they are. Each as parts that show what was taken out."""

    edit: Edit
    words: list[Part]
    answer: list[Part]
    change: list[Part]


def asked_about(talk: "Talk", *, answered: bool = False) -> Asked | None:
    """Return what the one who spoke is asked about; None, if they are not asked. answered: also when they have answered.

    A text whose answer has been replaced since is not shown against the new one.
    """
    edit, (answer, change) = talk.edit, latest(talk.turns)
    if edit is None or answer is None or (edit.state != EditState.ASKED and not answered):
        return None
    same_change = change if change and edit.change_at == change.position else None
    return Asked(
        edit,
        difference(talk.voice.words, edit.words),
        difference(answer.words, edit.answer) if edit.answer_at == answer.position else [],
        difference(same_change.words, edit.change) if same_change else [],
    )
