"""What a person has to choose, in their own words. Nobody else writes here: who helps suggests, and the person takes it."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import person
from viktig.ground.record import Record
from viktig.person.choices.facts import TEXTS, Likely, likely_of


class ChoosingStatus(models.TextChoices):
    """Where a choice is; the person moves it (states.py says from where to where)."""

    OPENED = "opened", _("I have begun")
    INFORMED = "informed", _("I know what there is")
    THINKING = "thinking", _("I am thinking about it")
    DECIDED = "decided", _("I have chosen")
    POSTPONED = "postponed", _("I choose later")
    LEFT = "left", _("I let the one who helps me choose")
    DISAGREED = "disagreed", _("We do not agree")
    TRIED = "tried", _("I have tried it")
    REVIEWED = "reviewed", _("I have looked back at it")


class OptionKind(models.TextChoices):
    """Waiting and doing nothing are possibilities in every choice."""

    OWN = "own", _("A possibility")
    WAIT = "wait", _("Wait and see")
    NOTHING = "nothing", _("Do nothing")


class Availability(models.TextChoices):
    """Whether a possibility can be had where the person lives. What cannot be had is shown all the same."""

    UNKNOWN = "unknown", _("I do not know yet")
    HERE = "here", _("Yes")
    LATER = "later", _("Yes, after a time of waiting")
    NOT_HERE = "not_here", _("No, not here now")


class ProposalKind(models.TextChoices):
    """What somebody who helps can suggest."""

    OPTION = "option", _("One more possibility")
    FACTS = "facts", _("What is known about a possibility")
    QUESTION = "question", _("A question to ask")
    VIEW = "view", _("How I see it")


class Choosing(Record):
    """One thing a person has to choose.

    chosen: the id of the option, once they have decided for one. questions: to take along, one on each line.
    is_counted: it was counted, with nobody in it, when it was first settled. is_asked: how it was done has been said.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = SealedText(_("What is there to choose?"))
    why_now = SealedText(_("Why does it come up now?"))
    wants = SealedText(_("What do you want from this?"))
    questions = SealedText(_("What do you want to ask?"))
    by_when = models.DateField(_("Is there a day when it has to be settled?"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=ChoosingStatus, default=ChoosingStatus.OPENED)
    chosen = models.UUIDField(null=True, blank=True)
    review_on = models.DateField(_("When will you look back at it?"), null=True, blank=True)
    begun_on = models.DateField()
    is_counted = models.BooleanField(default=False)
    is_asked = models.BooleanField(default=False)

    class Privacy:
        guard = person("choices")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("about", "why_now", "wants", "questions")
        plain = ("id", "by_when", "status", "chosen", "review_on", "begun_on", "is_counted", "is_asked")


class Option(Record):
    """One possibility. facts: texts by the names in facts.py. beside: by the id of each concern, number and words.

    from_whom: who suggested it or something about it; empty for what the person knows themselves.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    choosing = models.ForeignKey(Choosing, models.CASCADE, related_name="options")
    kind = models.CharField(max_length=10, choices=OptionKind, default=OptionKind.OWN)
    name = SealedText(_("What is it called?"))
    facts = SealedJSON()
    beside = SealedJSON()
    from_whom = SealedText()
    availability = models.CharField(
        _("Can you get it where you live?"), max_length=10, choices=Availability, default=Availability.UNKNOWN
    )

    class Privacy:
        guard = person("choices", item="choosing_id")
        sealed_with = "person_id"
        identifying = ("person", "from_whom")
        health = ("name", "facts", "beside", "availability")
        plain = ("id", "choosing", "kind")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["choosing", "kind"], condition=~models.Q(kind="own"), name="waiting_and_nothing_once_a_choice"
            )
        ]


class Concern(Record):
    """Something that matters to the person in one choice. position: their own order."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    choosing = models.ForeignKey(Choosing, models.CASCADE, related_name="concerns")
    words = SealedText(_("What matters to you here?"))
    position = models.PositiveSmallIntegerField()

    class Privacy:
        guard = person("choices", item="choosing_id")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("words",)
        plain = ("id", "choosing", "position")


class ChoosingStep(Record):
    """What was settled, tried or seen on a day; never changed, so that a change of mind hides nothing.

    name: of the possibility that was chosen, as it was called then. theirs: how the other one sees it, as the person heard.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    choosing = models.ForeignKey(Choosing, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ChoosingStatus)
    name = SealedText()
    words = SealedText(_("In your own words"))
    theirs = SealedText(_("How do they see it, as you heard it?"))
    on = models.DateField()

    class Privacy:
        guard = replace(person("choices", item="choosing_id"), update="")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("name", "words", "theirs")
        plain = ("id", "choosing", "number", "status", "on")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["choosing", "number"], name="choosing_step_once_a_number")]


WRITES = person("choices", item="choosing_id").insert
# Who may suggest in the whole room, or on this one choice, on the page of somebody who shares with them.
SUGGESTS = (
    "by = acting_who() and taken_on is null and person_id = any(array(select open_people('*', 'read')))"
    " and (person_id = any(array(select open_people('choices', 'suggest')))"
    " or choosing_id = any(array(select open_items('choices', 'suggest'))))"
)


class Proposal(Record):
    """What somebody suggests. It lies on the person's own page from the first letter; the person takes it or lets it be.

    load: text by the name of the field, and `ready`: whether they have finished. taken_on: the day the person took it; a
    view then stands beside the person's own words, and is changed no more.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    choosing = models.ForeignKey(Choosing, models.CASCADE, related_name="proposals")
    option = models.ForeignKey(Option, models.CASCADE, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=10, choices=ProposalKind)
    by = models.UUIDField()
    by_name = SealedText()
    load = SealedJSON()
    is_open = models.BooleanField(default=True)
    taken_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Privacy:
        guard = replace(
            person("choices", item="choosing_id"),
            insert=f"{WRITES} or ({SUGGESTS})",
            update=f"{WRITES} or ({SUGGESTS})",
        )
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("load",)
        plain = ("id", "choosing", "option", "kind", "is_open", "taken_on", "changed_at")

    @property
    def texts(self) -> list[str]:
        """Return what was written in it, without the numbers."""
        load = self.load or {}
        return [load[name] for name in ("words", *TEXTS) if load.get(name)]

    @property
    def likely(self) -> list[Likely]:
        """Return the numbers in it."""
        return likely_of(self.load or {})
