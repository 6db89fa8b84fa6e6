"""What places have said about how they work, kept as their files have it: no person in it, only source, place and date."""

from django.db import models

from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class Source(Record):
    """Something that one place has published, read from one file.

    name: what it is called where it is quoted. slug: the place in an address. language: of all its words. on: the day it is
    about, where the file has one. about: what else the file says of the place, by the file's own field names. read_on: the
    day it was read in, or read in changed.
    """

    name = models.CharField(max_length=200, unique=True)
    place = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=7)
    on = models.DateField(null=True, blank=True)
    about = models.JSONField(default=dict)
    read_on = models.DateField()

    class Privacy:
        guard = open_to_all("What places have published.", write=True, remove=True, public=True)
        plain = ("id", "name", "place", "slug", "country", "language", "on", "about", "read_on")

    class Meta:
        ordering = ["place", "name"]


class Part(Record):
    """One field of a source and all that stands in it, as the file has it: a text, a number, or lists and fields of them.

    name: the file's own name of the field. What a name may hold is said in `doors/files/parts.py` and docs/import.md.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    value = models.JSONField()

    class Privacy:
        guard = open_to_all("What places have published.", write=True, remove=True, public=True)
        plain = ("id", "source", "name", "position", "value")

    class Meta:
        ordering = ["source", "position"]
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="place_part_once")]
