"""Waiting for an ombud: what the person keeps, and the ticket that stands for them without saying who they are."""

from django.db import models

from viktig.ground.people.models import Organisation, Person
from viktig.ground.privacy.fields import SealedJSON
from viktig.ground.privacy.guards import Guard, system
from viktig.ground.record import Record


class Wait(Record):
    """That this person waits for an ombud. Only they see it.

    load: {"ticket": id, "organisation": id, "since": ISO day, the first of a month, "flags": codes of Choice, "told":
    whether they were told that there is room now}.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    load = SealedJSON()

    class Privacy:
        guard = Guard(
            kind="person",
            owner="person_id",
            select="person_id = acting_who()",
            insert="person_id = acting_who()",
            update="person_id = acting_who()",
            delete="person_id = acting_who()",
        )
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("load",)
        plain = ("id",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="waits_in_one_place")]


class WaitingTicket(Record):
    """That somebody waits, with no way from here to anybody (design.md 4).

    It is written and taken away by the worker, in transactions where no row of a person is. since: the first of the
    month. flags: what the person allows the service to know, codes of Choice.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    since = models.DateField()
    flags = models.JSONField(default=list)

    class Privacy:
        guard = system()
        plain = ("id", "organisation", "since", "flags")


class WaitedMonths(Record):
    """How many have waited this long before they chose an ombud of an organisation. A count, with nobody in it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()

    class Privacy:
        guard = system()
        plain = ("id", "organisation", "months", "number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "months"], name="waited_months_once")]
