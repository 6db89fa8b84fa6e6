"""Letters that wait to be sent."""

from django.db import models

from viktig.ground.privacy.fields import INSTALLATION, SealedJSON
from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class Mail(Record):
    """One e-mail on its way: sealed with the installation's key, gone when it is sent."""

    letter = SealedJSON()
    tries = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        guard = open_to_all("Sealed; the worker must find it with nobody acting.", write=True, remove=True)
        sealed_with = INSTALLATION
        identifying = ("letter",)
        plain = ("id", "tries")
