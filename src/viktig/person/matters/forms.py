"""What a person writes about what matters."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.words.areas import LifeArea

LONGEST = 200_000
LATER = ("", _("I will say later"))


class MatterForm(forms.Form):
    """Words, and what they are about, if the person wants to say so."""

    words = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST,
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    area = forms.ChoiceField(label=_("What is it about?"), choices=[LATER, *LifeArea.choices], required=False)

    def clean_area(self) -> str:
        """Return the life area; what is not said yet is something else."""
        return self.cleaned_data["area"] or LifeArea.OTHER


class NewMatterForm(MatterForm):
    """The same, with an id of its own from the start, so that sending it twice writes it once."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"new_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class SearchForm(forms.Form):
    """Words to look for in what one has written."""

    q = forms.CharField(label=_("Look for words"), required=False, max_length=200, widget=forms.SearchInput)
