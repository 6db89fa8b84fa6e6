"""What somebody has looked for before they publish."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.forms import Calm, OwnWords

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


class EditForm(Calm):
    """What would be published instead of the words as they are. change is asked for where something was changed."""

    words = OwnWords(
        label=_("What was said"), rows=8, error_messages={"required": _("Leave something of what was said.")}
    )
    answer = OwnWords(label=_("The answer"), rows=6, error_messages={"required": _("Leave something of the answer.")})
    change = OwnWords(
        label=_("What was changed"), rows=4, error_messages={"required": _("Leave something of what was changed.")}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, with_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_change:
            del self.fields["change"]


class TalkFirstForm(Calm):
    """What the office is asked before something serious is published."""

    words = OwnWords(
        label=_("What do you ask the office to do?"),
        help_text=_("The one who spoke sees it too. You need not write anything."),
        rows=3,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LetBeForm(Calm):
    """Why something is not published."""

    words = OwnWords(
        label=_("Why is it not published?"),
        help_text=_("The one who spoke reads it. So does the one who answered."),
        rows=3,
        error_messages={"required": _("Write why, so that the one who spoke knows.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
