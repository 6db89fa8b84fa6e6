"""The table of who may do what. It can be read by somebody who cannot program; a change needs the privacy reviewer.

A role is worked out from what is true now (a share that has not ended, a membership), never switched on by hand.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What can be permitted: floor, room, verb."""

    PERSON_MATTERS_READ = "person.matters.read"
    PERSON_MATTERS_EDIT = "person.matters.edit"
    PERSON_PLAN_READ = "person.plan.read"
    PERSON_PLAN_SUGGEST = "person.plan.suggest"
    PERSON_PLAN_EDIT = "person.plan.edit"
    PERSON_PLAN_TOLD = "person.plan.told"
    PERSON_OMBUD_READ = "person.ombud.read"
    PERSON_OMBUD_SUGGEST = "person.ombud.suggest"
    PERSON_OMBUD_EDIT = "person.ombud.edit"
    PERSON_CHOICES_READ = "person.choices.read"
    PERSON_CHOICES_SUGGEST = "person.choices.suggest"
    PERSON_CHOICES_EDIT = "person.choices.edit"
    PERSON_GROUP_READ = "person.group.read"
    PERSON_GROUP_SUGGEST = "person.group.suggest"
    PERSON_GROUP_EDIT = "person.group.edit"
    PERSON_SAID_READ = "person.said.read"
    PERSON_SAID_EDIT = "person.said.edit"
    PERSON_SAID_FROM_WORK = "person.said.from_work"
    PERSON_WELL_READ = "person.well.read"
    PERSON_WELL_SUGGEST = "person.well.suggest"
    PERSON_WELL_EDIT = "person.well.edit"
    PERSON_PROGRESS_READ = "person.progress.read"
    PERSON_PROGRESS_EDIT = "person.progress.edit"
    PERSON_MANDATES_READ = "person.mandates.read"
    PERSON_MANDATES_EDIT = "person.mandates.edit"
    PERSON_MEETINGS_READ = "person.meetings.read"
    PERSON_MEETINGS_SUGGEST = "person.meetings.suggest"
    PERSON_MEETINGS_EDIT = "person.meetings.edit"
    PERSON_SHARING_EDIT = "person.sharing.edit"
    PERSON_MINE_EDIT = "person.mine.edit"
    SERVICE_REPLIES_READ = "service.replies.read"
    SERVICE_REPLIES_ANSWER = "service.replies.answer"
    SYSTEM_VOICES_MODERATE = "system.voices.moderate"
    SYSTEM_STORIES_MODERATE = "system.stories.moderate"
    GROUND_PEOPLE_INVITE = "ground.people.invite"
    PERSON_OMBUD_PRESENT = "person.ombud.present"
    SYSTEM_PROTECTION_TURN = "system.protection.turn"
    GROUND_CARDS_MAKE = "ground.cards.make"
    PERSON_WAITING_COUNT = "person.waiting.count"
    GROUND_ACTS_READ = "ground.acts.read"


class PersonRole(StrEnum):
    """What somebody is to one person."""

    SELF = "self"
    READER = "reader"
    HELPER = "helper"


class OrganisationRole(TextChoices):
    """What somebody is in an organisation."""

    MEMBER = "member", _("Answers what people say")
    OMBUD = "ombud", _("Personal ombud")
    PEER = "peer", _("Peer worker")
    MODERATOR = "moderator", _("Checks before it is published")
    ADMINISTRATOR = "administrator", _("Invites those who work here")
    KEEPER = "keeper", _("Holds the key to what protects people")
    COORDINATOR = "coordinator", _("Coordinates help for people")


READS = frozenset(
    {
        Permission.PERSON_MATTERS_READ,
        Permission.PERSON_OMBUD_READ,
        Permission.PERSON_GROUP_READ,
        Permission.PERSON_SAID_READ,
        Permission.PERSON_MEETINGS_READ,
        Permission.PERSON_WELL_READ,
        Permission.PERSON_PROGRESS_READ,
        Permission.PERSON_MANDATES_READ,
        Permission.PERSON_CHOICES_READ,
        Permission.PERSON_PLAN_READ,
    }
)
OF_ALL = frozenset({Permission.GROUND_ACTS_READ, Permission.PERSON_SAID_FROM_WORK})

GRANTS: dict[PersonRole | OrganisationRole, frozenset[Permission]] = {
    # The person: everything of their own.
    PersonRole.SELF: READS
    | {
        Permission.PERSON_MATTERS_EDIT,
        Permission.PERSON_PLAN_SUGGEST,
        Permission.PERSON_PLAN_EDIT,
        Permission.PERSON_OMBUD_SUGGEST,
        Permission.PERSON_OMBUD_EDIT,
        Permission.PERSON_GROUP_SUGGEST,
        Permission.PERSON_GROUP_EDIT,
        Permission.PERSON_SAID_EDIT,
        Permission.PERSON_WELL_EDIT,
        Permission.PERSON_PROGRESS_EDIT,
        Permission.PERSON_MANDATES_EDIT,
        Permission.PERSON_CHOICES_EDIT,
        Permission.PERSON_MEETINGS_SUGGEST,
        Permission.PERSON_MEETINGS_EDIT,
        Permission.PERSON_SHARING_EDIT,
        Permission.PERSON_MINE_EDIT,
    },
    # Somebody with a share to read, while it lasts: what the share names.
    PersonRole.READER: READS,
    # Somebody with a share to suggest, while it lasts: suggests, never adds.
    PersonRole.HELPER: READS
    | {
        Permission.PERSON_OMBUD_SUGGEST,
        Permission.PERSON_PLAN_SUGGEST,
        Permission.PERSON_GROUP_SUGGEST,
        Permission.PERSON_MEETINGS_SUGGEST,
        Permission.PERSON_CHOICES_SUGGEST,
        Permission.PERSON_WELL_SUGGEST,
    },
    # Those who work for an organisation: nothing about any person.
    # All of them read what was done where they work, and may say what they see in their work, as somebody unknown.
    # Those who answer for a service say how many people they told of their right to a plan.
    OrganisationRole.MEMBER: frozenset(
        {Permission.SERVICE_REPLIES_READ, Permission.SERVICE_REPLIES_ANSWER, Permission.PERSON_PLAN_TOLD}
    )
    | OF_ALL,
    OrganisationRole.OMBUD: frozenset(
        {Permission.PERSON_OMBUD_PRESENT, Permission.GROUND_CARDS_MAKE, Permission.PERSON_WAITING_COUNT}
    )
    | OF_ALL,
    OrganisationRole.PEER: OF_ALL,
    OrganisationRole.MODERATOR: frozenset({Permission.SYSTEM_VOICES_MODERATE, Permission.SYSTEM_STORIES_MODERATE})
    | OF_ALL,
    OrganisationRole.ADMINISTRATOR: frozenset({Permission.GROUND_PEOPLE_INVITE, Permission.PERSON_WAITING_COUNT})
    | OF_ALL,
    OrganisationRole.KEEPER: frozenset({Permission.SYSTEM_PROTECTION_TURN}) | OF_ALL,
    OrganisationRole.COORDINATOR: frozenset({Permission.GROUND_CARDS_MAKE}) | OF_ALL,
}
