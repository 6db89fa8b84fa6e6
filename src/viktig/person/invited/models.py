"""An invitation to ask for an ombud, made by a relative or a service, and handed over by them."""

from django.db import models

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.guards import system
from viktig.ground.record import Record


class HandedInvitation(Record):
    """That whoever holds eight words may ask for an ombud here, once. It says nothing of whom it is for, or who made it.

    digest: of its words, which are kept nowhere. ends_on: the last day.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()

    class Privacy:
        guard = system()
        plain = ("id", "organisation", "digest", "ends_on")
