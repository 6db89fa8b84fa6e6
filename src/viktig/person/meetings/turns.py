"""Who speaks when: one round around the table, which the person begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from viktig.person.meetings.models import Meeting, MeetingGuest


@dataclass(frozen=True)
class Speaker:
    """One turn of a round. state: done, now or next."""

    turn: int
    name: str
    is_absent: bool
    state: str


def speakers(meeting: Meeting, *, person: str, guests: Sequence[MeetingGuest]) -> list[Speaker]:
    """Return one round: the person begins, each who came has a turn, and the person has the last word."""
    names = [(person, False), *((one.name, one.is_absent) for one in guests), (person, False)]
    return [
        Speaker(turn, name, absent, "done" if turn < meeting.turn else "now" if turn == meeting.turn else "next")
        for turn, (name, absent) in enumerate(names)
    ]


def turn_beside(round_: Sequence[Speaker], turn: int, step: int) -> int:
    """Return the turn of the next one who is there, or of the one before; after the last turn the round is over."""
    turn = min(max(turn + step, 0), len(round_))
    while 0 < turn < len(round_) and round_[turn].is_absent:
        turn += step
    return turn
