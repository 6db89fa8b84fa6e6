"""What somebody can have done for an organisation: every kind that `note_act` may write, and the sentence that tells it.

A sentence says who did something and nothing of what was said. A person is never in it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What an act is about, to choose by on the page."""

    ANSWERS = "answers", _("What people have said")
    PEOPLE = "people", _("Who works here")
    CHECKS = "checks", _("Checks before it is published")
    JOINING = "joining", _("What says the same")
    LETTERS = "letters", _("Letters on paper")
    KEYS = "keys", _("What protects people")


class Done(StrEnum):
    """What was done: floor, room, what."""

    PROMISED = "service.replies.promised"
    ANSWERED = "service.replies.answered"
    TOLD_CHANGE = "service.replies.told_change"
    WROTE = "service.replies.wrote"
    INVITED = "ground.people.invited"
    WITHDREW = "ground.people.withdrew"
    CAME = "ground.people.came"
    TOOK_ROLE = "ground.people.took_role"
    LEFT_ROLE = "ground.people.left_role"
    PUBLISHED = "system.voices.published"
    ASKED = "system.voices.asked"
    TALK_FIRST = "system.voices.talk_first"
    LET_BE = "system.voices.let_be"
    STORY_PUBLISHED = "system.stories.published"
    STORY_ASKED = "system.stories.asked"
    STORY_REFUSED = "system.stories.refused"
    NAMED = "system.barriers.named"
    JOINED = "system.barriers.joined"
    TOOK_OUT = "system.barriers.took_out"
    RENAMED = "system.barriers.renamed"
    DELETED = "system.barriers.deleted"
    PRINTED = "system.letters.printed"
    SENT = "system.letters.sent"
    WROTE_ANSWER = "system.letters.wrote_answer"
    WROTE_CHANGE = "system.letters.wrote_change"
    PROPOSED = "system.protection.proposed"
    SAID_YES = "system.protection.said_yes"
    SAID_NO = "system.protection.said_no"
    TOOK_BACK = "system.protection.took_back"


@dataclass(frozen=True)
class Kind:
    """What an act is about, and its sentence, with a place for the name."""

    group: Group
    sentence: Any


KINDS: dict[Done, Kind] = {
    Done.PROMISED: Kind(Group.ANSWERS, _("%(name)s said how much say people get.")),
    Done.ANSWERED: Kind(Group.ANSWERS, _("%(name)s answered something that was said.")),
    Done.TOLD_CHANGE: Kind(Group.ANSWERS, _("%(name)s told what was changed.")),
    Done.WROTE: Kind(Group.ANSWERS, _("%(name)s wrote to someone who had spoken.")),
    Done.INVITED: Kind(Group.PEOPLE, _("%(name)s invited a colleague.")),
    Done.WITHDREW: Kind(Group.PEOPLE, _("%(name)s withdrew an invitation.")),
    Done.CAME: Kind(Group.PEOPLE, _("%(name)s got a role here.")),
    Done.TOOK_ROLE: Kind(Group.PEOPLE, _("%(name)s took a role from a colleague.")),
    Done.LEFT_ROLE: Kind(Group.PEOPLE, _("%(name)s gave up a role here.")),
    Done.PUBLISHED: Kind(Group.CHECKS, _("%(name)s checked something and published it.")),
    Done.ASKED: Kind(Group.CHECKS, _("%(name)s asked someone who had spoken about a text to publish.")),
    Done.TALK_FIRST: Kind(Group.CHECKS, _("%(name)s asked for a talk before something is published.")),
    Done.LET_BE: Kind(Group.CHECKS, _("%(name)s decided not to publish something, and told why.")),
    Done.STORY_PUBLISHED: Kind(Group.CHECKS, _("%(name)s checked a story and published it.")),
    Done.STORY_ASKED: Kind(Group.CHECKS, _("%(name)s asked someone about the text of their story.")),
    Done.STORY_REFUSED: Kind(Group.CHECKS, _("%(name)s decided not to publish a story, and told why.")),
    Done.NAMED: Kind(Group.JOINING, _("%(name)s gave a name to what several say.")),
    Done.JOINED: Kind(Group.JOINING, _("%(name)s joined what says the same.")),
    Done.TOOK_OUT: Kind(Group.JOINING, _("%(name)s took something out of what was joined.")),
    Done.RENAMED: Kind(Group.JOINING, _("%(name)s gave what several say another name.")),
    Done.DELETED: Kind(Group.JOINING, _("%(name)s deleted a name that nothing was joined to.")),
    Done.PRINTED: Kind(Group.LETTERS, _("%(name)s printed a letter.")),
    Done.SENT: Kind(Group.LETTERS, _("%(name)s noted that a letter was sent.")),
    Done.WROTE_ANSWER: Kind(Group.LETTERS, _("%(name)s wrote in an answer that came on paper.")),
    Done.WROTE_CHANGE: Kind(Group.LETTERS, _("%(name)s wrote in a change that was told on paper.")),
    Done.PROPOSED: Kind(Group.KEYS, _("%(name)s proposed a change.")),
    Done.SAID_YES: Kind(Group.KEYS, _("%(name)s said yes to a proposal.")),
    Done.SAID_NO: Kind(Group.KEYS, _("%(name)s said no to a proposal.")),
    Done.TOOK_BACK: Kind(Group.KEYS, _("%(name)s took a proposal back.")),
}
