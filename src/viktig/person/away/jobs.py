from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.away import actions
from viktig.person.away.queries import due_without_ombud


def tell_people(presentation_id: str) -> None:
    """Tell each person of an ombud who is away: each in a transaction of their own."""
    for who in due_without_ombud(presentation_id):
        try:
            with acting_as(who, because="person.away.tell_people"):
                actions.tell_person(who=who)
        except KeyGone:
            continue  # they erased themselves meanwhile
