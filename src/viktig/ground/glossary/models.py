"""Which of our words both sides have agreed on, in this installation."""

from django.db import models

from viktig.ground.privacy.guards import open_to_all

__all__ = ["AgreedWord"]


class AgreedWord(models.Model):
    """One word of words.yaml, agreed on by those who use help and those who give it. The sides are organisations' names."""

    code = models.CharField(primary_key=True, max_length=40)
    agreed_on = models.DateField()
    user_side = models.CharField(max_length=120)
    service_side = models.CharField(max_length=120)

    unguarded = models.Manager()

    class Privacy:
        guard = open_to_all("Public: which words both sides agree on.", write=True, public=True)
        plain = ("code", "agreed_on", "user_side", "service_side")

    def __str__(self) -> str:
        return f"ground.AgreedWord:{self.pk}"
