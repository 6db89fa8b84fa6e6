"""Where a meeting can go from where it is. Nothing is a dead end: what was called off can be held after all."""

from viktig.person.meetings.models import MeetingStatus

MOVES: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.PREPARING: frozenset({MeetingStatus.INVITED, MeetingStatus.HELD, MeetingStatus.CALLED_OFF}),
    MeetingStatus.INVITED: frozenset({MeetingStatus.HELD, MeetingStatus.CALLED_OFF}),
    MeetingStatus.HELD: frozenset({MeetingStatus.INVITED, MeetingStatus.PREPARING}),
    MeetingStatus.CALLED_OFF: frozenset({MeetingStatus.INVITED, MeetingStatus.PREPARING}),
}
COMING = (MeetingStatus.PREPARING, MeetingStatus.INVITED)


def may_move(status: MeetingStatus | str, to: MeetingStatus | str) -> bool:
    """Say whether a meeting may go from one status to another."""
    return MeetingStatus(to) in MOVES[MeetingStatus(status)]


def before(*, is_invited: bool) -> MeetingStatus:
    """Return where a meeting goes that was not held, or is not called off, after all."""
    return MeetingStatus.INVITED if is_invited else MeetingStatus.PREPARING
