"""What somebody told about what helped, on its way to everybody who wants to read it; and what is published of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Place
from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record
from viktig.ground.words.areas import LifeArea

# Whoever holds its receipt; and a moderator of a user organisation in the place where it was told, or above.
OWN = "receipt_digest = any(array(select acting_receipts()))"
CHECKED = "place_id = any(array(select checked_places()))"


class StoryKind(models.TextChoices):
    """What somebody chose or tried. It need not be said."""

    MEDICINE = "medicine", _("Medicine")
    TALKING = "talking", _("Talking with someone")
    ACTIVITY = "activity", _("An activity")
    WAITING = "waiting", _("Waiting and seeing")
    OTHER = "other", _("Something else")


class StoryStatus(models.TextChoices):
    """Where a story is; `states` says from where to where."""

    WAITING = "waiting", _("It waits for someone to check that nobody can be recognised.")
    ASKED = "asked", _("You are asked about another text.")
    AGREED = "agreed", _("You said yes to the other text. It is published when it has been checked once more.")
    DECLINED = "declined", _("You said no to the other text. Nothing is published now.")
    PUBLISHED = "published", _("It is published. Everyone can read it.")
    REFUSED = "refused", _("It is not published.")


class Story(Record):
    """What somebody told. Who told it is nowhere here; the receipt's digest is all there is.

    name: a screen name, or empty. place: where those who check it are found. suggested, suggested_name: what a moderator
    would publish instead. reply: why it is not published. answer: what the one who told wrote when they were asked.
    turn: how many turns were taken. news: how many of them told the one who told it something.
    """

    area = models.CharField(max_length=20, choices=LifeArea)
    kind = models.CharField(max_length=20, choices=StoryKind, blank=True, default="")
    language = models.CharField(max_length=7)
    words = SealedText(_("What helped you, and how did it go?"))
    name = SealedText(_("Under which name?"), blank=True, default="")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    receipt_digest = models.CharField(max_length=64, unique=True)
    told_on = models.DateField()
    status = models.CharField(max_length=20, choices=StoryStatus, default=StoryStatus.WAITING)
    suggested = SealedText(blank=True, default="")
    suggested_name = SealedText(blank=True, default="")
    reply = SealedText(blank=True, default="")
    answer = SealedText(blank=True, default="")
    turn = models.PositiveSmallIntegerField(default=0)
    news = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        guard = Guard(
            kind="members",
            select=f"{OWN} or {CHECKED}",
            insert="acting_who() is null",  # only the worker that delivers what waits
            update=f"{CHECKED} or (acting_who() is null and {OWN})",
            delete=OWN,  # only the one who told it
        )
        sealed_with = "id"
        identifying = ("name", "suggested_name")
        health = ("words", "suggested", "reply", "answer")
        plain = ("id", "area", "kind", "language", "place", "receipt_digest", "told_on", "status", "turn", "news")

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["place", "status", "told_on"], name="story_to_check")]


class PublishedStory(Record):
    """What everybody may read. Made only after the one who told it agreed and a moderator checked; gone when they say so."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="published")
    words = models.TextField()
    name = models.CharField(max_length=40, blank=True, default="")
    area = models.CharField(max_length=20, choices=LifeArea)
    kind = models.CharField(max_length=20, choices=StoryKind, blank=True, default="")
    language = models.CharField(max_length=7)
    published_on = models.DateField()

    class Privacy:
        guard = Guard(
            kind="members",
            select="true",
            insert=f"story_id = any(array(select id from ground_story where {CHECKED}))",  # noqa: S608 (our own words)
            delete="story_id = any(array(select id from ground_story))",  # those who see it: who told it, who checks it
            public=True,
        )
        plain = ("id", "story", "words", "name", "area", "kind", "language", "published_on")

    class Meta:
        verbose_name_plural = "published stories"
        ordering = ["published_on", "id"]
        indexes = [models.Index(fields=["published_on", "id"], name="published_story_in_order")]
