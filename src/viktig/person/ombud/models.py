"""The personal ombud: who they are, what was agreed, what they work on. No journal: nothing here the person cannot see."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation, Person
from viktig.ground.privacy.fields import SealedFile, SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard, open_to_all, person
from viktig.ground.record import Record


class Presentation(Record):
    """How an ombud presents themselves to those who choose: written by the ombud, seen by everybody who is signed in.

    It is gone with the ombud who erases themselves, and out of sight when they no longer work as one. away_since: they are
    away, without a reason; stands_in: the presentation of a colleague who could step in meanwhile.
    """

    who = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = SealedText(_("Your name"))
    words = SealedText(_("Who you are, in a few words"))
    good_at = SealedText(_("What you are good at"))
    languages = SealedText(_("Languages you speak"))
    has_room = models.BooleanField(_("I have room for one more"), default=True)
    away_since = models.DateField(null=True, blank=True)
    stands_in = models.UUIDField(null=True, blank=True)

    class Privacy:
        guard = Guard(
            kind="person",
            room="ombud",
            owner="who",
            select="who = acting_who() or id = any(array(select open_presentations()))",
            insert="who = acting_who() and organisation_id = any(array(select open_organisations('ombud')))",
            update="who = acting_who()",
            delete="who = acting_who()",
        )
        sealed_with = "who"
        identifying = ("who", "name", "words", "good_at", "languages")
        plain = ("id", "organisation", "has_room", "away_since", "stands_in")


class AgreementStatus(models.TextChoices):
    """Only the person makes an agreement active."""

    ACTIVE = "active", _("Active")
    ENDED = "ended", _("Ended")


class Agreement(Record):
    """What a person and the ombud they chose agreed on, in the person's own words. ombud: the ombud's `who`.

    What the ombud may see is not here but in the shares: the person may take those back and leave the agreement standing.
    with_organisation: it ended since the organisation of the ombud ended, and neither of the two wanted it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="agreements")
    ombud = models.UUIDField()
    ombud_name = SealedText()
    status = models.CharField(max_length=10, choices=AgreementStatus, default=AgreementStatus.ACTIVE)
    wants = SealedText(_("What do you want help with?"))
    where = SealedText(_("Where will we meet?"))
    reach = SealedText(_("How do we reach each other?"))
    may_say = SealedText(_("What may the ombud say to others, and to whom?"))
    review_on = models.DateField(_("When will we look at this again?"))
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    with_organisation = models.BooleanField(default=False)

    class Privacy:
        guard = person("ombud")
        sealed_with = "person_id"
        identifying = ("person", "ombud", "ombud_name")
        health = ("wants", "where", "reach", "may_say")
        plain = ("id", "status", "review_on", "started_on", "ended_on", "with_organisation")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(status="active"), name="one_active_agreement_a_person"
            ),
            models.CheckConstraint(
                name="an_ended_agreement_has_its_day",
                condition=models.Q(status="active", ended_on=None) | models.Q(status="ended", ended_on__isnull=False),
            ),
        ]


class AssignmentStatus(models.TextChoices):
    """Where an assignment is; the person moves it."""

    WANTED = "wanted", _("I want this")
    IN_PROGRESS = "in_progress", _("We are working on it")
    WAITING = "waiting", _("We are waiting for others")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("I lay it aside")


class Assignment(Record):
    """Something the person wants the ombud's help with. kind and theme: codes of Choice.

    is_counted: it has been counted, with nobody in it, when it was first finished or laid aside.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="assignments")
    kind = models.CharField(_("What kind of help?"), max_length=60)
    theme = models.CharField(_("What is it about?"), max_length=60, blank=True)
    words = SealedText(_("In your own words"))
    status = models.CharField(max_length=20, choices=AssignmentStatus, default=AssignmentStatus.WANTED)
    result = SealedText(_("What came of it?"))
    asked_on = models.DateField()
    is_counted = models.BooleanField(default=False)

    class Privacy:
        guard = person("ombud")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("kind", "theme", "words", "result")
        plain = ("id", "agreement", "status", "asked_on", "is_counted")


LOAD = ("to", "kind", "level", "area", "service", "right", "transition")


class Suggestion(Record):
    """Words that an ombud suggests the person could say to a service. They lie on the person's own page from the first
    letter; the person takes them, changes them, or lets them be.

    load: LOAD of the voice as suggested, each text, and `ready`: whether the ombud has finished.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="suggestions")
    by = models.UUIDField()
    by_name = SealedText()
    words = SealedText(_("The words you suggest"))
    load = SealedJSON()
    is_open = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Privacy:
        guard = person("ombud", may_suggest=True)
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("words", "load")
        plain = ("id", "assignment", "is_open", "changed_at")


MOST_PAPERS = 20


class Paper(Record):
    """A picture of a paper that an assignment is about: a letter, a receipt. Whoever sees the assignment sees it.

    by: who added it; by_name: their name, empty for the person. position: its place among the pictures.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    by = models.UUIDField()
    by_name = SealedText()
    title = SealedText(_("What is it?"))
    large = SealedFile(_("Picture"))
    small = SealedFile()
    added_on = models.DateField()

    class Privacy:
        guard = person("ombud", item="assignment_id", may_suggest=True, written_once=True)
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("title", "large", "small")
        plain = ("id", "assignment", "position", "added_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "position"], name="paper_once_a_position"),
            models.CheckConstraint(
                name="no_more_papers_than_fit", condition=models.Q(position__gte=1, position__lte=MOST_PAPERS)
            ),
        ]


class ChoiceList(models.TextChoices):
    """Lists of choices that an installation can bring along (`viktig import`)."""

    ASSIGNMENT_TYPE = "assignment_type", _("Kinds of help")
    THEME = "theme", _("Themes")
    HOUSING = "housing", _("Ways of living")
    WAY_IN = "way_in", _("How one found the ombud")
    PRIORITY = "priority", _("What may make it more urgent")


class Choice(Record):
    """One choice of a list. label: in the language of its source; our own lists are translated where they are shown.

    source: where it comes from; our own lists are "viktig".
    """

    list = models.CharField(max_length=20, choices=ChoiceList)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    language = models.CharField(max_length=7)
    source = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Privacy:
        guard = open_to_all("Public lists of choices.", write=True, remove=True, public=True)
        plain = ("id", "list", "code", "label", "language", "source", "position")

    class Meta:
        ordering = ["list", "position"]
        constraints = [models.UniqueConstraint(fields=["list", "code", "language"], name="choice_once")]
