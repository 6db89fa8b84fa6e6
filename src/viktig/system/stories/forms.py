"""What somebody has looked for before they publish a story, and what they write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.forms import Calm, OwnWords

LOOK = {"required": _("Look for this too. If it is there, do not publish.")}


class PublishForm(Calm):
    """What to look for, each looked for. seen: the turn of the story when it was shown."""

    names = forms.BooleanField(label=_("No name of a person stands there."), error_messages=LOOK)
    dates = forms.BooleanField(label=_("No exact date or age stands there."), error_messages=LOOK)
    places = forms.BooleanField(
        label=_("No small place stands there: no street, no ward, no village."), error_messages=LOOK
    )
    rare = forms.BooleanField(label=_("Nothing rare is told that only one person can have lived."), error_messages=LOOK)
    harm = forms.BooleanField(
        label=_("It tells what someone lived, and tells nobody what to take or how to harm themselves."),
        error_messages=LOOK,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EditForm(Calm):
    """What would be published instead."""

    words = OwnWords(
        label=_("What was told"), rows=10, error_messages={"required": _("Leave something of what was told.")}
    )
    name = forms.CharField(
        label=_("The made-up name"),
        help_text=_("Take it out if someone could be known by it."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RefuseForm(Calm):
    """Why something is not published."""

    words = OwnWords(
        label=_("Why is it not published?"),
        help_text=_("The one who told it reads this. Thank them, and say what would make it possible."),
        rows=3,
        error_messages={"required": _("Write why, so that the one who told it knows.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
