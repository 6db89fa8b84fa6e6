from viktig.ground.jobs import each_apart
from viktig.person.stories.actions import look_for_news as look
from viktig.person.stories.queries import due_stories


def look_for_news() -> None:
    """Look for news of what people have told: for each person in a transaction of their own."""
    each_apart(due_stories(), because="person.stories.look_for_news", act=lambda who, _one: look(who=who))
