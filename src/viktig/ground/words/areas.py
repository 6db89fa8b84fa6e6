"""Life areas, in the users' own order (design.md 2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LifeArea(TextChoices):
    """An area of life. The order is the users'; lists keep it."""

    HOUSING = "housing", _("A place to live")
    ECONOMY = "economy", _("Money and debt")
    ACTIVITY = "activity", _("Something to do")
    NETWORK = "network", _("People around me")
    WORK = "work", _("Work and learning")
    BELONGING = "belonging", _("Belonging somewhere")
    BASIC_NEEDS = "basic_needs", _("Food, sleep and safety")
    MEANING = "meaning", _("Meaning in everyday life")
    HEALTH = "health", _("Body and mind")
    OTHER = "other", _("Something else")
