"""What tells that public pages are no longer what they were."""

from django.db import models

from viktig.ground.privacy.guards import open_to_all


class Edition(models.Model):  # noqa: DJ008 (nobody prints it)
    """One row: a random mark that the database changes with every change of what public pages show (`look.kept`)."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    mark = models.CharField(max_length=36)

    class Privacy:
        guard = open_to_all("A random mark; it says that something public changed, and nothing else.")
        plain = ("id", "mark")
