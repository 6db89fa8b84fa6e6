"""My meetings: the person decides who comes, what is talked about, and what was decided."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedFile, SealedText
from viktig.ground.privacy.guards import Guard, person
from viktig.ground.privacy.models import Level
from viktig.ground.record import Record

OWN = "person_id = acting_who()"
HELPER = (
    "by = acting_who() and (person_id = any(array(select open_people('meetings', 'suggest')))"
    " or meeting_id = any(array(select open_items('meetings', 'suggest'))))"
)
SHORTEST, LONGEST, USUAL = 10, 480, 60  # minutes
DAYS_BEFORE = 7
MOST_DAYS_BEFORE = 28


def of_meeting(*, seen: str = "", taken_back: str = "") -> Guard:
    """Guard a row of a meeting: a share of the meeting, or of all meetings, opens it to be read.

    seen: which rows others than the person see. taken_back: those who may suggest add rows of their own (`by`), change
    none, and take them back while this is true of them.
    """
    whole = person("meetings", item="meeting_id")
    return replace(
        whole,
        select=f"{OWN} or ({seen}) and ({whole.select})" if seen else whole.select,
        insert=f"{whole.insert} or ({HELPER})" if taken_back else whole.insert,
        delete=f"{whole.delete} or ({HELPER} and {taken_back})" if taken_back else whole.delete,
    )


def only_mine() -> Guard:
    """Guard a row that nobody but the person ever sees, whatever they share."""
    return Guard(kind="person", room="meetings", owner="person_id", select=OWN, insert=OWN, update=OWN, delete=OWN)


class MeetingKind(models.TextChoices):
    """What kind of meeting it is."""

    PLAN = "plan", _("A meeting about my plan")
    NETWORK = "network", _("A meeting with my network")
    OTHER = "other", _("Another meeting")


class MeetingStatus(models.TextChoices):
    """Where a meeting is. Only the person moves it."""

    PREPARING = "preparing", _("I am preparing it")
    INVITED = "invited", _("The invitations have gone out")
    HELD = "held", _("It has been held")
    CALLED_OFF = "called_off", _("Called off")


class Meeting(Record):
    """A meeting of the person's own. zone: of the place where it is, so that its clock stays that of the place.

    days_before: how long before the meeting everything should be out. sequence: raised on each change that calendars
    must know of. moved_from: when it was to be before it was last moved. writes_down: whether anything that is decided
    is written down. in_calendar: whether calendar files carry title and place. turn: who speaks now (queries.speakers).
    is_counted: it has been counted, with nobody in it, when it was first held.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("What kind of meeting is it?"), max_length=10, choices=MeetingKind)
    title = SealedText(_("What do you call it?"))
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField(_("How many minutes?"), default=USUAL)
    place = SealedText(_("Where is it?"))
    link = SealedText(_("Is there a link to join by?"))
    status = models.CharField(max_length=10, choices=MeetingStatus, default=MeetingStatus.PREPARING)
    days_before = models.PositiveSmallIntegerField(default=DAYS_BEFORE)
    sequence = models.PositiveIntegerField(default=0)
    times_moved = models.PositiveSmallIntegerField(default=0)
    moved_from = models.DateTimeField(null=True, blank=True)
    writes_down = models.BooleanField(default=True)
    in_calendar = models.BooleanField(default=False)
    turn = models.PositiveSmallIntegerField(default=0)
    invited_on = models.DateField(null=True, blank=True)
    is_counted = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Privacy:
        guard = person("meetings")
        sealed_with = "person_id"
        identifying = ("person", "place", "link")
        health = ("kind", "title")
        plain = (
            *("id", "starts_at", "zone", "minutes", "status", "days_before", "sequence", "times_moved", "moved_from"),
            *("writes_down", "in_calendar", "turn", "invited_on", "is_counted", "changed_at"),
        )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_meeting_lasts_a_while",
                condition=models.Q(minutes__gte=SHORTEST, minutes__lte=LONGEST),
            ),
            models.CheckConstraint(
                name="an_invited_meeting_has_its_day",
                condition=~models.Q(status="invited") | models.Q(invited_on__isnull=False),
            ),
        ]

    @property
    def begins(self) -> datetime:
        """Return when it begins by the clock of its place, without a zone, to be shown."""
        return self._by_its_clock(self.starts_at)

    @property
    def ends(self) -> datetime:
        """Return when it ends, as `begins`."""
        return self._by_its_clock(self.starts_at + timedelta(minutes=self.minutes))

    @property
    def was_to_begin(self) -> datetime | None:
        """Return when it was to begin before it was last moved, as `begins`."""
        return self._by_its_clock(self.moved_from) if self.moved_from else None

    @property
    def out_by(self) -> date:
        """Return the last day on which invitation and papers come in good time."""
        return self.begins.date() - timedelta(days=self.days_before)

    def _by_its_clock(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)


class MeetingGuest(Record):
    """Somebody whom the person wants at a meeting. who: theirs, if they have a page here; else they get it on paper.

    level: what they may do with the page of the meeting. invited_on: when the person let the invitation go; before that
    nobody else sees that they are on the list. is_absent: they did not come.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    position = models.PositiveSmallIntegerField(default=0)
    name = SealedText(_("Name"))
    role = SealedText(_("What are they to you?"))
    body = SealedText(_("Where do they work?"))
    who = models.UUIDField(null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level, default=Level.SUGGEST)
    invited_on = models.DateField(null=True, blank=True)
    is_absent = models.BooleanField(default=False)

    class Privacy:
        guard = of_meeting(seen="invited_on is not null")
        sealed_with = "person_id"
        identifying = ("person", "name", "role", "body", "who")
        plain = ("id", "meeting", "position", "level", "invited_on", "is_absent")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "who"], name="meeting_guest_once")]


class MeetingAddress(Record):
    """The e-mail address of a guest, if the person wrote one: for a calendar invitation that they send by themselves."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    guest = models.OneToOneField(MeetingGuest, models.CASCADE, related_name="address")
    email = SealedText(_("E-mail address"))

    class Privacy:
        guard = only_mine()
        sealed_with = "person_id"
        identifying = ("person", "email")
        plain = ("id", "guest")


class MeetingPoint(Record):
    """Something to talk about. The person's own come first, in their order; then those of others, as they came.

    by: who wrote it; by_name: their name, empty for the person. laid_aside: not at this meeting, says the person.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    by = models.UUIDField()
    by_name = SealedText()
    words = SealedText(_("What do you want to talk about?"))
    position = models.PositiveSmallIntegerField(default=0)
    is_done = models.BooleanField(default=False)
    laid_aside = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Privacy:
        guard = of_meeting(taken_back="not is_done")
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("words",)
        plain = ("id", "meeting", "position", "is_done", "laid_aside", "written_at")


class MeetingPaper(Record):
    """A paper for a meeting: words, or a picture of one. The person sees it first, others from sent_on, when it went out."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    by = models.UUIDField()
    by_name = SealedText()
    title = SealedText(_("What is it?"))
    words = SealedText(_("The words of the paper"))
    large = SealedFile(_("A picture of the paper"), null=True)
    small = SealedFile(null=True)
    sent_on = models.DateField(null=True, blank=True)
    added_on = models.DateField()

    class Privacy:
        guard = of_meeting(seen="sent_on is not null or by = acting_who()", taken_back="sent_on is null")
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("title", "words", "large", "small")
        plain = ("id", "meeting", "sent_on", "added_on")


class DecisionStatus(models.TextChoices):
    """Where a decision is. Nothing is decided before the person has read it and said so."""

    PROPOSED = "proposed", _("Proposed")
    FIXED = "fixed", _("Decided")
    LET_BE = "let_be", _("Not decided")


class MeetingDecision(Record):
    """What was decided, in plain words: who does what by when. Others see it when the person has read it and fixed it.

    in_plan: the measure of the person's plan that was made of it, if they wanted that.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    by = models.UUIDField()
    by_name = SealedText()
    words = SealedText(_("What is to be done?"))
    who_does = SealedText(_("Who does it?"))
    by_when = models.DateField(_("By which day?"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=DecisionStatus, default=DecisionStatus.PROPOSED)
    fixed_at = models.DateTimeField(null=True, blank=True)
    in_plan = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Privacy:
        guard = of_meeting(seen="status = 'fixed' or by = acting_who()", taken_back="status = 'proposed'")
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name", "who_does")
        health = ("words",)
        plain = ("id", "meeting", "by_when", "status", "fixed_at", "in_plan", "written_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_decision_is_fixed_at_a_moment",
                condition=models.Q(status="fixed", fixed_at__isnull=False)
                | ~models.Q(status="fixed") & models.Q(fixed_at=None),
            )
        ]


class Part(models.TextChoices):
    """A part of the sheet with which the person prepares."""

    IMPORTANT = "important", _("What is important to me in this meeting?")
    WORKS = "works", _("What works well now?")
    HELP = "help", _("What do I want help with?")
    PEOPLE = "people", _("Whom do I want there, and whom not?")
    EASIER = "easier", _("What makes a meeting easier for me?")
    NOT = "not", _("What must not be brought up?")


class MeetingPreparation(Record):
    """One part of the person's own sheet. is_shown: those who are invited may read this part; else nobody else can."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="preparation")
    part = models.CharField(max_length=10, choices=Part)
    words = SealedText()
    is_shown = models.BooleanField(default=False)

    class Privacy:
        guard = of_meeting(seen="is_shown")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("part", "words")
        plain = ("id", "meeting", "is_shown")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "part"], name="preparation_once_a_part")]


class HowItWas(models.TextChoices):
    """An answer to one of the three questions."""

    YES = "yes", _("Yes")
    A_LITTLE = "a_little", _("A little")
    NO = "no", _("No")
    NOT_SAID = "not_said", _("I will not answer")


class MeetingAnswers(Record):
    """How the meeting was for the person. Nobody else sees it; it is counted with nobody in it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="answers")
    said = models.CharField(_("Did you get to say what you wanted?"), max_length=10, choices=HowItWas)
    dealt = models.CharField(_("Were your points dealt with?"), max_length=10, choices=HowItWas)
    next = models.CharField(_("Do you know what happens next?"), max_length=10, choices=HowItWas)
    words = SealedText(_("Is there something you want to remember, or say to someone?"))
    answered_on = models.DateField()

    class Privacy:
        guard = only_mine()
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("said", "dealt", "next", "words")
        plain = ("id", "meeting", "answered_on")
