from uuid import UUID

from viktig.ground.privacy import erasure


def erase(who: str) -> None:
    """Finish erasing a person."""
    erasure.erase(UUID(who))
