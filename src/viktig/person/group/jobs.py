from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.group.actions import checking
from viktig.person.group.queries import due_people


def look_at_dates() -> None:
    """Look at the changes and the months that have passed: for each person in a transaction of their own."""
    for who in due_people(clock.today()):
        try:
            with acting_as(who, because="person.group.look_at_dates"):
                checking.look_at_dates(who=who)
        except KeyGone:
            continue  # they erased themselves meanwhile
