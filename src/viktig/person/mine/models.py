"""Eight words for the command line: the person gives them to whoever exports or erases for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record


class Purpose(models.TextChoices):
    """What a person's words let the operator do."""

    EXPORT = "export", _("Write everything about me to a file")
    ERASE = "erase", _("Erase everything about me")


class OneTimeWords(Record):
    """That whoever knows eight words may do one thing for this person, once, within an hour. Only the digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()

    class Privacy:
        guard = Guard(
            kind="person",
            owner="person_id",
            select="person_id = acting_who()",
            insert="person_id = acting_who()",
            delete="person_id = acting_who()",
        )
        identifying = ("person", "digest")
        plain = ("id", "purpose", "ends_at")
