"""What can be done with a voice: say it, talk, answer, change, judge, climb, publish (design.md 2)."""

from viktig.ground.voice.actions.dates import due, pass_date, remind, to_remind
from viktig.ground.voice.actions.moderator import NotThatDay, NotToPublish, note_posted, publish
from viktig.ground.voice.actions.publishing import NothingToAsk, ask_about, let_be, talk_first
from viktig.ground.voice.actions.receiver import answer, promise, read, tell_change, write_as_receiver
from viktig.ground.voice.actions.speaker import (
    Words,
    judge_as_speaker,
    judge_own_talk,
    let_print,
    say,
    say_to_edit,
    write_as_speaker,
)
from viktig.ground.voice.actions.turns import NothingToSay, SomebodyWasFirst
from viktig.ground.voice.actions.worker import deliver

__all__ = [
    "NotThatDay",
    "NotToPublish",
    "NothingToAsk",
    "NothingToSay",
    "SomebodyWasFirst",
    "Words",
    "answer",
    "ask_about",
    "deliver",
    "due",
    "judge_as_speaker",
    "judge_own_talk",
    "let_be",
    "let_print",
    "note_posted",
    "pass_date",
    "promise",
    "publish",
    "read",
    "remind",
    "say",
    "say_to_edit",
    "talk_first",
    "tell_change",
    "to_remind",
    "write_as_receiver",
    "write_as_speaker",
]
