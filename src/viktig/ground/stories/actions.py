"""What can be done with a story: tell it, check it, ask about a text, publish it, take it back.

The side of the one who tells goes, sealed, among what waits to leave their room (docs/decisions/0005): no row of theirs is
written together with a row of a story.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.facts.actions import happened
from viktig.ground.people.models import Place
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.keystore import create_key, destroy_key
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken
from viktig.ground.stories import states
from viktig.ground.stories.models import PublishedStory, Story, StoryStatus
from viktig.ground.voice import waiting
from viktig.ground.voice.queries import digests_of, receipt_digest, waiting_digest

TOLD, ANSWERED = "story", "story_answer"
CHANGED = _("Something happened here while you were reading. Look at it once more.")


class NothingTold(RuleBroken):
    """The words are empty."""


class NotNow(RuleBroken):
    """Where the story is, this cannot be done; or somebody else did something meanwhile."""


@dataclass(frozen=True)
class Tale:
    """What somebody approved, to the letter. name: a screen name, or empty. place: code of the place they live in."""

    words: str
    name: str
    area: str
    kind: str
    language: str
    place: str


# The one who tells -----------------------------------------------------------------------------------------------------


def tell(tale: Tale, *, receipt: str) -> None:
    """Send a story on its way under a receipt. The same receipt twice is one story. Raises NothingTold."""
    if not tale.words.strip():
        raise NothingTold(_("Write what you want to tell."))
    _send(TOLD, asdict(tale), receipt, once="told")


def answer(*, receipt: str, turn: int, says_yes: bool, words: str = "") -> None:
    """Send on its way what the one who told it says to another text. turn: of the story when they saw the text."""
    _send(ANSWERED, {"turn": turn, "yes": says_yes, "words": words}, receipt, once=f"answer{turn}")


def take_back(receipt: str) -> None:
    """Take a story back, at once: what is published, what waits, and what is on its way. Done twice it changes nothing."""
    mine = digests_of(receipt)
    with acting_as(acting().who, because="ground.stories.take_back", receipts=mine):
        with connection.cursor() as cursor:  # first what is on its way: the worker may be delivering it now
            cursor.execute("select throw_away_waiting()")
        for story in Story.unguarded.filter(receipt_digest=mine[0]):
            PublishedStory.unguarded.filter(story=story).delete()
            pk = story.pk
            story.delete()
            transaction.on_commit(lambda pk=pk: destroy_key(pk))  # type: ignore[misc]


def _send(kind: str, load: dict[str, Any], receipt: str, *, once: str) -> None:
    of_parcel = digest(f"{receipt_digest(receipt)}|{once}", purpose="parcel-ids")
    parcel_id = UUID(bytes=bytes.fromhex(of_parcel)[:16], version=4)
    load = load | {"receipt_digest": receipt_digest(receipt)}
    waiting.put(kind, load, digest=waiting_digest(receipt), parcel_id=parcel_id)


# The worker -------------------------------------------------------------------------------------------------------------


def deliver() -> int:
    """Deliver the stories that wait, then the answers, shuffled, each kind in one transaction. Return how many.

    An answer whose story has not come yet waits on.
    """
    number = 0
    kinds: dict[str, Callable[[dict[str, Any]], bool]] = {TOLD: _deliver_story, ANSWERED: _deliver_answer}
    for kind, deliver_one in kinds.items():
        with acting_as(None, because="ground.stories.deliver"):
            for parcel in waiting.take(kind):
                held = [parcel.load["receipt_digest"]]
                with acting_as(None, because="ground.stories.deliver", receipts=held):
                    number += deliver_one(parcel.load)
    return number


def _deliver_story(load: dict[str, Any]) -> bool:
    if Story.unguarded.filter(receipt_digest=load["receipt_digest"]).exists():
        return False
    told = {name: load[name] for name in ("words", "name", "area", "kind", "language", "receipt_digest")}
    story = Story(id=uuid.uuid4(), place_id=load["place"], told_on=clock.today(), **told)
    create_key(story.pk)
    story.save(force_insert=True)
    return True


def _deliver_answer(load: dict[str, Any]) -> bool:
    story = Story.unguarded.filter(receipt_digest=load["receipt_digest"], turn=load["turn"]).first()
    if story is None or story.status != StoryStatus.ASKED:
        return False
    if load["yes"]:
        story.words, story.name, story.status = story.suggested, story.suggested_name, StoryStatus.AGREED
    else:
        story.status = StoryStatus.DECLINED
    story.answer, story.turn = load["words"], story.turn + 1
    story.save(update_fields=["words", "name", "status", "answer", "turn"])
    return True


# Those who check --------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(*, story: Story, seen: int) -> PublishedStory:
    """Publish a story as it was shown. seen: its turn then. Counts that one was published. Raises NotNow."""
    _go(story, StoryStatus.PUBLISHED, seen)
    published = PublishedStory(
        story=story,
        words=story.words,
        name=story.name,
        area=story.area,
        kind=story.kind,
        language=story.language,
        published_on=clock.today(),
    )
    published.save(force_insert=True)
    place = Place.unguarded.get(pk=story.place_id)
    happened("ground.stories.published", place=place, attributes={"area": story.area})
    return published


@transaction.atomic
def ask_about(*, story: Story, seen: int, words: str, name: str) -> None:
    """Ask the one who told it whether this may be published instead. Raises NothingTold, NotNow."""
    if not words.strip():
        raise NothingTold(_("Leave something of what was told."))
    if (words.split(), name.strip()) == (str(story.words).split(), story.name):
        raise NotNow(_("Nothing is different. Take out what someone could be known by, then ask."))
    _go(story, StoryStatus.ASKED, seen)
    story.suggested, story.suggested_name = words, name.strip()
    story.save(update_fields=["suggested", "suggested_name"])


@transaction.atomic
def refuse(*, story: Story, seen: int, words: str) -> None:
    """Do not publish a story, or publish it no longer, and tell why. Raises NothingTold, NotNow."""
    if not words.strip():
        raise NothingTold(_("Write why, so that the one who told it knows."))
    _go(story, StoryStatus.REFUSED, seen)
    PublishedStory.unguarded.filter(story=story).delete()
    story.reply = words
    story.save(update_fields=["reply"])


def _go(story: Story, to: StoryStatus, seen: int) -> None:
    """Move a story on, if it is where it was when it was seen; the one who told it has news. Raises NotNow."""
    moved = 0
    if story.turn == seen and states.may_become(story.status, to):
        found = Story.unguarded.filter(pk=story.pk, turn=seen)
        moved = found.update(status=to, turn=seen + 1, news=story.news + 1)
    if not moved:
        raise NotNow(CHANGED)
    story.status, story.turn, story.news = to, seen + 1, story.news + 1
