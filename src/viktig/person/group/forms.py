"""What comes from the browser in this room. Rules that are told to the person stand in `actions/`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.group.models import (
    QUESTIONS,
    Asked,
    AskedOutcome,
    Checked,
    Circle,
    Handover,
    Line,
    LineState,
    Message,
    Part,
    Participant,
    Transition,
    TransitionKind,
)

LONGEST = 200_000
NAMES = "names"  # of the list that suggests names while one writes


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def longer(rows: int = 3) -> forms.Textarea:
    """Return a place for longer words, in whichever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def words_of(model: Any, field: str, *, rows: int = 3, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a field for words of a column."""
    widget = longer(rows) if rows > 1 else forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    most = LONGEST if rows > 1 else 200
    return forms.CharField(label=label_of(model, field), widget=widget, max_length=most, required=required, **kwargs)


def hidden() -> forms.CharField:
    """Return a field for what the page showed."""
    return forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_of(model: Any, field: str, *, required: bool = False, **kwargs: Any) -> forms.DateField:
    """Return a field for a day of a column."""
    wrong = {"required": _("Choose a day."), "invalid": _("Choose a day.")}
    label = label_of(model, field)
    return forms.DateField(label=label, widget=DayInput(), required=required, error_messages=wrong, **kwargs)


class NewForm(forms.Form):
    """A form that makes a row: with an id of its own, so that sending it twice makes one."""

    new_id = forms.UUIDField(widget=forms.HiddenInput)


class ParticipantForm(forms.Form):
    """receiver: who it is among those the person has shared something with."""

    name = words_of(
        Participant,
        "name",
        rows=1,
        required=True,
        error_messages={"required": _("Write a name. What you call them is enough.")},
    )
    part = forms.ChoiceField(label=label_of(Participant, "part"), choices=Part.choices)
    role = words_of(Participant, "role", rows=2)
    body = words_of(Participant, "body", rows=1)
    started_on = day_of(Participant, "started_on")
    in_group = forms.BooleanField(label=label_of(Participant, "in_group"), required=False)
    receiver = forms.ChoiceField(
        label=_("Is it one of those you share with?"),
        help_text=_("Then you see here what they can see. They see no more because of it."),
        required=False,
    )

    def __init__(self, *args: Any, receivers: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(who), name) for who, name in receivers]
        self.fields["receiver"].choices = [("", _("No, only a name on this page")), *known]  # type: ignore[attr-defined]
        if not known:
            del self.fields["receiver"]

    def values(self) -> dict[str, Any]:
        """Return what the actions take, once the form is valid."""
        receiver = self.cleaned_data.get("receiver")
        return self.cleaned_data | {"receiver": UUID(receiver) if receiver else None}


class NewParticipantForm(ParticipantForm, NewForm):
    """Somebody new."""


class WrittenParticipantForm(ParticipantForm):
    """Somebody who stands there already."""

    seen = hidden()


class LeaveForm(forms.Form):
    """is_close: somebody who is no helper hands nothing over."""

    ended_on = day_of(Participant, "ended_on", required=True)
    handover = forms.ChoiceField(
        label=label_of(Participant, "handover"), choices=Handover.choices, widget=forms.RadioSelect
    )
    ended_words = words_of(Participant, "ended_words", rows=2)

    def __init__(self, *args: Any, is_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_close:
            self.fields["handover"].widget = forms.HiddenInput()
            self.initial["handover"] = Handover.NOT_SAID


class CircleForm(forms.Form):
    how_often = words_of(
        Circle, "how_often", rows=2, help_text=_("As you agreed. Once in half a year, or when you ask.")
    )
    who_calls = words_of(Circle, "who_calls", rows=1, help_text=_("It can be you."))
    seen = hidden()


class AskForm(NewForm):
    of = words_of(
        Asked, "of", rows=1, required=True, error_messages={"required": _("Write whom you asked. A place is enough.")}
    )
    asked_on = day_of(Asked, "asked_on", required=True)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=AskedOutcome.choices)
    said = words_of(Asked, "said", rows=2)
    seen = hidden()


class MessageForm(NewForm):
    """to: the name of one reader, or everybody."""

    to_name = forms.ChoiceField(label=label_of(Message, "to_name"), required=False)
    words = words_of(Message, "words", rows=4, required=True, error_messages={"required": _("Write something first.")})
    shown = hidden()

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_name"].choices = [("", _("Everyone who reads this"))] + [(one, one) for one in names]  # type: ignore[attr-defined]


class TransitionForm(forms.Form):
    kind = forms.ChoiceField(label=label_of(Transition, "kind"), choices=TransitionKind.choices)
    day = day_of(Transition, "day", required=True)
    words = words_of(Transition, "words", rows=2, help_text=_("From where, and to where."))


class NewTransitionForm(TransitionForm, NewForm):
    def clean_day(self) -> Any:
        """Refuse a day that has passed: nothing can be made clear before it."""
        if self.cleaned_data["day"] < clock.today():
            raise forms.ValidationError(_("Choose today or a day that comes."))
        return self.cleaned_data["day"]


class WrittenTransitionForm(TransitionForm):
    seen = hidden()


class LineForm(NewForm):
    question = words_of(
        Line, "question", rows=1, required=True, error_messages={"required": _("Write what you need to know.")}
    )


class AnswerForm(forms.Form):
    """used: the suggestion it began with."""

    answer = words_of(Line, "answer")
    responsible = words_of(
        Line, "responsible", rows=1, help_text=_("One person, or one place. When everyone answers for it, nobody does.")
    )
    state = forms.ChoiceField(label=_("Is it answered?"), choices=LineState.choices, widget=forms.RadioSelect)
    seen = hidden()
    used = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].widget.attrs["list"] = NAMES


class SuggestForm(NewForm):
    answer = words_of(Line, "answer", required=True, error_messages={"required": _("Write the answer you suggest.")})
    responsible = words_of(Line, "responsible", rows=1)


def checked(label: Any) -> forms.ChoiceField:
    """Return a question that can be answered with yes, partly, no, or nothing."""
    return forms.ChoiceField(label=label, choices=Checked.choices, widget=forms.RadioSelect)


class MonthsForm(forms.Form):
    help = checked(QUESTIONS["help"])
    known = checked(QUESTIONS["known"])


class DaysForm(forms.Form):
    as_promised = checked(QUESTIONS["as_promised"])
