from viktig.ground.jobs import each_apart
from viktig.person.progress import actions
from viktig.person.progress.queries import due_slips


def look_for_answers() -> None:
    """Look whether slips were answered: for each person who has some out, in a transaction of their own."""
    people = [(who,) for who in due_slips()]
    each_apart(people, because="person.progress.look_for_answers", act=lambda who: actions.look_for_answers(who=who))


def tidy() -> None:
    """Forget the slips that nobody answered in time, and shuffle the others."""
    actions.tidy()
