"""What stands on a letter, when it was sent, and what came back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.people.queries import name_and_place
from viktig.ground.voice.forms import Calm, OwnWords, ReceiptForm
from viktig.ground.voice.states import CHANGES, Outcome


class PrintForm(Calm):
    """The two addresses on the paper."""

    to_address = forms.CharField(
        label=_("Where does the letter go?"),
        help_text=_("The name and postal address of the office. No private person."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": _("Write where the letter goes.")},
    )
    from_address = forms.CharField(
        label=_("Where do they send their answer?"),
        help_text=_("The postal address of your organisation."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": _("Write where they send their answer.")},
    )


class SentForm(Calm):
    """The day on which it was put in the post."""

    sent_on = forms.DateField(
        label=_("On which day was it sent?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say on which day it was sent."),
            "invalid": _("Write the date as day, month and year."),
        },
    )


OUTCOMES = {
    Outcome.EXPLAINED: _("They explain how it is"),
    Outcome.WILL_CHANGE: _("They will change it, by a date"),
    Outcome.PARTLY: _("They will change a part of it, by a date"),
    Outcome.WILL_NOT: _("They will not change it. They say why, and who can decide"),
    Outcome.NOT_OURS: _("It is not theirs. Someone else must answer"),
}
OWN_OUTCOMES = {
    Outcome.EXPLAINED: _("We explain how it is"),
    Outcome.WILL_CHANGE: _("We will change it, by a date"),
    Outcome.PARTLY: _("We will change a part of it, by a date"),
    Outcome.WILL_NOT: _("We will not change it. We say why, and who can decide"),
    Outcome.NOT_OURS: _("It is not ours. Someone else must answer"),
}


class AnswerForm(Calm):
    """An answer on one page, for whoever has it on paper, or writes it here once.

    own: the body itself writes. others: from whom the one who must answer is chosen; may_be_sent_on: whether that is an
    answer at all.
    """

    outcome = forms.TypedChoiceField(
        label=_("What is the answer?"),
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    words = OwnWords(
        label=_("The answer, in its own words"),
        rows=7,
        error_messages={"required": _("Write the answer as it came.")},
    )
    by_when = forms.DateField(
        label=_("If something will be changed: by which date?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date as day, month and year.")},
    )
    who_decides = forms.CharField(
        label=_("If it will not be changed: who can decide it?"),
        help_text=_("A body or a leader, not a private person. It stands in the answer."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    send_on_to = forms.ChoiceField(label=_("If someone else must answer: who?"), required=False)

    def __init__(
        self, *args: Any, own: bool, others: Sequence[Organisation], may_be_sent_on: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        if own:
            self.fields["words"].label = _("Your answer, in plain words")
            in_their_words = _("Write the answer in words that the one who spoke can use.")
            self.fields["words"].error_messages["required"] = in_their_words
        outcome, send_on = self.fields["outcome"], self.fields["send_on_to"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(send_on, forms.ChoiceField)
        labels = OWN_OUTCOMES if own else OUTCOMES
        outcome.choices = [
            (one.value, label) for one, label in labels.items() if may_be_sent_on or one != Outcome.NOT_OURS
        ]
        names = [(key, name_and_place(one)) for key, one in self.others.items()]
        send_on.choices = [("", _("Choose one")), *names]
        if not others:
            del self.fields["send_on_to"]

    def clean_send_on_to(self) -> Organisation | None:
        """Return the organisation itself."""
        return self.others.get(self.cleaned_data["send_on_to"])

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answer, and let go of the rest."""
        clean = self.cleaned_data
        outcome = clean.get("outcome")
        if outcome in CHANGES and not clean.get("by_when") and "by_when" not in self.errors:
            self.add_error("by_when", _("Say by which date."))
        if outcome == Outcome.WILL_NOT and not clean.get("who_decides"):
            self.add_error("who_decides", _("Say who can decide this, so that the one who spoke can go on."))
        if outcome == Outcome.NOT_OURS and self.others and not clean.get("send_on_to"):
            self.add_error("send_on_to", _("Say who must answer instead."))
        if outcome not in CHANGES:
            clean["by_when"] = None
        if outcome != Outcome.NOT_OURS:
            clean["send_on_to"] = None
        return clean


class ChangedForm(Calm):
    """What they say was changed."""

    words = OwnWords(
        label=_("What was changed?"),
        help_text=_("The one who spoke reads it, and says whether it became better."),
        rows=5,
        error_messages={"required": _("Write what was changed.")},
    )


class LetterWordsForm(ReceiptForm):
    """The eight words at the end of a letter."""

    receipt = forms.CharField(
        label=_("The eight words of the letter"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write the eight words that stand in the letter.")},
    )
