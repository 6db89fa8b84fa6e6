"""Countable happenings with no person in them, and the tables made of them once and for all."""

from django.db import models

from viktig.ground.people.models import Organisation, Place
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record


class Fact(Record):
    """Something that happened in a week, in a place: a kind from the registry, values from closed lists, a number.

    late_in: the quarter in which it is counted, if it came when its own was released already; else empty.
    """

    week = models.CharField(max_length=8)
    kind = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    attributes = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=1)
    late_in = models.CharField(max_length=8, blank=True, default="")

    class Privacy:
        guard = Guard(kind="open", reason="Holds no person. Never changed.", select="true", insert="true")
        plain = ("id", "week", "kind", "place", "organisation", "attributes", "number", "late_in")

    class Meta:
        indexes = [models.Index(fields=["kind", "week"], name="fact_by_kind_and_week")]


class Release(Record):
    """One published table of one place and quarter: made once after the quarter, stored, never computed again.

    cells: one list for each row of the table and one for the totals, the row's total last; None where a number is
    hidden. None for the whole table: not shown for this place.
    """

    table = models.CharField(max_length=40)
    quarter = models.CharField(max_length=8)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    cells = models.JSONField(null=True)
    made_on = models.DateField()

    class Privacy:
        guard = Guard(
            kind="open", reason="Published figures. Never changed.", select="true", insert="true", public=True
        )
        plain = ("id", "table", "quarter", "place", "cells", "made_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "quarter", "place"], name="release_once")]
