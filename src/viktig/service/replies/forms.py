"""The receiver's forms. Each carries `seen`: how many turns the voice had when the page was shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.people.queries import name_and_place
from viktig.ground.voice.forms import Calm, OwnWords
from viktig.ground.voice.states import Outcome, Step
from viktig.ground.words.areas import LifeArea
from viktig.service.replies.models import KINDS


class Seen(Calm):
    """A form that knows what its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several of them stand on one page; each has ids of its own.
        kwargs.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(*args, **kwargs)

    def see(self, turns: int) -> None:
        """Let the form, shown again after a refusal, know what its page shows now. What was written stays."""
        if self.is_bound:
            self.data = {name: self.data[name] for name in self.data} | {self.add_prefix("seen"): str(turns)}
        self.initial["seen"] = turns


class PromiseForm(Seen):
    """How much say the speaker gets."""

    step = forms.TypedChoiceField(
        label=_("How much say do you give the one who spoke?"),
        help_text=_("You say it before you answer. The one who spoke sees what you promise."),
        choices=Step.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )


class OutcomeForm(Calm):
    """What comes of it: chosen first, so that only what belongs to it is asked."""

    outcome = forms.ChoiceField(
        label=_("What do you answer?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )

    def __init__(self, *args: Any, outcomes: Mapping[Outcome, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, label) for one, label in outcomes.items()]


class AnswerForm(Seen):
    """An answer in words, and what belongs to its outcome: a date, who can decide, or who must answer instead.

    heading: the outcome in words. others: from whom the one who must answer is chosen; none, where there is no choice.
    """

    outcome = forms.TypedChoiceField(choices=Outcome.choices, coerce=Outcome, widget=forms.HiddenInput)
    words = OwnWords(
        label=_("Your answer, in plain words"),
        help_text=_("Write as you would say it to a person you respect. Say what you do, and why."),
        rows=7,
        error_messages={"required": _("Write the answer in words that the one who spoke can use.")},
    )
    by_when = forms.DateField(
        label=_("By which date?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say by which date."), "invalid": _("Write the date as day, month and year.")},
    )
    who_decides = forms.CharField(
        label=_("Who can decide this?"),
        help_text=_("A body or a leader, not a private person. It stands in the answer."),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say who can decide this, so that the one who spoke can go on.")},
    )
    remains = OwnWords(
        label=_("What do you not change, and why?"),
        help_text=_("It stands in the answer, so that everyone sees what is left."),
        rows=3,
        error_messages={"required": _("Say what you do not change, and why.")},
    )
    send_on_to = forms.ChoiceField(
        label=_("Who must answer instead?"), error_messages={"required": _("Say who must answer instead.")}
    )

    def __init__(
        self, *args: Any, chosen: Outcome, heading: str, others: Sequence[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        belongs: dict[Outcome, set[str]] = {
            Outcome.WILL_NOT: {"who_decides"},
            Outcome.WILL_CHANGE: {"by_when"},
            Outcome.PARTLY: {"by_when", "remains"},
        }
        if others:
            belongs[Outcome.NOT_OURS] = {"send_on_to"}
        for name in {"by_when", "who_decides", "remains", "send_on_to"} - belongs.get(chosen, set()):
            del self.fields[name]
        self.chosen, self.others = heading, {str(one.pk): one for one in others}
        self.initial["outcome"] = chosen.value
        if others:
            field = self.fields["send_on_to"]
            assert isinstance(field, forms.ChoiceField)
            names = [(key, name_and_place(one)) for key, one in self.others.items()]
            field.choices = [("", _("Choose one")), *names]

    def clean_send_on_to(self) -> Organisation:
        """Return the organisation itself."""
        return self.others[self.cleaned_data["send_on_to"]]


class ChangeForm(Seen):
    """What was changed; remains: what is left, where a part was promised, or nothing."""

    words = OwnWords(
        label=_("What did you change?"),
        help_text=_("The one who spoke reads it, and says whether it became better."),
        rows=5,
        error_messages={"required": _("Write what was changed.")},
    )
    remains = OwnWords(
        label=_("What is left, and by when?"),
        help_text=_("Leave it empty if nothing is left."),
        rows=3,
        required=False,
    )


class WriteForm(Seen):
    """A question or a message to the speaker."""

    words = OwnWords(
        label=_("Write to the one who spoke"),
        help_text=_("They read it where they read your answer. Do not ask who they are."),
        rows=4,
    )


class ListForm(forms.Form):
    """What somebody asks the list for; an unknown value asks for nothing."""

    organisation = forms.ChoiceField(label=_("Said to"), required=False)
    area = forms.ChoiceField(
        label=_("What it is about"), required=False, choices=[("", _("Everything")), *LifeArea.choices]
    )
    kind = forms.ChoiceField(label=_("What kind it is"), required=False)
    q = forms.CharField(
        label=_("Words in it"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours, kind = self.fields["organisation"], self.fields["kind"]
        assert isinstance(ours, forms.ChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        ours.choices = [("", _("All of ours")), *((str(one.pk), one.name) for one in organisations)]
        kind.choices = [("", _("All kinds")), *KINDS.items()]
        if len(organisations) < 2:
            del self.fields["organisation"]

    def asked(self) -> dict[str, str]:
        """Return what is asked for, without what is unknown or empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
