from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation


class FlagsForm(forms.Form):
    """What the person allows the service to know."""

    flags = forms.MultipleChoiceField(
        label=_("Do you want them to know any of this?"),
        help_text=_("You need not. Nobody is placed before or after you because of it by the program."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, flags: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["flags"].choices = flags  # type: ignore[attr-defined]


class WaitForm(FlagsForm):
    """Where to wait, and what they may know."""

    organisation = forms.ChoiceField(label=_("Where do you want an ombud from?"))
    field_order = ("organisation", "flags")

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        named = [(key, f"{one.name}, {one.place.name}") for key, one in self.organisations.items()]
        self.fields["organisation"].choices = named  # type: ignore[attr-defined]

    def clean_organisation(self) -> Organisation:
        """Return the organisation itself."""
        return self.organisations[self.cleaned_data["organisation"]]
