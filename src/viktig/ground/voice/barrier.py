"""What many say: voices that people have joined, since they say the same. Each keeps its own words, answer and judgement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Place
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record
from viktig.ground.voice.classes import BarrierKind
from viktig.ground.words.areas import LifeArea

MODERATES = "exists (select from open_organisations('moderator'))"


class Barrier(Record):
    """One thing that several have said. name: short and public, in plain words.

    number, published: how many voices are joined, and how many of them everybody may read; written by the database.
    Everybody may read it once one of its voices is published.
    """

    name = models.CharField(_("What is it, in a few plain words?"), max_length=120)
    language = models.CharField(max_length=7)
    kind = models.CharField(_("What kind of thing is it?"), max_length=20, choices=BarrierKind)
    area = models.CharField(_("What is it about?"), max_length=20, choices=LifeArea)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)

    class Privacy:
        guard = Guard(
            kind="members",
            select=f"published > 0 or {MODERATES}",
            insert=MODERATES,
            update=MODERATES,
            delete=MODERATES,
            public=True,
        )
        plain = ("id", "name", "language", "kind", "area", "place", "number", "published")

    class Meta:
        ordering = ["-published", "name", "id"]
