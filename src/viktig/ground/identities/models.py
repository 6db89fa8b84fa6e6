"""Ways in by an identity provider of a state, each under a digest."""

from django.db import models

from viktig.ground.people.models import Account
from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class Identity(Record):
    """That an account opens for whoever an identity provider says it is. Neither number nor name of theirs is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)

    class Privacy:
        guard = open_to_all("Sign-in looks a digest up before anybody acts.", write=True, remove=True)
        identifying = ("account",)
        plain = ("id", "provider", "digest")
