"""What comes from whoever joins voices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.classes import BarrierKind
from viktig.ground.voice.forms import Calm

NAME = forms.CharField(
    label=_("What is it, in a few plain words?"),
    help_text=_("Everyone can read it. No names of people, no small places."),
    max_length=120,
    widget=forms.TextInput(attrs={"dir": "auto"}),
    error_messages={"required": _("Give it a short name in plain words.")},
)
KIND = forms.ChoiceField(
    label=_("What kind of thing is it?"),
    choices=[("", _("Choose one")), *BarrierKind.choices],
    error_messages={"required": _("Choose what kind of thing it is.")},
)


class NameForm(Calm):
    """The name and the kind of a barrier."""

    name = NAME
    kind = KIND


class JoinForm(Calm):
    """Which voices say the same, and what it is: something that is there, or something new with a name and a kind."""

    voices = forms.MultipleChoiceField(label=_("Which of these say the same?"), required=False)
    barrier = forms.ChoiceField(label=_("What do they belong to?"), required=False)
    name = forms.CharField(
        label=NAME.label,
        help_text=NAME.help_text,
        max_length=120,
        widget=NAME.widget,
        required=False,
        error_messages=NAME.error_messages,
    )
    kind = forms.ChoiceField(label=KIND.label, choices=KIND.choices, required=False, error_messages=KIND.error_messages)

    def __init__(self, *args: Any, voices: Sequence[str], barriers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, known = self.fields["voices"], self.fields["barrier"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        assert isinstance(known, forms.ChoiceField)
        chosen.choices = [(one, one) for one in voices]
        known.choices = [("", _now("Something new")), *barriers]
        if not barriers:
            del self.fields["barrier"]
            self.fields["name"].required = self.fields["kind"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask for a name and a kind where it is something new, and then for at least one more voice."""
        given = super().clean() or {}
        if not given.get("barrier"):
            if not given.get("name") and "name" not in self.errors:
                self.add_error("name", NAME.error_messages["required"])
            if not given.get("kind") and "kind" not in self.errors:
                self.add_error("kind", KIND.error_messages["required"])
            if not given.get("voices"):
                self.add_error("voices", _now("Choose at least one that says the same."))
        return given
