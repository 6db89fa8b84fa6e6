"""The only way to a story for the one who checks it, and to what is published."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, OrganisationKind
from viktig.ground.stories.models import PublishedStory, Story, StoryStatus
from viktig.ground.stories.states import CHECKED

CHECK = Permission.SYSTEM_STORIES_MODERATE


def may_check(account: Account) -> bool:
    """Say whether an account checks for any user organisation."""
    kind = OrganisationKind.USER_ORGANISATION
    return any(one.kind == kind for one in organisations_where(account, CHECK))


def stories_checked_by(account: Account) -> QuerySet[Story]:
    """Return the stories that this account checks. The database decides from which places."""
    found = Story.unguarded.all()
    return found if may_check(account) else found.none()


def stories_to_check_for(account: Account) -> QuerySet[Story]:
    """Return those that wait for a check, the oldest first."""
    return stories_checked_by(account).filter(status__in=CHECKED).order_by("told_on", "pk")


def published_checked_by(account: Account) -> QuerySet[Story]:
    """Return those that are published, the latest first: one may be taken away when somebody is recognised after all."""
    return stories_checked_by(account).filter(status=StoryStatus.PUBLISHED).order_by("-told_on", "pk")


def get_story_to_check_for(account: Account, story_id: UUID) -> Story:
    """Return a story that this account checks. Raises Http404: missing, taken back, or not theirs to check."""
    story: Story = get_object_or_404(stories_checked_by(account), pk=story_id)
    return story


def get_published(published_id: UUID) -> PublishedStory:
    """Return what everybody may read. Raises Http404: missing, or taken back."""
    published: PublishedStory = get_object_or_404(PublishedStory.unguarded, pk=published_id)
    return published
