"""What keeps a person well, in their own words. The diary and what is followed open for others one by one, or never."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import Guard, person
from viktig.ground.record import Record


def shared_alone(item: str = "id") -> Guard:
    """Guard a row that a share of the whole room does not open: only a share of it alone does. item: as in `person`."""
    own = "person_id = acting_who()"
    return Guard(
        kind="person",
        room="well",
        owner="person_id",
        select=f"{own} or {item} = any(array(select open_items('well', 'read')))",
        insert=own,
        update=own,
        delete=own,
    )


class NoteKind(models.TextChoices):
    """What a note is about. The order is that of the page: what is strong comes first."""

    STRENGTH = "strength", _("What I am good at")
    POSSIBILITY = "possibility", _("What I could do, or want to try")
    MEDICINE = "medicine", _("My own medicine")
    POWER = "power", _("How help should serve my life")


class Note(Record):
    """One thing the person wrote about what is strong, what keeps them well, or how help should serve their life."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=NoteKind)
    words = SealedText(_("In your own words"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = person("well")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("kind", "words")
        plain = ("id", "written_at")


class CrisisCard(Record):
    """What others should know when it is hard: one a person, made by nobody else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    helps = SealedText(_("What helps me"))
    worse = SealedText(_("What makes it worse"))
    call = SealedText(_("Whom to call"))
    want = SealedText(_("What I want"))
    want_not = SealedText(_("What I do not want"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = person("well")
        sealed_with = "person_id"
        identifying = ("person", "call")
        health = ("helps", "worse", "want", "want_not")
        plain = ("id", "written_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_crisis_card_a_person")]


class Scale(models.TextChoices):
    """How somebody writes down what they follow."""

    TEN = "ten", _("From 0 to 10")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("A number")


class Tracker(Record):
    """Something the person follows from day to day, under a name and on a scale of their own. unit: of a number."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = SealedText(_("What do you want to follow?"))
    scale = models.CharField(_("How do you want to write it down?"), max_length=10, choices=Scale)
    unit = SealedText(_("What do you count?"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = shared_alone()
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("name", "unit", "scale")
        plain = ("id", "written_at")


class DayMark(Record):
    """What the person wrote down for one day. value: a number with a point, or yes or no."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    tracker = models.ForeignKey(Tracker, models.CASCADE, related_name="marks")
    day = models.DateField(_("Which day?"))
    value = SealedText()
    words = SealedText(_("A few words about the day"))

    class Privacy:
        guard = shared_alone("tracker_id")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("value", "words")
        plain = ("id", "tracker", "day")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tracker", "day"], name="one_mark_a_day")]


class DiaryPage(Record):
    """What the person wrote in their diary about one day; there may be several of a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField(_("Which day?"))
    words = SealedText(_("In your own words"))
    written_at = models.DateTimeField()

    class Privacy:
        guard = shared_alone()
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("words",)
        plain = ("id", "day", "written_at")


class SuggestedFor(models.TextChoices):
    """Where words that a helper suggests could stand: among what matters to the person, or as a note here."""

    MATTER = "matter", _("What matters to me")
    STRENGTH = NoteKind.STRENGTH.value, NoteKind.STRENGTH.label
    POSSIBILITY = NoteKind.POSSIBILITY.value, NoteKind.POSSIBILITY.label
    MEDICINE = NoteKind.MEDICINE.value, NoteKind.MEDICINE.label
    POWER = NoteKind.POWER.value, NoteKind.POWER.label


class WordSuggestion(Record):
    """Words that a helper writes for the person, on the person's page from the first letter. The person takes them,
    changes them, or lets them be. is_ready: the helper has finished."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.UUIDField()
    by_name = SealedText()
    kind = models.CharField(_("Where could it stand?"), max_length=20, choices=SuggestedFor)
    words = SealedText(_("The words you suggest"))
    is_ready = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Privacy:
        guard = person("well", may_suggest=True)
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("kind", "words")
        plain = ("id", "is_ready", "is_open", "changed_at")


Thing = Note | CrisisCard | Tracker | DiaryPage
