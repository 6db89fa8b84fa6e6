"""A way to sign in for somebody without telephone and e-mail: eight words on paper, and a code that only they know."""

from django.db import models

from viktig.ground.people.models import Account
from viktig.ground.privacy.fields import INSTALLATION, SealedText
from viktig.ground.privacy.guards import open_to_all
from viktig.ground.record import Record


class KeyCard(Record):
    """A card. Until somebody begins with it, it leads to nobody, and nothing says who made it or for whom.

    digest: of its words, which are kept nowhere. code: Argon2 of the person's own code. ends_on: the last day to begin
    with it. made_on: sealed, since a day would tell when an account came. tries: wrong codes since the last right one.
    """

    account = models.OneToOneField(Account, models.CASCADE, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=128, blank=True, default="")
    made_on = SealedText()
    ends_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    opens_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        guard = open_to_all("Sign-in must find a card before anybody acts; digests only.", write=True, remove=True)
        sealed_with = INSTALLATION
        identifying = ("account", "made_on")
        plain = ("id", "digest", "code", "ends_on", "tries", "opens_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="card_has_an_account_or_a_last_day",
                condition=models.Q(account=None, code="", ends_on__isnull=False)
                | models.Q(~models.Q(code=""), account__isnull=False, ends_on=None),
            )
        ]
