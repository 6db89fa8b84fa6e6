from viktig.ground.jobs import each_apart
from viktig.person.blocked import actions
from viktig.person.blocked.queries import due_blocked_tries


def tell_tries() -> None:
    """Tell each person whom somebody they have blocked has tried to reach."""
    because = "person.blocked.tell_tries"
    each_apart(due_blocked_tries(), because=because, act=lambda who, one: actions.tell_try(block_id=one, who=who))
