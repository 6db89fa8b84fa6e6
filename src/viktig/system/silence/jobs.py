from viktig.ground.privacy.acting import acting_as
from viktig.system.silence import actions


def count() -> None:
    """Count the month that has begun, once."""
    with acting_as(None, because="system.silence.count"):
        actions.count_month()
