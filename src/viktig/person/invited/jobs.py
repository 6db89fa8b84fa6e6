from viktig.ground.privacy.acting import acting_as
from viktig.person.invited import actions


def tidy() -> None:
    """Forget the invitations that nobody used."""
    with acting_as(None, because="person.invited.tidy"):
        actions.tidy()
