from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.waiting import actions
from viktig.person.waiting.queries import due_waits


def deliver() -> None:
    """Write and take away the tickets that are on their way."""
    actions.deliver()


def look_for_room() -> None:
    """Look whether there is room for those who wait: for each person in a transaction of their own."""
    for who in due_waits():
        try:
            with acting_as(who, because="person.waiting.look_for_room"):
                actions.look_for_room(who=who)
        except KeyGone:
            continue  # they erased themselves meanwhile
