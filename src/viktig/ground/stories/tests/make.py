"""Stories, for tests: told by somebody who lives in a place, delivered, and checked by somebody of a user organisation."""

from uuid import UUID

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, OrganisationKind, Place
from viktig.ground.people.tests.make import make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.stories import actions
from viktig.ground.stories.actions import Tale
from viktig.ground.stories.models import PublishedStory, Story
from viktig.ground.voice.queries import digests_of
from viktig.ground.words.receipt import mint

WORDS = "I waited, and I slept better. 😴 شكرا"


def make_checker(place: Place | None = None, *, name: str = "Brukerne") -> Account:
    """Make somebody who checks for a user organisation in a place."""
    users = make_organisation(name=name, kind=OrganisationKind.USER_ORGANISATION, place=place)
    return make_member(users, role=OrganisationRole.MODERATOR)


def make_story(
    words: str = WORDS,
    *,
    name: str = "Fjellrev",
    area: str = "housing",
    kind: str = "waiting",
    place: Place | None = None,
) -> tuple[UUID, str]:
    """Tell a story, delivered; return its id and its receipt."""
    receipt = mint("nb")
    tale = Tale(words, name, area, kind, "nb", (place or make_place()).pk)
    with acting_as(None, because="test"):
        actions.tell(tale, receipt=receipt)
    actions.deliver()
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        return Story.unguarded.get().pk, receipt


def make_published(words: str = WORDS, *, by: Account, **told: str) -> PublishedStory:
    """Publish a story as somebody who checks."""
    pk, _receipt = make_story(words, **told)  # type: ignore[arg-type]
    with acting_as(by.who, because="test"):
        story = Story.unguarded.get(pk=pk)
        return actions.publish(story=story, seen=story.turn)
