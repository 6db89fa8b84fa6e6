"""What every table of ours has in common."""

import uuid

from django.db import models


class Record(models.Model):
    """A row with an id that nobody can guess and that says nothing: no count, no time (design.md 4, *Ids*).

    The manager is called `unguarded`, so that a way past `access.py` is one word which a reviewer and a test can find.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    unguarded = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label}:{self.pk}"
