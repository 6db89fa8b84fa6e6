from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation


class AskForm(forms.Form):
    """Where to, and that the person knows. There is no place to write anything about anybody."""

    organisation = forms.ChoiceField(label=_("Which ombuds?"))
    knows = forms.BooleanField(label=_("They know that I ask, and they want me to"))

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        named = [(key, f"{one.name}, {one.place.name}") for key, one in self.organisations.items()]
        self.fields["organisation"].choices = named  # type: ignore[attr-defined]

    def clean_organisation(self) -> Organisation:
        """Return the organisation itself."""
        return self.organisations[self.cleaned_data["organisation"]]


class ContactForm(forms.Form):
    """In which language a sheet of contact cards is written."""

    language = forms.ChoiceField(
        label=_("Which language do they read?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class WordsForm(forms.Form):
    """The words of an invitation."""

    words = forms.CharField(
        label=_("The eight words"),
        help_text=_("Write them in the same order, with a space between."),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "data-from-link": "",
                "data-no-draft": "",
            }
        ),
    )
