"""What a person has told others about what helped: only the sealed receipt, which finds the story."""

from django.db import models

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record

MINE = "person_id = acting_who()"


class Told(Record):
    """A story that this person told. Only they see it; nothing plain here could be laid beside the story.

    seen: {"news": how many turns they have seen, "told": how many they were told of, "stays": whether what is published
    may stay when they erase themselves}.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    receipt = SealedText()
    seen = SealedJSON()

    class Privacy:
        guard = Guard(kind="person", owner="person_id", select=MINE, insert=MINE, update=MINE, delete=MINE)
        sealed_with = "person_id"
        identifying = ("person", "receipt", "seen")
        plain = ("id",)
