from viktig.ground.privacy.acting import acting_as
from viktig.person.blocked import actions
from viktig.person.blocked.queries import due_blocked_tries


def tell_tries() -> None:
    """Tell each person whom somebody they have blocked has tried to reach, in a transaction of their own."""
    for who, block_id in due_blocked_tries():
        with acting_as(who, because="person.blocked.tell_tries"):
            actions.tell_try(block_id=block_id, who=who)
