from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone
from viktig.person.plan import actions
from viktig.person.plan.queries import due_plans


def remind() -> None:
    """Tell people, each in a transaction of their own, that a day in their plan has passed."""
    day = clock.today()
    for who in due_plans(day):
        try:
            with acting_as(who, because="person.plan.remind"):
                actions.remind(who=who, day=day)
        except KeyGone:
            continue  # they erased themselves meanwhile
