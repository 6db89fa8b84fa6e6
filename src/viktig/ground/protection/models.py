"""Settings that protect people, and the two keys that change them: who proposed, who said yes, and when.

Nothing here is written by the program: only by the functions of the owner in `functions.sql`, which ask for both keys.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.guards import Guard, system
from viktig.ground.record import Record

HIGHEST_GROUP = 20
LONGEST_WHY = 500
READ_ONLY = Guard(kind="open", reason="Who agreed to what, and when, is public.", select="true", public=True)


class Setting(models.TextChoices):
    """What two keys are needed to change."""

    SMALLEST_GROUP = "smallest_group", _("The smallest number in published figures")
    ANSWER_DAYS = "answer_days", _("How many days until people have an answer")
    ANSWERS_TO = "answers_to", _("Whom it answers to")
    CHECKED_BY = "checked_by", _("Who checks before it is published")


class State(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waits for the other side")
    AGREED = "agreed", _("Both sides said yes")
    REFUSED = "refused", _("The other side said no")
    TAKEN_BACK = "taken_back", _("Taken back")


class Side(models.TextChoices):
    """Whose key it is."""

    BODY = "body", _("The organisation itself")
    USERS = "users", _("A user organisation")
    OPERATOR = "operator", _("The one who runs this site")


def _organisation(**more: object) -> models.ForeignKey[Organisation | None]:
    return models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+", **more)  # type: ignore[arg-type]


class Proposal(Record):
    """A change that one side wants. It ends once: by the other side's yes or no, or taken back; and stays.

    organisation: whom it concerns; none for the smallest group, which is one for all. number, other: the new value.
    proposed_by, ended_by: the organisation whose key it was; none where the one who runs the site has turned it.
    why, answer: public words of an organisation.
    """

    setting = models.CharField(max_length=20, choices=Setting)
    organisation = _organisation()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    other = _organisation()
    number_before = models.PositiveSmallIntegerField(null=True, blank=True)
    other_before = _organisation()
    side = models.CharField(max_length=10, choices=Side)
    proposed_by = _organisation()
    why = models.TextField(max_length=LONGEST_WHY)
    proposed_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    ended_by = _organisation()
    answer = models.TextField(max_length=LONGEST_WHY, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = READ_ONLY
        plain = (
            "id", "setting", "organisation", "number", "other", "number_before", "other_before", "side", "proposed_by",
            "why", "proposed_on", "state", "ended_by", "answer", "ended_on",
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_proposal_waits",
                fields=["setting", "organisation"],
                condition=Q(state=State.WAITING),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="proposal_has_its_value",
                condition=Q(
                    setting=Setting.SMALLEST_GROUP, organisation=None, other=None, number__gt=5,
                    number__lte=HIGHEST_GROUP,
                )
                | Q(setting=Setting.ANSWER_DAYS, organisation__isnull=False, other=None, number__gte=1, number__lte=365)
                | Q(setting=Setting.ANSWERS_TO, organisation__isnull=False, other__isnull=False, number=None)
                | Q(setting=Setting.CHECKED_BY, organisation__isnull=False, number=None),
            ),
        ]  # fmt: skip


class TurnedKey(Record):
    """Which human turned a key, so that the same one never turns both. Nobody reads it; it goes with the person."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    who = models.UUIDField()

    class Privacy:
        guard = system()
        identifying = ("who",)
        plain = ("id", "proposal")


class Checker(Record):
    """The user organisation that alone checks what is said to an organisation. Without one: those of the place."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="checker")
    users = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Privacy:
        guard = READ_ONLY
        plain = ("id", "organisation", "users")


class UsersKey(Record):
    """The key of a user organisation. holders: how many people hold it. counts: two at least, since a day."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="users_key")
    holders = models.PositiveSmallIntegerField()
    counts = models.BooleanField()
    since = models.DateField()

    class Privacy:
        guard = READ_ONLY
        plain = ("id", "organisation", "holders", "counts", "since")


class KeyChange(Record):
    """That the key of a user organisation came, went, or began or ceased to count. position: from 1, by organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    holders = models.PositiveSmallIntegerField()
    counts = models.BooleanField()
    on = models.DateField()

    class Privacy:
        guard = READ_ONLY
        plain = ("id", "organisation", "position", "holders", "counts", "on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "position"], name="key_change_once")]
