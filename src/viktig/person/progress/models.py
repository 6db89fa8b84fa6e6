"""How it is going, in the person's own eyes: what they follow, each time they said a number, and what was changed by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard, person, system
from viktig.ground.record import Record

GOAL = "goal"


class Series(Record):
    """Something that a person follows over time: a goal in their own words, or a form that they fill in now and then.

    instrument: GOAL, or the id of a form. words: the goal; empty for a form. left_out: ids of the questions of a form that
    do not matter to the person, and are not asked; a question that a later version adds is asked. by_other: somebody else
    answers, whom the person calls `rater`; such a line stands for itself.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=60)
    words = SealedText(_("What do you want to reach?"))
    left_out = SealedJSON(null=True)
    by_other = models.BooleanField(default=False)
    rater = SealedText(_("Who will answer?"))
    laid_aside = models.BooleanField(default=False)
    started_on = models.DateField()

    class Privacy:
        guard = person("progress")
        sealed_with = "person_id"
        identifying = ("person", "rater")
        health = ("instrument", "words", "left_out")
        plain = ("id", "by_other", "laid_aside", "started_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument"],
                condition=~models.Q(instrument=GOAL) & models.Q(by_other=False),
                name="one_series_a_form",
            )
        ]


class Filling(Record):
    """One time that a person said how it was. It is never changed: the person deletes it, or fills in once more.

    form: id, title, version, language, licence, scoring (version of the rule) and safety (items) of what was filled in,
    so that the score can be worked out again. answers: for each item its id, question, value (None: not answered) and
    answer in words. score: a number, or None where too little was answered or nothing is added up.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, related_name="fillings")
    form = SealedJSON()
    answers = SealedJSON()
    score = SealedJSON(null=True)
    words = SealedText(_("Do you want to say something about it?"))
    on = models.DateField()
    filled_at = models.DateTimeField()

    class Privacy:
        guard = person("progress", item="series_id", written_once=True)
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("form", "answers", "score", "words")
        plain = ("id", "series", "on", "filled_at")


class Outcome(models.TextChoices):
    """What became of something that should be done differently; the person says it."""

    OPEN = "open", pgettext_lazy("a change", "We will see")
    CHANGED = "changed", _("It was changed")
    PARTLY = "partly", _("A little was changed")
    NOT_CHANGED = "not_changed", _("It was not changed")


class Change(Record):
    """What should be done differently from now on, since the person said how it was; and what became of it.

    whom: with whom it was agreed, in the person's own words; nothing counts or sorts by it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = SealedText(_("What can we do differently?"))
    whom = SealedText(_("Whom did you talk with?"))
    agreed_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.OPEN)
    became = SealedText(_("What became of it?"))
    is_counted = models.BooleanField(default=False)

    class Privacy:
        guard = person("progress")
        sealed_with = "person_id"
        identifying = ("person", "whom")
        health = ("words", "became")
        plain = ("id", "agreed_on", "outcome", "is_counted")


class Slip(Record):
    """Eight words with which somebody fills in a form once, without an account: the person elsewhere, or another human.

    Only the person sees it, whoever they share the room with. load: {"words", "form" (id), "language", "called": what the
    person is called there, "rater": what they call whoever answers, or "" for themself, "left_out": as in Series}.
    ends_on: the last day.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    load = SealedJSON()
    ends_on = models.DateField()

    class Privacy:
        guard = Guard(
            kind="person",
            owner="person_id",
            select="person_id = acting_who()",
            insert="person_id = acting_who()",
            delete="person_id = acting_who()",
        )
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("load",)
        plain = ("id", "ends_on")


class LaidOut(Record):
    """What lies ready for whoever holds the eight words of a slip, and then their answer. It leads to nobody.

    digest: of the words. form, answer: sealed with a key made of the words; the form goes when the answer comes. once:
    digest of the sheet that was sent, so that sending it twice is no mistake.
    """

    digest = models.CharField(max_length=64, unique=True)
    form = models.BinaryField()
    answer = models.BinaryField(null=True)
    once = models.CharField(max_length=64, default="")
    ends_on = models.DateField()

    class Privacy:
        guard = system()
        plain = ("id", "digest", "form", "answer", "once", "ends_on")
