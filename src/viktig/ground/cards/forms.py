"""Words, codes, and what somebody wants to be called."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

RISING = "01234567890"
QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}


class WordsForm(forms.Form):
    """The words of a card."""

    words = forms.CharField(
        label=_("The eight words on the card"),
        help_text=_("Write them in the same order, with a space between."),
        max_length=200,
        widget=forms.TextInput(attrs=QUIET),
    )


class CodeField(forms.CharField):
    """A code of digits, with or without spaces between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.PasswordInput(attrs=DIGITS), **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(super().to_python(value)).split())


class CodeForm(forms.Form):
    """The code of somebody who comes back."""

    code = CodeField(label=_("Your code"))
    is_own = forms.BooleanField(
        label=_("This is my own telephone or computer"),
        help_text=_("Without this mark you are signed out after ten quiet minutes, and when the window is closed."),
        required=False,
    )


class NewCodeForm(forms.Form):
    """A code that somebody chooses, twice."""

    new_code = CodeField(
        label=_("Choose a code"),
        help_text=_("At least six digits. Not your birthday, and nothing that you show to others."),
    )
    again = CodeField(label=_("The same code once more"))

    def clean_new_code(self) -> str:
        """Return the code. Refuses what is guessed first."""
        code: str = self.cleaned_data["new_code"]
        if not (code.isascii() and code.isdigit() and 6 <= len(code) <= 12):
            raise forms.ValidationError(_("Six to twelve digits, please."))
        if len(set(code)) < 3 or code in RISING or code in RISING[::-1]:
            raise forms.ValidationError(_("Others would guess this one first. Please choose another."))
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        found = self.cleaned_data
        if "new_code" in found and "again" in found and found["new_code"] != found["again"]:
            self.add_error("again", _("The two codes are not the same. Please write them once more."))
        return found


class BeginForm(NewCodeForm):
    """A code, and where one sits."""

    is_own = forms.BooleanField(
        label=_("This is my own telephone or computer"),
        help_text=_("Without this mark you are signed out after ten quiet minutes, and when the window is closed."),
        required=False,
    )


class ReplaceForm(NewCodeForm):
    """The code until now, and a new one."""

    code = CodeField(label=_("Your code until now"))
    field_order = ("code", "new_code", "again")


class RevokeForm(forms.Form):
    """The code, once more."""

    code = CodeField(label=_("Your code"))


class NameForm(forms.Form):
    """What somebody wants to be called, if they say so."""

    name = forms.CharField(
        label=_("What do you want to be called?"),
        help_text=_("Any name you like, or none. Those you share with see it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class MakeForm(forms.Form):
    """In which language a card for somebody else is written."""

    language = forms.ChoiceField(
        label=_("Which language does the person read?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
