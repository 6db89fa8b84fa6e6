"""Reads of stories: those of whoever holds their receipts, and those that everybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from viktig.ground.facts.quarters import Quarter, quarter_on
from viktig.ground.people.models import Organisation, Place
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.stories.models import PublishedStory, Story, StoryKind, StoryStatus
from viktig.ground.voice import waiting
from viktig.ground.voice.publishing import Part, difference
from viktig.ground.voice.queries import digests_of
from viktig.ground.words.areas import LifeArea

A_PAGE = 50


@dataclass(frozen=True)
class Tale:
    """A story as everybody reads it, in plain values: the same ones always make the same card.

    name: a screen name, or empty. quarter: when it was published, or None before; no day is shown. id: of what is
    published, or None.
    """

    words: str
    name: str
    area: str
    kind: str
    language: str
    quarter: Quarter | None = None
    id: UUID | None = None

    @property
    def tags(self) -> list[str]:
        """Return in words what it is about."""
        return [str(LifeArea(self.area).label)] + ([str(StoryKind(self.kind).label)] if self.kind else [])


@dataclass(frozen=True)
class OwnStory:
    """A story as the one who told it sees it. story: None while it is on its way, or gone.

    tale: as it would be published, or is. on_the_way: what waits to be delivered.
    """

    story: Story | None
    tale: Tale
    on_the_way: list[dict[str, Any]]

    @property
    def status(self) -> str:
        """Return in a sentence where it is."""
        if self.on_the_way:
            return _("Your words are on their way. It takes about a minute.")
        assert self.story is not None
        return str(StoryStatus(self.story.status).label)

    @property
    def is_asked(self) -> bool:
        """Say whether they are asked about another text, and have not answered."""
        return self.story is not None and self.story.status == StoryStatus.ASKED and not self.on_the_way

    @property
    def is_published(self) -> bool:
        """Say whether everybody can read it now."""
        return self.story is not None and self.story.status == StoryStatus.PUBLISHED

    @property
    def is_refused(self) -> bool:
        """Say whether it is not published, with a reason to read."""
        return self.story is not None and self.story.status == StoryStatus.REFUSED

    @property
    def news(self) -> int:
        """Return how many turns have told them something."""
        return self.story.news if self.story else 0

    @property
    def changes(self) -> list[Part]:
        """Return the text they are asked about, as parts that show what was taken out and put in."""
        return difference(self.story.words, self.story.suggested) if self.story else []


def own_stories(receipts: Sequence[str], *, who: UUID) -> dict[str, OwnStory]:
    """Return the stories of whoever acts, by receipt; those that nobody knows any more are left out."""
    digests = {receipt: digests_of(receipt) for receipt in receipts}
    with acting_as(who, because=acting().because, receipts=[one for pair in digests.values() for one in pair]):
        waits: dict[str, list[dict[str, Any]]] = {}
        for parcel in waiting.own() if receipts else []:
            waits.setdefault(parcel.digest, []).append(parcel.load | {"what": parcel.kind})
        found = Story.unguarded.filter(receipt_digest__in=[one for one, _waits in digests.values()])
        stories = {one.receipt_digest: one for one in opened(list(found))}
    own = {receipt: _own(stories.get(one), waits.get(other, [])) for receipt, (one, other) in digests.items()}
    return {receipt: one for receipt, one in own.items() if one is not None}


def _own(story: Story | None, on_the_way: list[dict[str, Any]]) -> OwnStory | None:
    if story is not None:
        return OwnStory(story, tale_of(story), on_the_way)
    for load in on_the_way:
        if "area" in load:
            return OwnStory(None, Tale(**{name: load[name] for name in PLAIN}), on_the_way)
    return None


PLAIN = ("words", "name", "area", "kind", "language")


def tale_of(story: Story) -> Tale:
    """Return a story as everybody would read it."""
    return Tale(**{name: getattr(story, name) for name in PLAIN})


def opened(stories: list[Story]) -> list[Story]:
    """Return stories from access with their words opened, all at once, here, while the keys are at hand."""
    open_keys([story.pk for story in stories])
    for story in stories:
        _words = story.words, story.name, story.suggested, story.suggested_name, story.reply, story.answer
    return stories


def checkers_in(place: Place | None) -> list[str]:
    """Return the names of the user organisations that check what is told in a place, by name."""
    if place is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select checkers_of_stories(%s)", [place.pk])
        ids = [pk for (pk,) in cursor.fetchall()]
    names = Organisation.unguarded.filter(pk__in=ids).values_list("name", flat=True)
    return sorted(names, key=str.casefold)


def published_tales(*, area: str = "", kind: str = "", after: UUID | None = None) -> tuple[list[Tale], UUID | None]:
    """Return a page of what is published, the earliest first, and the key of the next page, if there is one.

    The order is the day, and within it by chance: nothing is put before anything else.
    """
    wanted = {name: value for name, value in {"area": area, "kind": kind}.items() if value}
    found = PublishedStory.unguarded.filter(**wanted)
    last = PublishedStory.unguarded.filter(pk=after).only("published_on").first() if after else None
    if last is not None:
        day = last.published_on
        found = found.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=last.pk))
    tales = tales_in(list(found.order_by("published_on", "pk")[: A_PAGE + 1]))
    return tales[:A_PAGE], tales[A_PAGE - 1].id if len(tales) > A_PAGE else None


def tales_in(published: Sequence[PublishedStory]) -> list[Tale]:
    """Return what is published, in its order."""
    return [
        Tale(one.words, one.name, one.area, one.kind, one.language, quarter_on(one.published_on), one.pk)
        for one in published
    ]
