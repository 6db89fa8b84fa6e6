"""From where to where a choice goes. Whatever was settled, the person may change their mind."""

from viktig.person.choices.models import ChoosingStatus as Status

BEFORE = (Status.OPENED, Status.INFORMED, Status.THINKING)
RESULTS = (Status.DECIDED, Status.POSTPONED, Status.LEFT, Status.DISAGREED)
AFTER = (*RESULTS, Status.TRIED, Status.REVIEWED)

# What each status may become by itself; settling is open from everywhere, and so is thinking again.
NEXT: dict[str, frozenset[Status]] = {
    Status.OPENED: frozenset({Status.INFORMED, Status.THINKING}),
    Status.INFORMED: frozenset({Status.OPENED, Status.THINKING}),
    Status.THINKING: frozenset({Status.OPENED, Status.INFORMED}),
    Status.DECIDED: frozenset({Status.TRIED, Status.REVIEWED}),
    Status.POSTPONED: frozenset({Status.REVIEWED}),
    Status.LEFT: frozenset({Status.TRIED, Status.REVIEWED}),
    Status.DISAGREED: frozenset({Status.REVIEWED}),
    Status.TRIED: frozenset({Status.REVIEWED}),
    Status.REVIEWED: frozenset({Status.REVIEWED}),
}


def may_become(now: str, then: str) -> bool:
    """Say whether a choice with one status may get another."""
    return then in RESULTS or then in NEXT[now] or (then == Status.THINKING and now in AFTER)


def is_settled(status: str) -> bool:
    """Say whether a choice was settled, in whichever way, and not taken up again."""
    return status in AFTER
