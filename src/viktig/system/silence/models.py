"""What is published, once a month, about bodies that do not answer."""

from django.db import models

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class SilentMonth(Record):
    """That a month was counted, when it began. It is counted once, and never again."""

    month = models.DateField(unique=True)

    class Privacy:
        guard = open_to_all("Which months were counted.", write=True, public=True)
        plain = ("id", "month")


class Silence(Record):
    """How many voices a body had let its date pass for when a month began, and nobody had answered; never under five.

    since: the first day of the month from which at least five were late without a break.
    """

    month = models.ForeignKey(SilentMonth, models.CASCADE, related_name="silences")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    since = models.DateField()

    class Privacy:
        guard = open_to_all(
            "How a body answers is public; five or more at once, without words.", write=True, public=True
        )
        plain = ("id", "month", "organisation", "number", "since")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "organisation"], name="silence_once_a_month"),
            models.CheckConstraint(name="silence_of_five_or_more", condition=models.Q(number__gte=5)),
        ]
