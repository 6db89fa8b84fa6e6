from viktig.ground import clock
from viktig.ground.jobs import each_apart
from viktig.person.plan import actions
from viktig.person.plan.queries import due_plans


def remind() -> None:
    """Tell people that a day in their plan has passed."""
    day = clock.today()
    people = [(who,) for who in due_plans(day)]
    each_apart(people, because="person.plan.remind", act=lambda who: actions.remind(who=who, day=day))
