"""What is done with a meeting. The person decides; those who are invited may suggest, where the person lets them."""

from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.meetings.actions.after import answer, begin_to_say, prepare
from viktig.person.meetings.actions.decisions import (
    fix,
    let_be,
    propose,
    put_in_plan,
    take_up_again,
    write_decision,
)
from viktig.person.meetings.actions.guests import add_guest, invite, let_see, note_absent, take_off
from viktig.person.meetings.actions.meetings import (
    add_meeting,
    call_off,
    delete_meeting,
    hold_after_all,
    not_held,
    note_held,
    speak,
    write_meeting,
)
from viktig.person.meetings.actions.papers import NoRoomForMore, add_paper, send_papers
from viktig.person.meetings.actions.points import (
    add_point,
    lay_aside,
    move_point,
    note_done,
    take_up,
    write_point,
)
from viktig.person.meetings.actions.rules import (
    NobodyInvited,
    NotAtThatTime,
    NothingIsWrittenDown,
    NotNow,
    NotYourWords,
    OnTheList,
    take_back,
)

__all__ = [
    "NoRoomForMore",
    "NobodyInvited",
    "NotAtThatTime",
    "NotNow",
    "NotYourWords",
    "NothingIsWrittenDown",
    "NothingWritten",
    "OnTheList",
    "WrittenMeanwhile",
    "add_guest",
    "add_meeting",
    "add_paper",
    "add_point",
    "answer",
    "begin_to_say",
    "call_off",
    "delete_meeting",
    "fix",
    "hold_after_all",
    "invite",
    "lay_aside",
    "let_be",
    "let_see",
    "move_point",
    "not_held",
    "note_absent",
    "note_done",
    "note_held",
    "prepare",
    "propose",
    "put_in_plan",
    "send_papers",
    "speak",
    "take_back",
    "take_off",
    "take_up",
    "take_up_again",
    "write_decision",
    "write_meeting",
    "write_point",
]
