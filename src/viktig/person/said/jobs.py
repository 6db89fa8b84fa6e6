from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.said import actions
from viktig.person.said.queries import due_said


def look_for_answers() -> None:
    """Look for news in what people have said: for each person in a transaction of their own."""
    for who in due_said():
        try:
            with acting_as(who, because="person.said.look_for_answers"):
                actions.look_for_answers(who=who)
        except KeyGone:
            continue  # they erased themselves meanwhile
