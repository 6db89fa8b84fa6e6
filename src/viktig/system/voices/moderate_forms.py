"""What somebody has looked for before they publish."""

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.forms import Calm

LOOK = {"required": _("Look for this too. If it is there, do not publish.")}


class PublishForm(Calm):
    """Four things to look for, each looked for. seen: how many turns the voice had when it was shown."""

    names = forms.BooleanField(label=_("No name of a person stands there."), error_messages=LOOK)
    dates = forms.BooleanField(label=_("No exact date or age stands there."), error_messages=LOOK)
    places = forms.BooleanField(
        label=_("No small place stands there: no street, no ward, no village."), error_messages=LOOK
    )
    rare = forms.BooleanField(label=_("Nothing rare is told that only one person can have lived."), error_messages=LOOK)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
