"""What comes from the browser in this room."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.stories.models import StoryKind
from viktig.ground.voice.forms import Calm, OwnWords
from viktig.ground.words.areas import LifeArea

LONGEST_NAME = 40
GIVES_AWAY = re.compile(r"@|www\.|\d{3}")
WORD = re.compile(r"[^\W\d_]{2,}")


class StoryForm(Calm):
    """What somebody wants to tell. own_names: what the screen name may not hold, as the name on their page."""

    words = OwnWords(
        label=_("What helped you, and how did it go?"),
        help_text=_("What did you choose, or try? What was hard, and what became better? Write as much as you want."),
        rows=10,
        error_messages={"required": _("Write what you want to tell.")},
    )
    area = forms.ChoiceField(
        label=_("What is it about?"),
        choices=LifeArea.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about. You may choose “Something else”.")},
    )
    kind = forms.ChoiceField(
        label=_("What did you choose, or try?"),
        help_text=_("You need not say it."),
        choices=[*StoryKind.choices, ("", _("I do not say"))],
        widget=forms.RadioSelect,
        required=False,
    )
    name = forms.CharField(
        label=_("Under which name?"),
        help_text=_("A made-up name, never your own. If you write nothing, it says “Someone”."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, own_names: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_names = {word.casefold() for name in own_names for word in WORD.findall(name)}

    def clean_name(self) -> str:
        """Refuse a name that leads to somebody: their own, an address, a number."""
        name = str(self.cleaned_data["name"]).strip()
        words = {word.casefold() for word in WORD.findall(name)}
        if GIVES_AWAY.search(name) or words & self.own_names:
            raise forms.ValidationError(_("Someone could know you by this name. Choose a made-up one, or none."))
        return name


class ApproveForm(Calm):
    """The yes to what would be published, and what happens to it when the person erases themselves."""

    stays = forms.ChoiceField(
        label=_("If you erase everything one day, what happens to this?"),
        choices=[("no", _("It goes with my page")), ("yes", _("It may stay, with no way back to me"))],
        widget=forms.RadioSelect,
        initial="no",
        error_messages={"required": _("Choose one of the two. You can change it later.")},
    )

    def stays_on(self) -> bool:
        """Say whether it may stay, once the form is valid."""
        return bool(self.cleaned_data["stays"] == "yes")


class AnswerForm(Calm):
    """Yes or no to another text. turn: of the story, when it was shown."""

    says = forms.ChoiceField(
        label=_("May it be published like this?"),
        choices=[("yes", _("Yes, like this")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    words = OwnWords(label=_("Do you want to say why? You need not."), rows=3, required=False)
    turn = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
