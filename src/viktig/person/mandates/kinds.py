"""The closed lists of this room: what may be allowed, how far it has come, and why it was refused."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ENDS_SOON = timedelta(days=30)


def ends_soon(until: date, today: date) -> bool:
    """Say whether a last day is near enough to warn of it: today, or within 30 days."""
    return today <= until <= today + ENDS_SOON


class Power(TextChoices):
    """What somebody may do for the person. One tick each."""

    INFORMATION = "information", _("Get information about me")
    PRESENT = "present", _("Be with me in meetings")
    SPEAK = "speak", _("Speak for me")
    APPLY = "apply", _("Apply for something for me")
    COMPLAIN = "complain", _("Complain for me")
    LETTERS = "letters", _("Get letters that are meant for me")
    DOCUMENTS = "documents", _("See my documents")


# What nobody can hand out before it is said which information is meant.
NEED_INFORMATION = frozenset({Power.INFORMATION, Power.LETTERS, Power.DOCUMENTS})


class Status(TextChoices):
    """How far a mandate has come with the body it is for. That it has ended stands beside: see `Ended`."""

    DRAFT = "draft", _("Not signed yet")
    SIGNED = "signed", _("Signed, not handed in")
    DELIVERED = "delivered", _("Handed in, no answer yet")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


class Ended(TextChoices):
    """How a mandate ended before its last day."""

    REVOKED = "revoked", _("Taken back")
    SUPERSEDED = "superseded", _("Replaced by a new one")


class State(TextChoices):
    """What a mandate is today: worked out from status, end and days, and never stored."""

    ACTIVE = "active", _("Is in force")
    BEGINS = "begins", _("Accepted, begins later")
    DELIVERED = "delivered", _("Handed in, no answer yet")
    SIGNED = "signed", _("Signed, not handed in")
    DRAFT = "draft", _("Not signed yet")
    REFUSED = "refused", _("Not accepted")
    EXPIRED = "expired", _("Past its last day")
    REVOKED = "revoked", _("Taken back")
    SUPERSEDED = "superseded", _("Replaced by a new one")


class Reason(TextChoices):
    """Why a body did not accept a mandate."""

    NONE = "none", _("They gave no reason")
    FORM = "form", _("They want their own form")
    NO_CASE = "no_case", _("They said that I have no case there now")
    TOO_WIDE = "too_wide", _("They said it lets in too much, or is not clear enough")
    OTHER = "other", _("Something else")


class Way(TextChoices):
    """How a mandate was signed."""

    DRAWN = "drawn", _("On the screen")
    PAPER = "paper", _("With a pen, on paper")


class Kind(TextChoices):
    """What one body may tell another. One tick each."""

    CONTACT = "contact", _("That I am in contact with them")
    PLAN = "plan", _("My plan")
    DECISIONS = "decisions", _("Decisions about me")
    HEALTH = "health", _("My health")
    ECONOMY = "economy", _("My money")
    HOUSING = "housing", _("Where and how I live")
    DETAILS = "details", _("How I can be reached")
    OTHER = "other", _("Something else, which I write below")


class Given(TextChoices):
    """How a yes was given."""

    SCREEN = "screen", _("Here, on the screen")
    PAPER = "paper", _("On paper")
    ORAL = "oral", _("I said it, and someone heard it")


class Ground(TextChoices):
    """What a body said when it demanded a mandate that the person does not think is needed."""

    NONE = "none", _("They did not say why")
    UNCLEAR = "unclear", _("They said why, and I do not understand it")
    PRESENT = "present", _("I was there and could have said it myself")
