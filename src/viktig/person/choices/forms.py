"""What comes from the browser in this room. Rules that are told to the person stand in the actions."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from viktig.ground.facts.kinds import CHOICE_ANSWERS
from viktig.person.choices.models import (
    Choosing,
    ChoosingStatus,
    ChoosingStep,
    Concern,
    Option,
    OptionKind,
)
from viktig.person.choices.queries import Shown

LONGEST, LONGEST_LINE = 200_000, 300


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def longer(label: Any, rows: int = 3, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """Return a place for longer words, in whichever direction they are written."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget, max_length=LONGEST)


def line(label: Any, help_text: Any = "", *, required: bool = False, **attrs: str) -> forms.CharField:
    """Return a place for one line."""
    widget = forms.TextInput(attrs={"autocomplete": "off"} | attrs)
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget, max_length=LONGEST_LINE)


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a place for a day, chosen in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


def seen() -> forms.CharField:
    """Return the fingerprint of what a form showed, to be sent back with it."""
    return forms.CharField(widget=forms.HiddenInput, max_length=64)


class ChoosingForm(forms.Form):
    about = longer(
        label_of(Choosing, "about"),
        2,
        _("It can be about medicine, a place to live, school, who helps you, or whether you want help at all."),
        required=True,
    )
    why_now = longer(label_of(Choosing, "why_now"), 2)
    wants = longer(
        label_of(Choosing, "wants"), 3, _("How should life be when it has gone well? This stands first on your sheet.")
    )
    by_when = day(label_of(Choosing, "by_when"), _("If nobody has named a day, there may be more time than it seems."))


class NewChoosingForm(ChoosingForm):
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class WrittenChoosingForm(ChoosingForm):
    seen = seen()


class QuestionsForm(forms.Form):
    questions = longer(label_of(Choosing, "questions"), 6, _("One question on each line."))
    seen = seen()


class SuggestedWordsForm(forms.Form):
    words = longer(_("In your own words"), 5, required=True)


class ConcernsForm(forms.Form):
    """What matters: in new words, or taken from what the person has written before."""

    words = longer(label_of(Concern, "words"), 2)
    taken = forms.MultipleChoiceField(
        label=_("Take something you have written before"), widget=forms.CheckboxSelectMultiple, required=False
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matters: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters = {str(pk): words for pk, words in matters}
        self.fields["taken"].choices = list(self.matters.items())  # type: ignore[attr-defined]
        if not matters:
            del self.fields["taken"]

    def texts(self) -> dict[UUID, str]:
        """Return the words, each under an id that is the same when the form is sent twice."""
        new_id: UUID = self.cleaned_data["new_id"]
        taken = {uuid5(new_id, one): self.matters[one] for one in self.cleaned_data.get("taken", [])}
        return taken | {new_id: self.cleaned_data["words"]}


class WeighForm(forms.Form):
    """What matters, and beside each possibility a number, words, or nothing."""

    words = longer(label_of(Concern, "words"), 2, required=True)
    seen = seen()
    NUMBERS = [("", _("I give no number")), *((str(number), str(number)) for number in range(11))]

    def __init__(self, *args: Any, options: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        for one in options:
            [noted] = one.beside
            self.fields[f"number_{one.option.pk}"] = forms.ChoiceField(
                label=_("From 0, not at all, to 10, fully"),
                choices=self.NUMBERS,
                required=False,
                initial="" if noted.number is None else str(noted.number),
            )
            self.fields[f"words_{one.option.pk}"] = longer(_("In your own words"), 2)
            self.initial.setdefault(f"words_{one.option.pk}", noted.words)

    @property
    def by_option(self) -> list[tuple[Shown, forms.BoundField, forms.BoundField]]:
        """Return each possibility with its two fields."""
        return [(one, self[f"number_{one.option.pk}"], self[f"words_{one.option.pk}"]) for one in self.options]

    def beside(self) -> dict[UUID, dict[str, Any]]:
        """Return number and words by the id of the possibility."""
        found = {}
        for one in self.options:
            number = self.cleaned_data[f"number_{one.option.pk}"]
            words = self.cleaned_data[f"words_{one.option.pk}"].strip()
            found[one.option.pk] = {"number": int(number) if number else None, "words": words}
        return found


class SettleForm(forms.Form):
    """What became of it. Nothing is chosen beforehand, and all ways look alike."""

    what = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    words = longer(
        label_of(ChoosingStep, "words"), 3, _("Why, or how you see it. If you do not agree, your view stands here.")
    )
    theirs = longer(label_of(ChoosingStep, "theirs"), 3, _("Those you let in can write it themselves as well."))
    review_on = day(
        label_of(Choosing, "review_on"), _("You can change your mind before that, whenever you want, without a reason.")
    )
    seen = seen()

    def __init__(self, *args: Any, options: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.option.pk): one.option for one in options}
        others = [
            (status.value, status.label)
            for status in (ChoosingStatus.POSTPONED, ChoosingStatus.LEFT, ChoosingStatus.DISAGREED)
        ]
        chosen = [(str(one.option.pk), _now("I choose: %(name)s") % {"name": one.name}) for one in options]
        self.fields["what"].choices = [*chosen, *others]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what the action takes, once the form is valid."""
        given = dict(self.cleaned_data)
        what = given.pop("what")
        option = self.by_id.get(what)
        return given | {"option": option, "result": ChoosingStatus.DECIDED if option else ChoosingStatus(what)}


class LookBackForm(forms.Form):
    words = longer(_("How is it now?"), 4)
    review_on = day(_("Do you want to look at it once more? When?"))
    seen = seen()


class MoveForm(forms.Form):
    to = forms.ChoiceField(choices=ChoosingStatus.choices)
    seen = forms.ChoiceField(choices=ChoosingStatus.choices)


# Our own questions; anybody may use them (CC0).
HOW = {
    "knew": _("Did you know that there was something to choose?"),
    "several": _("Did you hear of more than one way to go?"),
    "mattered": _("Did what you find important count?"),
    "time": _("Did you get the time you needed?"),
}
ANSWERS = dict(zip(CHOICE_ANSWERS, (_("Yes"), _("A little"), _("No"), _("I will not answer")), strict=True))


class HowForm(forms.Form):
    """How it was to choose: each question by itself, and no sum."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in HOW.items():
            self.fields[name] = forms.ChoiceField(
                label=question, choices=list(ANSWERS.items()), widget=forms.RadioSelect, required=False
            )


class DraftForm(forms.Form):
    """What the page sends while somebody writes: the key of the form, and its words by field, as JSON."""

    key = forms.UUIDField()
    words = forms.CharField()

    def clean_words(self) -> dict[str, str]:
        """Return text by field name."""
        try:
            words = json.loads(self.cleaned_data["words"])
        except ValueError as error:
            raise forms.ValidationError("not a draft") from error
        if not isinstance(words, dict) or not all(isinstance(one, str) for pair in words.items() for one in pair):
            raise forms.ValidationError("not a draft")
        return words


def fresh(kept: Mapping[str, str]) -> dict[str, Any]:
    """Return what a new form begins with: an id of its own, and what was written in it before."""
    return {"new_id": uuid.uuid4(), **kept}


def is_always(option: Option) -> bool:
    """Say whether a possibility is there in every choice."""
    return option.kind != OptionKind.OWN
