"""Who one is, as far as one wants to say it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from viktig.person.mine.models import Purpose


class WhoForm(forms.Form):
    """A name, a place, a language. Nothing must be filled in."""

    name = forms.CharField(
        label=_("What do you want to be called?"),
        help_text=_("Any name you like. Those you share with see it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    place = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_("Then we can show who must answer where you are."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Which language do you want to read?"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, places: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", _("I do not want to say")), *places]


class NameForm(forms.Form):
    """Only the name: what my page asks the first time."""

    name = forms.CharField(
        label=_("What do you want to be called?"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )


class PurposeForm(forms.Form):
    """What eight words shall be good for."""

    purpose = forms.ChoiceField(label=_("What will the words be used for?"), choices=Purpose, widget=forms.RadioSelect)
