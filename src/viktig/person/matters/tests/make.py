"""What matters, for tests; written by the person themself."""

from uuid import UUID

from viktig.ground.privacy.acting import acting_as
from viktig.ground.words.areas import LifeArea
from viktig.person.matters import actions
from viktig.person.matters.models import Matter


def make_matter(who: UUID, words: str = "A quiet flat", *, area: LifeArea = LifeArea.HOUSING) -> Matter:
    """Write something that matters to a person."""
    with acting_as(who, because="test"):
        return actions.write_matter(who=who, area=area, words=words)
