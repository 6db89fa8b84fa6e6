from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.choices.actions.deciding import remind
from viktig.person.choices.queries import due_choices


def remind_of_days() -> None:
    """Tell people that the day has come to look back at a choice: each in a transaction of their own."""
    for who, choosing_id in due_choices(clock.today()):
        try:
            with acting_as(who, because="person.choices.remind_of_days"):
                remind(choosing_id=choosing_id)
        except KeyGone:
            continue  # they erased themselves meanwhile
