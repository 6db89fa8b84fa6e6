"""What matters to a person, in their own words."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import person
from viktig.ground.record import Record
from viktig.ground.words.areas import LifeArea


class Matter(Record):
    """One thing that matters, in one life area. position: the person's own order within the area."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="matters")
    area = models.CharField(_("What is it about?"), max_length=20, choices=LifeArea)
    words = SealedText(_("In your own words"))
    position = models.PositiveSmallIntegerField(default=0)
    laid_aside = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Privacy:
        guard = person("matters")
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("area", "words")
        plain = ("id", "position", "laid_aside", "written_at")


class EarlierWords(Record):
    """What a matter said before the person wrote it anew."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="earlier")
    words = SealedText()
    written_at = models.DateTimeField()

    class Privacy:
        guard = replace(person("matters", item="matter_id"), update="")  # deleted with the matter, never changed
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("words",)
        plain = ("id", "matter", "written_at")

    class Meta:
        ordering = ["-written_at"]
