from viktig.ground import clock
from viktig.ground.jobs import each_apart
from viktig.person.group.actions import checking
from viktig.person.group.queries import due_people


def look_at_dates() -> None:
    """Look at the changes and the months that have passed."""
    people = [(who,) for who in due_people(clock.today())]
    each_apart(people, because="person.group.look_at_dates", act=lambda who: checking.look_at_dates(who=who))
