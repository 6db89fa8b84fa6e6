"""Sharing and blocking, the log of who has looked, a person's own notes, drafts, sessions."""

from enum import StrEnum

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard, open_to_all, person
from viktig.ground.record import Record


class Room(models.TextChoices):
    """The rooms of a person's life that can be shared, each as the person calls it; `shareable.py` says the rest."""

    MATTERS = "matters", _("What matters to me")
    PLAN = "plan", _("My plan")
    OMBUD = "ombud", _("My ombud and what we work on")
    GROUP = "group", _("Those around me")
    SAID = "said", _("What I have said, and the answers")
    MEETINGS = "meetings", _("My meetings")
    WELL = "well", _("What keeps me well")
    PROGRESS = "progress", _("How it is going for me")
    MANDATES = "mandates", _("Who acts for me")
    CHOICES = "choices", _("My choices")


class Level(models.TextChoices):
    """What the receiver of a share may do. `write` comes with the first room that has it (design.md 4)."""

    READ = "read", pgettext_lazy("a share", "Read")
    SUGGEST = "suggest", _("Read and suggest")


def in_full(name: str, organisation: str) -> str:
    """Return a name with the organisation that somebody acts for, so that a sentence can go on after it."""
    return f"{name} ({organisation})" if name and organisation else name or organisation or ""


class Share(Record):
    """That one named human may see one room, or one item in it, until a date. The person gives it and takes it back.

    item: the id of the one row that is shared, or None for the whole room. receiver: their `who`. receiver_from: the
    organisation they get it for; empty for somebody who gets it as themselves.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="shares")
    room = models.CharField(max_length=20)  # one of Room
    item = models.UUIDField(null=True, blank=True)
    receiver = models.UUIDField()
    level = models.CharField(max_length=10, choices=Level)
    receiver_name = SealedText()
    receiver_from = SealedText(blank=True, default="")
    purpose = SealedText(_("What is it for?"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Privacy:
        guard = person("sharing", also="receiver", also_while="now() < ends_at")
        sealed_with = "person_id"
        identifying = ("person", "receiver", "receiver_name", "receiver_from", "purpose", "item")
        plain = ("id", "room", "level", "starts_at", "ends_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_ends_after_it_starts", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(name="share_is_for_somebody_else", condition=~models.Q(receiver=models.F("person"))),
        ]
        indexes = [models.Index(fields=["receiver", "room"], name="share_by_receiver")]

    @property
    def receiver_in_full(self) -> str:
        """Return who can see it, with the organisation they see it for."""
        return in_full(self.receiver_name, self.receiver_from)


TRIED = "blocked"  # the action in the line of somebody whom the person has blocked


class LogEntry(Record):
    """One line per reader, room, item and half hour. Nobody can change or delete it; erasing the person takes it along.

    The line of somebody whom the person has blocked is written by the database, which can seal no words: its name is in
    their `Block`, and there is no reason.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="log")
    reader = models.UUIDField()
    reader_name = SealedText(null=True)
    reader_from = SealedText(blank=True, default="", null=True)
    role = models.CharField(max_length=20)
    room = models.CharField(max_length=20)
    item = models.UUIDField()
    action = models.CharField(max_length=60)
    granted = models.BooleanField(default=True)
    because = SealedText(null=True)
    half_hour = models.DateTimeField()

    class Privacy:
        guard = Guard(
            kind="person",
            room="sharing",
            owner="person_id",
            select="person_id = any(array(select open_people('sharing', 'read')))",
            insert="reader = acting_who() and (person_id = any(array(select open_people('*', 'read')))"
            " or item = any(array(select open_items('*', 'read'))))",
        )
        sealed_with = "person_id"
        identifying = ("person", "reader", "reader_name", "reader_from", "because", "item")
        plain = ("id", "role", "room", "action", "granted", "half_hour")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reader", "room", "item", "action", "granted", "half_hour"], name="log_line_once"
            )
        ]

    @property
    def reader_in_full(self) -> str:
        """Return who looked, with the organisation they look for."""
        return in_full(self.reader_name, self.reader_from)


class LogQuestion(Record):
    """A person asks somebody who has looked: why? The reader must answer.

    about: {"name": of the person, "room", "half_hour"}: the reader cannot see the log.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="log_questions")
    entry = models.OneToOneField(LogEntry, models.CASCADE, related_name="question")
    reader = models.UUIDField()
    about = SealedJSON()
    asked_on = models.DateField()
    answer = SealedText(_("Why did you look?"))
    answered_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = person("sharing", also="reader", also_change=True)
        sealed_with = "person_id"
        identifying = ("person", "reader", "entry", "about", "answer")
        plain = ("id", "asked_on", "answered_on")


class Alert(StrEnum):
    """Whether a blocked one has tried since the person last looked: one letter tells it, however often they try."""

    NONE = ""
    NEW = "new"
    TOLD = "told"


class Block(Record):
    """That nothing of a person's can be shared with one named human. They are not told, and see what a stranger sees.

    blocked: their `who`. name: as the person knows them. It stays in the person's list after `ended_on`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    blocked = models.UUIDField()
    name = SealedText()
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    alert = models.CharField(max_length=10, blank=True, default="")  # one of Alert

    class Privacy:
        guard = person("sharing")
        sealed_with = "person_id"
        identifying = ("person", "blocked", "name")
        plain = ("id", "since", "ended_on", "alert")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blocked", "person"], condition=models.Q(ended_on=None), name="blocked_once_at_a_time"
            ),
            models.CheckConstraint(name="nobody_blocks_themselves", condition=~models.Q(blocked=models.F("person"))),
        ]


class OwnNote(Record):
    """The person's own words beside something that somebody else wrote on their pages. Nobody else can write it.

    item: the row it stands beside, in the person's `room`. within: the id of what can be shared alone and holds that row:
    whoever sees the one sees the other.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    room = models.CharField(max_length=20)
    item = models.UUIDField()
    within = models.UUIDField()
    words = SealedText(_("How do you see it?"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = Guard(
            kind="person",
            room="sharing",
            owner="person_id",
            select="person_id = acting_who() or person_id = any(array(select open_people(room, 'read')))"
            " or within = any(array(select open_items(room, 'read')))",
            insert="person_id = acting_who()",
            update="person_id = acting_who()",
            delete="person_id = acting_who()",
        )
        sealed_with = "person_id"
        identifying = ("person", "item", "within")
        health = ("words",)
        plain = ("id", "room", "written_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "room", "item"], name="own_note_once")]


class Draft(Record):
    """Words that somebody is writing and has not sent yet: one per form, sealed like everything else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=120)
    words = SealedJSON()
    changed_at = models.DateTimeField(auto_now=True)

    class Privacy:
        guard = person("drafts")
        sealed_with = "person_id"
        identifying = ("person", "form", "words")
        plain = ("id", "changed_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="draft_once_a_form")]


class Session(AbstractBaseSession):
    """Who is signed in, sealed, under the digest of a key that only their browser has.

    over, over_everywhere: digests by which an identity provider can end it, when somebody came with one: of its own
    session, and of all that one human has there. They lead to nobody.
    """

    over = models.CharField(max_length=64, default="", db_index=True)
    over_everywhere = models.CharField(max_length=64, default="", db_index=True)

    class Privacy:
        guard = open_to_all(
            "Read before anybody acts; ciphertext under the digest of its key.", write=True, remove=True
        )
        plain = ("session_key", "session_data", "expire_date", "over", "over_everywhere")

    def __str__(self) -> str:
        return "ground.Session"
