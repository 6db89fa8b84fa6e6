"""What moves along to another installation, and what stays behind, each with its reason."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.guards import guard_of

# What belongs to a place and the people there. All of it is in the file that a person can read.
STAYS: dict[str, Any] = {
    "person.Presentation": _("How you present yourself where you work"),
    "person.Agreement": _("Your agreement with an ombud there, and what you work on together"),
    "person.Assignment": _("Your agreement with an ombud there, and what you work on together"),
    "person.Suggestion": _("Your agreement with an ombud there, and what you work on together"),
    "person.Paper": _("Your agreement with an ombud there, and what you work on together"),
    "person.Said": _("What you have said there. Your receipts open the answers there"),
    "person.Told": _("The stories you have told there. They stay until you take them back"),
    "person.ContactWords": _("Words that others find you by there"),
    "person.OneTimeWords": _("Words that open something there once"),
    "person.WordSuggestion": _("Words that others have suggested to you there"),
    "person.Slip": _("Words with which someone can answer a form there"),
    "person.Wait": _("That you wait for an ombud there"),
}


def moving() -> list[type[Model]]:
    """Return the tables whose rows move. The database looks at what points to what when all of them are there."""
    return [model for model in apps.get_app_config("person").get_models() if moves(model)]


def moves(model: type[Model]) -> bool:
    """Say whether the rows of a table move: those of one person, but for what stays."""
    guard = guard_of(model)
    return guard.kind == "person" and model._meta.label not in STAYS
