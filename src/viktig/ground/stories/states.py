"""From where to where a story goes. Pure."""

from viktig.ground.stories.models import StoryStatus

WAITING, ASKED, AGREED = StoryStatus.WAITING, StoryStatus.ASKED, StoryStatus.AGREED
DECLINED, PUBLISHED, REFUSED = StoryStatus.DECLINED, StoryStatus.PUBLISHED, StoryStatus.REFUSED

# What leads to a status, and from which ones. Taking a story back is possible from everywhere, and leaves nothing.
FROM: dict[StoryStatus, frozenset[StoryStatus]] = {
    ASKED: frozenset({WAITING, AGREED, DECLINED}),
    AGREED: frozenset({ASKED}),
    DECLINED: frozenset({ASKED}),
    PUBLISHED: frozenset({WAITING, AGREED}),
    REFUSED: frozenset({WAITING, AGREED, DECLINED, PUBLISHED}),
}
CHECKED = (WAITING, AGREED, DECLINED)  # where a moderator has something to do


def may_become(now: str, then: StoryStatus) -> bool:
    """Say whether a story can go from one status to another."""
    return StoryStatus(now) in FROM.get(then, frozenset())
