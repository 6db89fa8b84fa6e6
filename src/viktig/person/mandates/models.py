"""Who acts for a person towards a body (a mandate), and what bodies may tell each other (a consent). Never one for all."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedFile, SealedJSON, SealedText
from viktig.ground.privacy.guards import person
from viktig.ground.record import Record
from viktig.person.mandates.kinds import Ended, Given, Ground, Reason, State, Status, Way


class Mandate(Record):
    """That one named human may act for the person towards one body, in one matter, until a day. One paper per body.

    powers: values of Power. language: of the paper. replaces: the one before it for the same body.
    counted: what has been counted of it, with nobody in it. told_on: when the body was told that it has ended.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    holder_name = SealedText(_("Who may act for you?"))
    holder_from = SealedText(_("Where do they work?"))
    holder_phone = SealedText(_("Their telephone number"))
    body = SealedText(_("Which body is it for?"))
    office = SealedText(_("Which office or department there?"))
    matter = SealedText(_("What is it about?"))
    powers = SealedJSON()
    information = SealedText(_("Which information?"))
    limits = SealedText(_("What may they not do or be told?"))
    giver_name = SealedText(_("Your name on the paper"))
    birth_date = SealedText(_("Your date of birth"))
    language = models.CharField(max_length=7)
    starts_on = models.DateField(_("From which day?"))
    until = models.DateField(_("Until which day?"))
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    signed_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_to = SealedText(_("To whom, or how?"))
    answered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    reason_words = SealedText(_("What did they say?"))
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    counted = SealedJSON()

    class Privacy:
        guard = person("mandates")
        sealed_with = "person_id"
        identifying = (
            "person", "holder_name", "holder_from", "holder_phone", "body", "office", "giver_name", "birth_date",
            "delivered_to",
        )  # fmt: skip
        health = ("matter", "powers", "information", "limits", "reason_words")
        plain = (
            "id", "language", "starts_on", "until", "status", "signed_on", "delivered_on", "answered_on", "reason",
            "ended", "ended_on", "told_on", "replaces", "counted",
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="mandate_ends_after_it_begins", condition=Q(until__gte=models.F("starts_on"))),
            models.CheckConstraint(
                name="mandate_has_the_days_of_its_status",
                condition=Q(status="draft", signed_on=None, delivered_on=None, answered_on=None)
                | Q(status="signed", signed_on__isnull=False, delivered_on=None, answered_on=None)
                | Q(status="delivered", signed_on__isnull=False, delivered_on__isnull=False, answered_on=None)
                | Q(
                    status__in=["accepted", "refused"],
                    signed_on__isnull=False,
                    delivered_on__isnull=False,
                    answered_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="mandate_has_a_reason_only_when_refused",
                condition=Q(status="refused") & ~Q(reason="") | ~Q(status="refused") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="mandate_that_ended_has_its_day",
                condition=Q(ended="", ended_on=None, told_on=None) | ~Q(ended="") & Q(ended_on__isnull=False),
            ),
        ]

    @property
    def born(self) -> date | None:
        """Return when the person was born, if they want it on the paper."""
        return date.fromisoformat(self.birth_date) if self.birth_date else None

    def state(self, today: date) -> State:
        """Return what this is on a day: what ended it goes before its last day, and that before how far it has come."""
        if self.ended:
            return State(self.ended)
        if self.status not in {Status.DRAFT, Status.REFUSED} and self.until < today:
            return State.EXPIRED
        if self.status == Status.ACCEPTED:
            return State.ACTIVE if self.starts_on <= today else State.BEGINS
        return State(self.status)


class Signature(Record):
    """The person's name under one mandate. picture: as drawn, or a photo of the signed paper; empty where the paper
    was signed and no photo taken."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="signature")
    way = models.CharField(max_length=10, choices=Way)
    has_picture = models.BooleanField()
    picture = SealedFile()

    class Privacy:
        guard = person("mandates", item="mandate_id", written_once=True)
        sealed_with = "person_id"
        identifying = ("person", "picture")
        plain = ("id", "mandate", "way", "has_picture")


class Consent(Record):
    """That one body may tell another certain things about the person, until a day; or that these are not shared.

    kinds: values of Kind. is_given: no means *not shared*, and then nothing else is kept of it. on: when it was said.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    teller = SealedText(_("Who may tell?"))
    hearer = SealedText(_("Who may be told?"))
    kinds = SealedJSON()
    other = SealedText(_("The other thing, in your own words"))
    purpose = SealedText(_("What is it for?"))
    way = models.CharField(max_length=10, choices=Given, blank=True)
    witness = SealedText(_("Who heard it?"))
    is_given = models.BooleanField()
    language = models.CharField(max_length=7)
    on = models.DateField()
    until = models.DateField(_("Until which day?"), null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = person("mandates")
        sealed_with = "person_id"
        identifying = ("person", "teller", "hearer", "witness")
        health = ("kinds", "other", "purpose")
        plain = ("id", "way", "is_given", "language", "on", "until", "withdrawn_on")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_has_an_end_when_it_is_given",
                condition=Q(is_given=False, until=None, way="", withdrawn_on=None)
                | Q(is_given=True, until__isnull=False, until__gte=models.F("on")) & ~Q(way=""),
            )
        ]


class Passed(Record):
    """Something that was already passed on under a consent, as far as the person knows. It cannot be called back."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="passed")
    words = SealedText(_("What was passed on?"))
    on = models.DateField(_("When, about?"))

    class Privacy:
        guard = person("mandates", item="consent_id", written_once=True)
        sealed_with = "person_id"
        identifying = ("person",)
        health = ("words",)
        plain = ("id", "consent", "on")


class Demand(Record):
    """That a body demanded a mandate, and the person does not think one is needed: a right that was not met."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    body = SealedText(_("Who demanded it?"))
    words = SealedText(_("What happened?"))
    ground = models.CharField(max_length=10, choices=Ground)
    on = models.DateField()
    is_counted = models.BooleanField(default=False)

    class Privacy:
        guard = person("mandates")
        sealed_with = "person_id"
        identifying = ("person", "body")
        health = ("words",)
        plain = ("id", "ground", "on", "is_counted")
