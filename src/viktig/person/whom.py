"""Choosing one human: among those the person knows here, or by the four words that somebody has told them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.person.sharing.queries import Receiver

BY_WORDS = "words"
WORDS = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class WhomForm(forms.Form):
    """With whom, or whom. The words are needed only where nobody known is chosen; with nobody known there is no choice."""

    use_required_attribute = False  # the browser cannot know when the words are needed

    to = forms.ChoiceField(label=_("With whom?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Their four words"),
        help_text=_("Ask the one you want to share with. They find the words under “Let someone share with me”."),
        max_length=200,
        error_messages={"required": _("Choose someone, or write their four words.")},
        widget=forms.TextInput(attrs=WORDS),
    )

    def __init__(self, *args: Any, receivers: list[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        somebody_else = (BY_WORDS, _("Someone else, who has told me four words"))
        to.choices = [*((str(one.who), one.name) for one in receivers), somebody_else]
        if not receivers:
            del self.fields["to"]
        elif self.is_bound:
            self.fields["words"].required = self.data.get("to") == BY_WORDS

    def receiver(self) -> str:
        """Return the id of whoever was chosen; nothing, if the words say who it is."""
        chosen = str(self.cleaned_data.get("to", BY_WORDS))
        return "" if chosen == BY_WORDS else chosen
