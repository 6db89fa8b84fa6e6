"""A new value with its reason, and the reason of a no."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.people.queries import name_and_place
from viktig.ground.protection.models import HIGHEST_GROUP, LONGEST_WHY, Setting
from viktig.ground.voice.forms import Calm

PUBLIC = _("Everyone can read this. Write no names of people.")
NO_WHY = _("Write why. Those who proposed it read it.")
TOO_LONG = _("Write at most %(limit_value)s letters.")


def _why(label: Any, required: Any) -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=PUBLIC,
        max_length=LONGEST_WHY,
        error_messages={"required": required, "max_length": TOO_LONG},
    )
    field.widget = forms.Textarea(attrs={"rows": "4", "dir": "auto"})
    return field


class NoForm(Calm):
    """A no, with its reason."""

    why = _why(_("Why do you say no?"), NO_WHY)


class ProposeForm(Calm):
    """The new value of one setting, and why. choices: organisations that can be chosen, where one is."""

    why = _why(_("Why?"), _("Write why. The other side reads it before they say yes or no."))

    def __init__(self, *args: Any, setting: Setting, choices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _number(setting) if not _chooses(setting) else _choice(setting, choices)
        self.fields = {"value": field, **self.fields}
        self.choices = {str(one.pk): one for one in choices}

    def value(self) -> dict[str, Any]:
        """Return the value as `propose` takes it."""
        value = self.cleaned_data["value"]
        return {"number": value} if isinstance(value, int) else {"other": self.choices.get(value)}


def _chooses(setting: Setting) -> bool:
    return setting in {Setting.ANSWERS_TO, Setting.CHECKED_BY}


def _number(setting: Setting) -> forms.IntegerField:
    label, wrong, most = _("How many days may it take to answer?"), _("Write a whole number from 1 to 365."), 365
    if setting == Setting.SMALLEST_GROUP:
        label, most = _("What is the smallest number that is shown?"), HIGHEST_GROUP
        wrong = _("Write a whole number, 20 at most. It can be raised, and never lowered.")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    field = forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=errors)
    field.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return field


def _choice(setting: Setting, choices: list[Organisation]) -> forms.ChoiceField:
    label = _("Whom will it answer to?")
    named: list[tuple[str, Any]] = [(str(one.pk), name_and_place(one)) for one in choices]
    if setting == Setting.CHECKED_BY:
        label = _("Who will check before it is published?")
        named.insert(0, ("place", _("The user organisations of the place")))
    errors = {"required": _("Choose one of those below.")}
    return forms.ChoiceField(label=label, choices=named, widget=forms.RadioSelect, error_messages=errors)
