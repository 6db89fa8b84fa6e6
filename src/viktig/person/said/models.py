"""What a person has said to somebody who must answer: only the sealed receipt, which finds the voice."""

from django.db import models

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedJSON, SealedText
from viktig.ground.privacy.guards import person
from viktig.ground.record import Record


class Said(Record):
    """A voice that this person sent. Nothing plain here could be laid beside the voice: no date, no receiver.

    seen: {"turns": how many turns the person has seen, "told": how many they were told of, "assignment": id or null}.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="said")
    receipt = SealedText()
    seen = SealedJSON()
    is_open = models.BooleanField(default=True)

    class Privacy:
        guard = person("said")
        sealed_with = "person_id"
        identifying = ("person", "receipt", "seen")
        plain = ("id", "is_open")
