"""Who there is: accounts, persons, organisations, memberships, places."""

import uuid
from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.privacy.fields import INSTALLATION, SealedText
from viktig.ground.privacy.guards import members, open_to_all, person, system
from viktig.ground.privacy.sealing import unseal_pointer
from viktig.ground.record import Record


class Account(AbstractBaseUser):
    """A way to sign in, and nothing about a person: who it leads to is sealed (design.md 4, *Who, not account*)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-mail address"), unique=True, null=True, blank=True)
    language = models.CharField(max_length=7, blank=True, default="")
    sealed_who = models.BinaryField(null=True, editable=False)
    last_login = None
    is_active = True
    _led: Mapping[bytes, UUID] = {}  # the pointer that was opened last, and where it leads: a page asks often
    came_strongly = False  # in this session, by an identity provider that asks for two things; no column

    objects: ClassVar[BaseUserManager["Account"]] = BaseUserManager()  # type: ignore[assignment]  # django-stubs wants Self

    USERNAME_FIELD = "email"

    class Privacy:
        guard = open_to_all("Sign-in must find an account before anybody acts.", write=True, remove=True)
        identifying = ("email",)
        plain = ("id", "password", "language", "sealed_who")

    def __str__(self) -> str:
        return f"ground.Account:{self.pk}"

    @property
    def who(self) -> UUID:
        """Return the `who` of the person this account leads to. Raises LookupError before it leads anywhere."""
        if self.sealed_who is None:
            raise LookupError(f"{self} leads to nobody yet")
        pointer = bytes(self.sealed_who)
        if pointer not in self._led:
            self._led = {pointer: unseal_pointer(pointer, bound_to=f"account|{self.pk}")}
        return self._led[pointer]


class Person(models.Model):
    """A human with a page of their own, with or without an account. The key of the same id seals their words."""

    who = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SealedText(_("What do you want to be called?"))
    sealed_account = models.BinaryField(null=True, editable=False)
    place = models.ForeignKey(
        "ground.Place", models.PROTECT, null=True, blank=True, verbose_name=_("Where do you live?")
    )

    unguarded = models.Manager()

    class Privacy:
        guard = person("*", owner="who", item="who")
        sealed_with = "who"
        identifying = ("who", "name", "sealed_account", "place")

    def __str__(self) -> str:
        return f"ground.Person:{self.pk}"


class Country(models.Model):
    """A country's profile: its clock, its language, its words for our things, and where *Leave this page* leads."""

    code = models.CharField(primary_key=True, max_length=2)
    name = models.CharField(max_length=60)
    zone = models.CharField(max_length=40)
    language = models.CharField(max_length=7)
    leave_url = models.URLField()
    terms = models.JSONField(default=dict)

    unguarded = models.Manager()

    class Privacy:
        guard = open_to_all("Public reference data.", public=True)
        plain = ("code", "name", "zone", "language", "leave_url", "terms")

    def __str__(self) -> str:
        return f"ground.Country:{self.pk}"


class HelpNumber(Record):
    """A telephone number for somebody who needs help now: dated, with its source (design.md 6, *Dated reference data*)."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="help_numbers")
    label = models.CharField(max_length=120)
    number = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    checked_on = models.DateField()

    class Privacy:
        guard = open_to_all("Public reference data.", public=True)
        plain = ("id", "country", "label", "number", "order", "valid_from", "valid_to", "source", "checked_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "number", "valid_from"], name="help_number_once")]


class Place(models.Model):
    """A place in the tree of places: country, county or region, municipality, district.

    code: the country's own number with its letters before it, as in NO-0301. population: inhabitants, for what may be
    published about the place (design.md 3).
    """

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=80)
    country = models.ForeignKey(Country, models.PROTECT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    population = models.PositiveIntegerField(default=0)

    unguarded = models.Manager()

    class Privacy:
        guard = open_to_all("Public reference data.", write=True, public=True)
        plain = ("code", "name", "country", "parent", "population")

    def __str__(self) -> str:
        return f"ground.Place:{self.pk}"


class OrganisationKind(models.TextChoices):
    """What an organisation is, as far as our rules need to know."""

    SERVICE = "service", _("A service")
    USER_ORGANISATION = "user_organisation", _("A user organisation")
    MANAGEMENT_GROUP = "management_group", _("A management group or user council")
    OWNER = "owner", _("An owner: a council or a board")
    SUPERVISION = "supervision", _("A supervision authority")


class Organisation(Record):
    """A body that answers to people. It names the body that it answers to itself.

    answers_here: somebody has the role to answer; written by the database from `Membership`. Else it gets letters.
    closed_on: when it ended; part_of: the body that took over, if any did.
    """

    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind, default=OrganisationKind.SERVICE)
    place = models.ForeignKey(Place, models.PROTECT)
    answers_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    answer_days = models.PositiveSmallIntegerField(default=30)
    areas = models.JSONField(default=list)
    answers_here = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        guard = open_to_all("Who must answer is public.", write=True, public=True)
        plain = (
            "id",
            "name",
            "kind",
            "place",
            "answers_to",
            "answer_days",
            "areas",
            "answers_here",
            "closed_on",
            "part_of",
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "place"], name="organisation_once_a_place"),
            models.CheckConstraint(name="answers_to_somebody_else", condition=~models.Q(answers_to=models.F("id"))),
            models.CheckConstraint(
                name="answers_within_a_year", condition=models.Q(answer_days__gte=1, answer_days__lte=365)
            ),
            models.CheckConstraint(
                name="only_a_closed_body_is_part_of_another",
                condition=models.Q(part_of=None) | models.Q(closed_on__isnull=False),
            ),
        ]


OURS_AS_ADMINISTRATOR = "organisation_id = any(array(select open_organisations('administrator')))"
OURS_AS_KEEPER = "organisation_id = any(array(select open_organisations('keeper')))"
# Who holds the key of a user organisation is its holders' own matter (`ground.protection`).
NOT_OF_USERS = "organisation_id not in (select id from ground_organisation where kind = 'user_organisation')"


class Membership(Record):
    """That somebody works for an organisation, in one role, under the name they are known by there."""

    who = models.UUIDField(editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=OrganisationRole.choices)
    shown_as = SealedText(_("The name you are known by there"))

    class Privacy:
        guard = members(
            select="who = acting_who() or organisation_id = any(array(select open_organisations()))",
            insert="false",
            update="false",
            delete=f"who = acting_who() or ({OURS_AS_ADMINISTRATOR} and (role <> 'keeper' or {NOT_OF_USERS}))"
            f" or (role = 'keeper' and {OURS_AS_KEEPER})",
        )
        sealed_with = INSTALLATION
        identifying = ("who", "shown_as")
        plain = ("id", "organisation", "role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "organisation", "role"], name="membership_once")]


class Absence(Record):
    """That somebody who works for an organisation is away, seen by those who work there. No reason is asked for.

    until: the last day. looked_after_by: the `who` of the colleague who looks after what comes, if one is named.
    """

    who = models.UUIDField(editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    until = models.DateField(_("Until and with"))
    looked_after_by = models.UUIDField(null=True, blank=True)

    class Privacy:
        guard = members(
            insert="who = acting_who() and organisation_id = any(array(select open_organisations()))",
            update="who = acting_who() and organisation_id = any(array(select open_organisations()))",
            delete="who = acting_who()",
        )
        identifying = ("who", "looked_after_by")
        plain = ("id", "organisation", "until")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "organisation"], name="absence_once")]


class Invitation(Record):
    """An open invitation to work for an organisation. Only the digest of its words is kept.

    by: the `who` of the colleague who made it; none when the operator did.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    role = models.CharField(max_length=20, choices=OrganisationRole.choices)
    secret_digest = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()
    by = models.UUIDField(null=True, editable=False)

    class Privacy:
        guard = members(
            select=f"{OURS_AS_ADMINISTRATOR} or (role = 'keeper' and {OURS_AS_KEEPER})",
            # The operator's command line acts for nobody.
            insert=f"by is not distinct from acting_who() and (acting_who() is null or {OURS_AS_ADMINISTRATOR}"
            f" or (role = 'keeper' and {OURS_AS_KEEPER}))"
            " and (role <> 'keeper' or may_give_key(organisation_id, acting_who()))",
            update="false",
            delete=f"{OURS_AS_ADMINISTRATOR} or (role = 'keeper' and {OURS_AS_KEEPER})",
        )
        identifying = ("by",)
        plain = ("id", "organisation", "role", "secret_digest", "ends_on")


class ErasureCount(models.Model):
    """How many people have erased themselves in a week: the whole register of erasures (design.md 5)."""

    week = models.CharField(primary_key=True, max_length=8)
    number = models.PositiveIntegerField(default=0)

    unguarded = models.Manager()

    class Privacy:
        guard = system()
        plain = ("week", "number")

    def __str__(self) -> str:
        return f"ground.ErasureCount:{self.pk}"
