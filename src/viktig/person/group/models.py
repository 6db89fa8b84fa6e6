"""Those around a person: who helps and who is close, what is said between them, and what must be clear before a change."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard, person
from viktig.ground.record import Record

ONLY_THE_PERSON = Guard(
    kind="person",
    owner="person_id",
    select="person_id = acting_who()",
    insert="person_id = acting_who()",
    update="person_id = acting_who()",
    delete="person_id = acting_who()",
)


class Part(models.TextChoices):
    """What somebody is among those around a person."""

    COORDINATOR = "coordinator", _("Coordinator")
    CONTACT = "contact", _("The one I turn to first")
    HELPER = "helper", _("Another helper")
    CLOSE = "close", _("Someone close to me")


class Handover(models.TextChoices):
    """How one helper handed over to the next, as the person saw it."""

    MET = "met", _("We met, all three")
    TOLD = "told", _("The new one knew what matters to me")
    NONE = "none", _("I had to tell everything again")
    NOBODY = "nobody", _("Nobody new has come")
    NOT_SAID = "not_said", _("I would rather not say")


class Participant(Record):
    """Somebody around the person, in the person's words. receiver: their `who`, if the person shares something with them.

    in_group: they come when the helpers meet. handover, ended_words: when they were no longer there, said by the person.
    is_counted: that they left has been counted, with nobody in it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = SealedText(_("Name"))
    role = SealedText(_("What do they do for you?"))
    body = SealedText(_("Where do they work?"))
    part = models.CharField(_("What are they to you?"), max_length=20, choices=Part)
    in_group = models.BooleanField(_("Comes when my helpers meet"), default=False)
    receiver = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(_("Since when?"), null=True, blank=True)
    ended_on = models.DateField(_("Until when?"), null=True, blank=True)
    handover = models.CharField(_("How was it handed over?"), max_length=20, choices=Handover, blank=True)
    ended_words = SealedText(_("Anything you want to remember about it?"))
    is_counted = models.BooleanField(default=False)

    class Privacy:
        guard = person("group")
        sealed_with = "person_id"
        identifying = ("person", "name", "receiver")
        health = ("role", "body", "part", "handover", "ended_words")
        plain = ("id", "in_group", "started_on", "ended_on", "is_counted")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="who_has_left_says_how",
                condition=models.Q(ended_on=None, handover="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(handover="")),
            ),
        ]


class Circle(Record):
    """How those around a person work together: how often they meet and who calls them, in the person's words.

    asked_from: from when the person is asked, after 3, 6 and 12 months, how the help is now; told: the last of these
    months for which they got a letter, or 0.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    how_often = SealedText(_("How often do you meet?"))
    who_calls = SealedText(_("Who calls the others together?"))
    asked_from = models.DateField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        guard = person("group")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("how_often", "who_calls")
        plain = ("id", "asked_from", "told")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_circle_a_person")]


class AskedOutcome(models.TextChoices):
    """What came of asking for a coordinator."""

    WAITING = "waiting", _("I wait for an answer")
    GOT = "got", _("I got one")
    REFUSED = "refused", _("They said no")
    NO_ANSWER = "no_answer", _("No answer came")


class Asked(Record):
    """That the person asked for a coordinator, and what came of it. is_counted: once there was an outcome."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    of = SealedText(_("Whom did you ask?"))
    asked_on = models.DateField(_("When did you ask?"))
    outcome = models.CharField(max_length=20, choices=AskedOutcome, default=AskedOutcome.WAITING)
    said = SealedText(_("What did they say?"))
    is_counted = models.BooleanField(default=False)

    class Privacy:
        guard = person("group")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("of", "outcome", "said")
        plain = ("id", "asked_on", "is_counted")


class Message(Record):
    """Words between those around a person, on the person's own page. Nobody changes them; whoever wrote them takes them
    back, and the person may delete any.

    by: who wrote; by_name: their name, empty for the person. to_name: to whom it is said; empty: to all who read it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.UUIDField()
    by_name = SealedText()
    to_name = SealedText(_("To whom?"))
    words = SealedText(_("Your words"))
    sent_at = models.DateTimeField()

    class Privacy:
        guard = person("group", may_suggest=True, written_once=True)
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name", "to_name")
        health = ("words",)
        plain = ("id", "sent_at")


class TransitionKind(models.TextChoices):
    """What changes."""

    HOME = "home", _("I come home from a hospital or treatment")
    MOVE = "move", _("I move")
    SERVICE = "service", _("I go from one service to another")
    OTHER = "other", pgettext_lazy("a change in life", "Something else changes")


class Transition(Record):
    """A change with a day, and a list that must be answered before it.

    is_counted: when the day had passed it was counted how much was answered. told: the last of 7 and 30 days after it for
    which the person got a letter, or 0.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("What changes?"), max_length=20, choices=TransitionKind)
    words = SealedText(_("In your own words"))
    day = models.DateField(_("Which day?"))
    is_counted = models.BooleanField(default=False)
    told = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        guard = person("group")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("kind", "words")
        plain = ("id", "day", "is_counted", "told")


class Topic(models.TextChoices):
    """What must be clear before a change, each as the person asks it."""

    CALLS = "calls", _("Who calls me, and when?")
    HOUSING = "housing", _("Where do I live, and is it ready?")
    MONEY = "money", _("What do I live on, and when does the money come?")
    MEDICINE = "medicine", _("Who helps me with my medicine, and when?")
    CRISIS = "crisis", _("Whom do I call if it gets hard?")
    MEETING = "meeting", _("When is the next meeting, and with whom?")
    COORDINATOR = "coordinator", _("Who coordinates from now on?")
    OWN = "own", _("Something else I need to know")


class LineState(models.TextChoices):
    """Whether a line is answered."""

    OPEN = "open", _("Not answered yet")
    ANSWERED = "answered", _("Answered")
    NOT_NEEDED = "not_needed", _("Does not concern me")


class Line(Record):
    """One line of the list of a change. question: the person's own, where the topic is their own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    transition = models.ForeignKey(Transition, models.CASCADE, related_name="lines")
    topic = models.CharField(max_length=20, choices=Topic)
    question = SealedText(_("What do you need to know?"))
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=LineState, default=LineState.OPEN)
    answer = SealedText(_("The answer"))
    responsible = SealedText(_("Who answers for it?"))

    class Privacy:
        guard = person("group")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("topic", "question", "state", "answer", "responsible")
        plain = ("id", "transition", "position")


class SuggestedAnswer(Record):
    """An answer to a line that a helper suggests, on the person's page at once; the person takes it or lets it be."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, models.CASCADE, related_name="suggested")
    by = models.UUIDField()
    by_name = SealedText()
    answer = SealedText(_("The answer"))
    responsible = SealedText(_("Who answers for it?"))
    is_open = models.BooleanField(default=True)
    suggested_on = models.DateField()

    class Privacy:
        guard = person("group", may_suggest=True)
        sealed_with = "person_id"
        identifying = ("person", "by", "by_name")
        health = ("answer", "responsible")
        plain = ("id", "line", "is_open", "suggested_on")


class AskedAfter(models.TextChoices):
    """When the person is asked how it is: months of help, or days after a change (`dates.py`)."""

    MONTHS_3 = "months_3", _("After 3 months")
    MONTHS_6 = "months_6", _("After 6 months")
    MONTHS_12 = "months_12", _("After 12 months")
    DAYS_7 = "days_7", _("7 days after a change")
    DAYS_30 = "days_30", _("30 days after a change")


class Checked(models.TextChoices):
    """What somebody answers who is asked how it is."""

    YES = "yes", _("Yes")
    PARTLY = "partly", pgettext_lazy("how it is", "Partly")
    NO = "no", _("No")
    NOT_SAID = "not_said", _("I would rather not say")


QUESTIONS = {
    "help": _("Do you still have the help you need?"),
    "known": _("Is there someone who knows you?"),
    "as_promised": _("Did it go as it stood on the list?"),
}


class CheckIn(Record):
    """What the person answered when they were asked how it is now. Nobody else sees it; it is counted with nobody in it.

    since: the day from which months or days run. answers: one of Checked by question.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked = models.CharField(max_length=20, choices=AskedAfter)
    since = models.DateField()
    transition = models.ForeignKey(Transition, models.CASCADE, null=True, blank=True, related_name="+")
    answers = SealedJSON()
    answered_on = models.DateField()

    class Privacy:
        guard = ONLY_THE_PERSON
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("answers",)
        plain = ("id", "asked", "since", "transition", "answered_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asked", "since", "transition"], name="check_in_once", nulls_distinct=False
            )
        ]

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """Return what was asked, each with what was answered."""
        return [(str(QUESTIONS[one]), str(Checked(answer).label)) for one, answer in self.answers.items()]
