"""Words on their way to somebody who must answer, and every turn of the talk."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation, Place
from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import Guard, open_to_all, system
from viktig.ground.record import Record
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.classes import Right, Service, SpokenBy, Transition
from viktig.ground.voice.states import Act, Judgement, Outcome, SentOn, Side, State, Status, Step
from viktig.ground.words.areas import LifeArea

# Whoever holds its receipt; who works where it has reached; and a moderator in whose area it was said, never one whom it
# has reached: once its speaker agreed to publishing and it is answered, or while it must go on paper, with the speaker's
# yes, since nobody answers here for the body that holds it. Each part has an index (docs/performance.md).
OPEN = (
    "receipt_digest = any(array(select acting_receipts()))"
    " or reached && array(select open_organisations('member'))"
    " or (to_id = any(array(select checked_organisations()))"
    " and not reached && array(select open_organisations('moderator'))"
    " and (may_publish and status in ('answered', 'changed', 'closed')"
    " or may_print and status <> 'closed' and held_by_id = any(array(select reached_by_letter()))))"
)
# What belongs to a voice is open where the voice is: the database asks the voice's own guard.
OPEN_VOICE = "exists (select from ground_voice v where v.id = voice_id)"


class Kind(models.TextChoices):
    """What somebody says."""

    EXPERIENCE = "experience", _("Something I have been through")
    BARRIER = "barrier", _("Something that stands in the way, for me and perhaps for others")
    WISH = "wish", _("Something I wish for")
    ADVICE = "advice", _("Advice")
    QUESTION = "question", _("A question")
    PRAISE = "praise", _("Something that works well")


class VoiceLevel(models.TextChoices):
    """Whom it is about."""

    INDIVIDUAL = "individual", _("My own help")
    SERVICE = "service", _("How this service works")
    SYSTEM = "system", _("Rules, money or cooperation between services")


class Voice(Record):
    """Words that the speaker approved for a receiver. Who spoke is nowhere here; the receipt's digest is all there is.

    held_by: the organisation that must answer now. said_on: a date, no time. next_date: see states.State.
    reached: the organisations it has come to; written by the database from `Reach`. silent_since: the date that whoever
    holds it missed, at the end of the chain. unchecked: something waits for a moderator. news: how many turns have told
    the speaker something. same_as: what was published that the speaker says has happened to them too. may_print: the
    speaker agreed to paper, for bodies where nobody answers here. posted_on: when its letter to the holder was sent.
    barrier: what it is joined to, by people, since others say the same. serious: it is talked about first, and not
    published before publish_from. let_be: looked at, and not published; the speaker knows why.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(max_length=20, choices=VoiceLevel)
    area = models.CharField(max_length=20, choices=LifeArea)
    language = models.CharField(max_length=7)
    words = SealedText()
    to = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receipt_digest = models.CharField(max_length=64, unique=True)
    may_publish = models.BooleanField(default=False)
    promised_step = models.PositiveSmallIntegerField(choices=Step, null=True, blank=True)
    said_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    judgement = models.CharField(max_length=20, choices=Judgement, blank=True, default="")
    holder = models.CharField(max_length=20, choices=Side, blank=True, default=Side.RECEIVER)
    next_date = models.DateField(null=True, blank=True)
    sent_on = models.PositiveSmallIntegerField(default=SentOn.NOT)
    turns_taken = models.PositiveSmallIntegerField(default=0)
    reached = ArrayField(models.UUIDField(), default=list, blank=True)
    silent_since = models.DateField(null=True, blank=True)
    unchecked = models.BooleanField(default=False)
    news = models.PositiveSmallIntegerField(default=0)
    same_as = models.ForeignKey("ground.Publication", models.PROTECT, null=True, blank=True, related_name="+")
    may_print = models.BooleanField(default=False)
    posted_on = models.DateField(null=True, blank=True)
    spoken_by = models.CharField(max_length=10, choices=SpokenBy, default=SpokenBy.SELF)
    service = models.CharField(max_length=20, choices=Service, blank=True, default="")
    right = models.CharField(max_length=20, choices=Right, blank=True, default="")
    transition = models.CharField(max_length=20, choices=Transition, blank=True, default="")
    barrier = models.ForeignKey(Barrier, models.PROTECT, null=True, blank=True, related_name="voices")
    serious = models.BooleanField(default=False)
    publish_from = models.DateField(null=True, blank=True)
    let_be = models.BooleanField(default=False)

    class Privacy:
        guard = Guard(
            kind="members",
            select=OPEN,
            insert="acting_who() is null",  # only the worker that delivers what waits
            update=OPEN,
        )
        sealed_with = "id"
        health = ("words",)
        plain = (
            "id",
            "kind",
            "level",
            "area",
            "language",
            "to",
            "held_by",
            "receipt_digest",
            "may_publish",
            "promised_step",
            "said_on",
            "status",
            "outcome",
            "judgement",
            "holder",
            "next_date",
            "sent_on",
            "turns_taken",
            "reached",
            "silent_since",
            "unchecked",
            "news",
            "same_as",
            "may_print",
            "posted_on",
            "spoken_by",
            "service",
            "right",
            "transition",
            "barrier",
            "serious",
            "publish_from",
            "let_be",
        )

    class Meta:
        indexes = [
            models.Index(fields=["next_date"], name="voice_by_next_date"),
            models.Index(fields=["said_on"], condition=models.Q(unchecked=True), name="voice_unchecked"),
            GinIndex(fields=["reached"], name="voice_by_reached"),
            GinIndex(fields=["reached"], condition=~models.Q(status="closed"), name="voice_open_by_reached"),
        ]
        constraints = [
            models.CheckConstraint(
                name="open_voice_has_holder_and_date",
                condition=models.Q(status="closed", holder="", next_date=None)
                | (~models.Q(status="closed") & ~models.Q(holder="") & models.Q(next_date__isnull=False)),
            )
        ]

    @property
    def state(self) -> State:
        """Return where the voice is, for `states`."""
        return State(
            Status(self.status),
            Outcome(self.outcome) if self.outcome else None,
            Judgement(self.judgement) if self.judgement else None,
            Side(self.holder) if self.holder else None,
            self.next_date,
            self.sent_on,
        )


class Reach(Record):
    """One level of the chain that the speaker approved. reached_on: when the voice came there, or None."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="chain")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    reached_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = Guard(
            kind="members", select=OPEN_VOICE, insert=f"acting_who() is null or {OPEN_VOICE}", update=OPEN_VOICE
        )
        plain = ("id", "voice", "organisation", "position", "reached_on")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "organisation"], name="reach_once"),
            models.UniqueConstraint(fields=["voice", "position"], name="reach_one_a_level"),
        ]


class Turn(Record):
    """One turn of the talk between two sides that do not know who the other is. Never changed, never deleted.

    moved_to: who got the voice in this turn: it climbed, was sent on, or somebody was named. written_in_by: the user
    organisation that sent a letter, or wrote in what came back by letter.
    """

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=20, choices=Side)
    act = models.CharField(max_length=20, choices=Act)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    moved_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    judgement = models.CharField(max_length=20, choices=Judgement, blank=True, default="")
    step = models.PositiveSmallIntegerField(choices=Step, null=True, blank=True)
    words = SealedText()
    by_when = models.DateField(null=True, blank=True)
    on = models.DateField()
    written_in_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        guard = Guard(kind="members", select=OPEN_VOICE, insert=OPEN_VOICE)
        sealed_with = "voice_id"
        health = ("words",)
        plain = (
            "id",
            "voice",
            "position",
            "side",
            "act",
            "organisation",
            "moved_to",
            "outcome",
            "judgement",
            "step",
            "by_when",
            "on",
            "written_in_by",
        )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["voice", "position"], name="turns_follow_each_other")]
        indexes = [
            models.Index(
                fields=["organisation"], condition=models.Q(act__in=["climbed", "silent"]), name="turn_of_a_missed_date"
            )
        ]


class Publication(Record):
    """What everybody may read: *You said, we did*. Made only after the speaker agreed and a moderator checked.

    by_when: by which date a change was promised. before: what was changed earlier, before it was opened again. barrier:
    written by the database from the voice.
    """

    voice = models.OneToOneField(Voice, models.PROTECT, related_name="publication")
    words = models.TextField()
    answer = models.TextField()
    change = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    judgement = models.CharField(max_length=20, choices=Judgement, blank=True, default="")
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.CharField(max_length=20, choices=LifeArea)
    language = models.CharField(max_length=7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")
    answered_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    published_on = models.DateField()
    written_in_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    by_when = models.DateField(null=True, blank=True)
    before = models.TextField(blank=True)
    barrier = models.ForeignKey(Barrier, models.PROTECT, null=True, blank=True, related_name="publications")
    spoken_by = models.CharField(max_length=10, choices=SpokenBy, default=SpokenBy.SELF)

    class Privacy:
        guard = open_to_all("Published with the speaker's yes, after a moderator's check.", write=True, public=True)
        plain = (
            "id",
            "voice",
            "words",
            "answer",
            "change",
            "outcome",
            "judgement",
            "kind",
            "area",
            "language",
            "organisation",
            "answered_by",
            "place",
            "published_on",
            "written_in_by",
            "by_when",
            "before",
            "barrier",
            "spoken_by",
        )

    class Meta:
        ordering = ["-published_on", "id"]


class Waiting(Record):
    """Something sealed on its way out of a person's room: a voice, a turn of its speaker, a fact.

    It is written in the person's transaction and moved, shuffled, in the worker's, so that no two rows can be laid side
    by side (design.md 3). Sealed with the installation's key; receipt_digest is not the one by which the voice is found.
    """

    kind = models.CharField(max_length=20)
    receipt_digest = models.CharField(max_length=64, blank=True, default="")
    sealed = models.BinaryField()

    class Privacy:
        guard = system()
        plain = ("id", "kind", "receipt_digest", "sealed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_digest"], condition=models.Q(kind="voice"), name="one_voice_a_receipt"
            )
        ]
