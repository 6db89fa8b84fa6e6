from viktig.ground import clock
from viktig.ground.jobs import each_apart
from viktig.person.choices.actions.deciding import remind
from viktig.person.choices.queries import due_choices


def remind_of_days() -> None:
    """Tell people that the day has come to look back at a choice."""
    because = "person.choices.remind_of_days"
    each_apart(due_choices(clock.today()), because=because, act=lambda _who, one: remind(choosing_id=one))
