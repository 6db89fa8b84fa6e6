"""What a person says about how it is going."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.progress.models import Change, Filling, Outcome, Series
from viktig.person.progress.opening import opened
from viktig.person.progress.packs import Form, Item

LONGEST = 200_000
SLIP_LASTS, SLIP_LASTS_AT_MOST = timedelta(days=7), timedelta(days=92)
NOT = "not"
NUMBERS = [("", _("I will not say today")), *((str(number), str(number)) for number in range(11))]


def longer(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def label_of(model: type[Series | Filling | Change], name: str) -> Any:
    return model._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # no field of ours is a relation backwards


class NewForm(forms.Form):
    """A form that makes a row: with an id of its own from the start, so that sending it twice makes it once."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"new_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class GoalForm(NewForm):
    words = forms.CharField(
        label=label_of(Series, "words"),
        max_length=LONGEST,
        widget=longer(2),
        error_messages={"required": _("Write what you want to reach. A few words are enough.")},
    )


class RewriteGoalForm(forms.Form):
    words = forms.CharField(
        label=label_of(Series, "words"),
        max_length=LONGEST,
        widget=longer(3),
        error_messages={"required": _("Write what you want to reach. You can also lay it aside.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DayForm(forms.Form):
    """The day that something is about: today, or the day it was written on paper."""

    on = forms.DateField(
        label=_("Which day is it about?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date:
        """Return the day. It has been."""
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("This day has not come yet. Choose today or a day before."))
        return on


class RateForm(DayForm):
    """A number from 0 to 10 for each goal; those without a number are left out."""

    def __init__(self, *args: Any, goals: Sequence[Series], **kwargs: Any) -> None:
        self.goals = list(goals)
        kwargs["initial"] = {f"id_{one.pk}": uuid.uuid4() for one in goals} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for one in goals:
            self.fields[f"number_{one.pk}"] = forms.ChoiceField(label=one.words, choices=NUMBERS, required=False)
            self.fields[f"id_{one.pk}"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
        self.order_fields([*(f"number_{one.pk}" for one in goals)])

    def clean(self) -> dict[str, Any]:
        """Return what was said. One number is enough."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"number_{one.pk}") for one in self.goals):
            raise forms.ValidationError(_("Choose a number for one goal at least, or go back."))
        return cleaned

    def numbers(self) -> list[tuple[Series, int, uuid.UUID | None]]:
        """Return each goal that got a number, with the number and the id of its row."""
        found = [(one, self.cleaned_data[f"number_{one.pk}"], self.cleaned_data[f"id_{one.pk}"]) for one in self.goals]
        return [(one, int(number), new_id) for one, number, new_id in found if number]


class Skippable(forms.ChoiceField):
    """A question that one answers, says no to, or passes by."""

    def validate(self, value: Any) -> None:
        """Let it be empty; nothing is ever asked twice."""
        if value not in self.empty_values:
            super().validate(value)


class FillForm(NewForm, DayForm):
    """A form of the folders, question by question.

    A question that an earlier answer opens is asked when that answer has come: the page then comes back with it, and
    with all that was said. shown: which of such questions have been on the page.
    """

    use_required_attribute = False
    words = forms.CharField(label=label_of(Filling, "words"), required=False, max_length=LONGEST, widget=longer(2))
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(self, *args: Any, asked: Form, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)
        self.open = opened(asked.items, {item.id: self._heard(item) for item in asked.questions})
        for item in self.questions:
            self.fields[self.name_of(item.id)] = _field(item)
        self.order_fields([self.name_of(item.id) for item in self.questions])
        self.initial["shown"] = self._opened_now()

    @staticmethod
    def name_of(item: str) -> str:
        """Return the name of a question's field."""
        return f"q-{item}"

    @property
    def questions(self) -> list[Item]:
        """Return the questions that are asked, with what has been answered so far."""
        return [item for item in self.asked.questions if item.id in self.open]

    def parts(self) -> list[tuple[str, forms.BoundField | None]]:
        """Return what stands on the page, in order: words to read, or a question."""
        here = [item for item in self.asked.items if item.id in self.open]
        return [(item.text, None if item.is_said else self[self.name_of(item.id)]) for item in here]

    def ask_more(self) -> forms.BoundField | None:
        """Return the first question that the answers opened and that nobody has seen yet, or None; then it is asked."""
        seen = set(self.cleaned_data.get("shown", "").split())
        now = self._opened_now()
        new = [place for place in now.split() if place not in seen]
        if not new:
            return None
        self.data = {**self.data.dict(), "shown": now}  # type: ignore[attr-defined]  # each field came once
        return self[self.name_of(self.asked.questions[int(new[0])].id)]

    def answers(self) -> dict[str, int | str | None]:
        """Return the answer to each question that was asked: a value, words, or None."""
        found: dict[str, int | str | None] = {}
        for item in self.questions:
            answer = self.cleaned_data.get(self.name_of(item.id), "")
            found[item.id] = (int(answer) if answer not in {"", NOT} else None) if item.options else answer
        return found

    def as_asked(self) -> Form:
        """Return the form with what was asked, and nothing else."""
        return self.asked.only(self.open)

    def _heard(self, item: Item) -> int | str | None:
        name = self.name_of(item.id)
        said = str((self.data if self.is_bound else self.initial).get(name) or "").strip()
        return next((value for value, _words in item.options if str(value) == said), None) if item.options else said

    def _opened_now(self) -> str:
        places = [place for place, item in enumerate(self.asked.questions) if item.opened_by and item.id in self.open]
        return " ".join(map(str, places))


class AnswerForm(FillForm):
    """The same for somebody without an account, who holds eight words. `new_id` says which sheet it is."""

    on = None  # type: ignore[assignment]  # so Django takes a field away

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_id"].required = True


class MattersForm(forms.Form):
    """Which questions of a form matter to the person."""

    asked = forms.MultipleChoiceField(
        label=_("Which questions do you want?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one question at least. If none matters, you need not fill it in.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        self.form = form
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = [(item.id, item.text) for item in form.questions]  # type: ignore[attr-defined]

    def left_out(self) -> list[str]:
        """Return the ids of the questions that were not chosen."""
        return [item.id for item in self.form.questions if item.id not in self.cleaned_data["asked"]]


def _field(item: Item) -> forms.Field:
    if not item.options:
        return forms.CharField(label=item.text, required=False, max_length=LONGEST, widget=longer(3))
    choices = [*((str(value), words) for value, words in item.options), (NOT, _("I do not want to answer"))]
    return Skippable(label=item.text, choices=choices, widget=forms.RadioSelect)


class ChangeForm(NewForm):
    words = forms.CharField(
        label=label_of(Change, "words"),
        max_length=LONGEST,
        widget=longer(3),
        error_messages={"required": _("Write what should be done differently.")},
    )
    whom = forms.CharField(label=label_of(Change, "whom"), required=False, max_length=200)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Where is it now?"), choices=Outcome.choices, widget=forms.RadioSelect)
    became = forms.CharField(label=label_of(Change, "became"), required=False, max_length=LONGEST, widget=longer(3))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SlipForm(NewForm):
    """A form to be answered once, by oneself elsewhere or by somebody else."""

    form = forms.ChoiceField(label=_("Which form?"), widget=forms.RadioSelect)
    rater = forms.CharField(
        label=label_of(Series, "rater"),
        help_text=_("What you call them: Mum, a friend, the group. Leave it empty if it is you, on another telephone."),
        required=False,
        max_length=80,
    )
    called = forms.CharField(
        label=_("What will you be called there?"),
        help_text=_("Whoever answers reads it. You can leave it empty."),
        required=False,
        max_length=80,
    )
    ends_on = forms.DateField(
        label=_("Until which day is it good?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, offered: Sequence[Form], **kwargs: Any) -> None:
        self.offered = {form.id: form for form in offered}
        usual = {"ends_on": clock.today() + SLIP_LASTS, "form": next(iter(self.offered), None)}
        kwargs["initial"] = usual | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["new_id"].required = True
        self.fields["form"].choices = [(one.id, _said_of(one)) for one in offered]  # type: ignore[attr-defined]

    def clean_form(self) -> Form:
        """Return the form itself."""
        return self.offered[self.cleaned_data["form"]]

    def clean_ends_on(self) -> date:
        """Return the last day: today at the earliest, in three months at the latest."""
        ends_on: date = self.cleaned_data["ends_on"]
        if not clock.today() <= ends_on <= clock.today() + SLIP_LASTS_AT_MOST:
            raise forms.ValidationError(_("Choose a day from today on, within three months."))
        return ends_on


def _said_of(form: Form) -> str:
    if not form.rule.for_oneself:
        return gettext("%(form)s (for someone else)") % {"form": form.title}
    if not form.rule.for_others:
        return gettext("%(form)s (for yourself)") % {"form": form.title}
    return form.title


class WordsForm(forms.Form):
    """Eight words."""

    slip = forms.CharField(
        label=_("The eight words"),
        help_text=_("Write them in the same order, with a space between."),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "data-from-link": "",
                "data-no-draft": "",
            }
        ),
    )
