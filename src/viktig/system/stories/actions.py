"""Checking stories, noted for the user organisation that checks."""

from viktig.ground.acts.actions import note_act_of_users
from viktig.ground.acts.kinds import Done
from viktig.ground.stories import actions
from viktig.ground.stories.models import Story


def publish(*, story: Story, seen: int) -> None:
    """Publish a story as it was shown. seen: its turn then. Raises stories.NotNow."""
    actions.publish(story=story, seen=seen)
    note_act_of_users(Done.STORY_PUBLISHED, about=story.pk)


def ask_about(*, story: Story, seen: int, words: str, name: str) -> None:
    """Ask the one who told it whether this may be published. Raises stories.NothingTold, stories.NotNow."""
    actions.ask_about(story=story, seen=seen, words=words, name=name)
    note_act_of_users(Done.STORY_ASKED, about=story.pk)


def refuse(*, story: Story, seen: int, words: str) -> None:
    """Do not publish a story, or no longer, and tell why. Raises stories.NothingTold, stories.NotNow."""
    actions.refuse(story=story, seen=seen, words=words)
    note_act_of_users(Done.STORY_REFUSED, about=story.pk)
