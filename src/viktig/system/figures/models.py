"""Figures that others have published, kept as they were found."""

from django.db import models

from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class PublishedFigure(Record):
    """A figure that somebody else has published, with its own denominator, date and source. Never computed, never changed.

    what, note, of: in the words of the source. value: None where the source has none. of: of how many, or of whom.
    since, until, year: what time it is about, as far as the source says. approx: "about". unsure: the source doubts it.
    """

    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80)
    language = models.CharField(max_length=7)
    what = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    of = models.CharField(max_length=200, blank=True)
    approx = models.BooleanField(default=False)
    unsure = models.BooleanField(default=False)
    note = models.CharField(max_length=400, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Privacy:
        guard = open_to_all("Figures others have published.", write=True, remove=True, public=True)
        plain = (
            "id",
            "source",
            "position",
            "place",
            "language",
            "what",
            "value",
            "unit",
            "of",
            "approx",
            "unsure",
            "note",
            "since",
            "until",
            "year",
        )

    class Meta:
        ordering = ["source", "position"]
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="published_figure_once")]
