"""What comes from the browser in this room. Rules that are told to the person stand in `actions.py`."""

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, Scale, SuggestedFor, Tracker, WordSuggestion
from viktig.person.well.queries import CARD

LONGEST = 200_000
WRITE_FIRST = _("Write something first.")
SHORT = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def longer(rows: int = 4) -> forms.Textarea:
    """Return a place for longer words, in whichever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class DayField(forms.DateField):
    """A day until today, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        said = {"required": _("Choose a day."), "invalid": _("Choose a day.")}
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(error_messages=said, widget=widget, initial=clock.today, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > clock.today():
            raise forms.ValidationError(_("This day has not come yet. Choose today, or a day before."))


class Once(forms.Form):
    """A form for something new, with an id of its own from the start, so that sending it twice writes it once."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"new_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class Seen(forms.Form):
    """A form for what is there already, which knows what it showed: the fingerprint of the words."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class NoteForm(forms.Form):
    words = forms.CharField(
        label=label_of(Note, "words"),
        max_length=LONGEST,
        widget=longer(),
        error_messages={"required": WRITE_FIRST},
    )


class DiaryForm(forms.Form):
    day = DayField(label=label_of(DiaryPage, "day"))
    words = forms.CharField(
        label=label_of(DiaryPage, "words"),
        max_length=LONGEST,
        widget=longer(8),
        error_messages={"required": WRITE_FIRST},
    )


def box(name: str, **more: Any) -> forms.CharField:
    """Return one of the boxes of the crisis card."""
    return forms.CharField(
        label=label_of(CrisisCard, name), widget=longer(3), max_length=LONGEST, required=False, **more
    )


class CardForm(forms.Form):
    """Five boxes, of which one is enough."""

    helps = box("helps", help_text=_("For instance: sit with me, speak slowly, go outside with me."))
    worse = box("worse", help_text=_("For instance: many people at once, loud sounds."))
    call = box("call", help_text=_("Names and numbers, one on each line. Ask them first, if you can."))
    want = box("want")
    want_not = box("want_not")

    def clean(self) -> dict[str, Any]:
        """Say where to begin when all the boxes are empty."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given.get(name, "").strip() for name in CARD):
            self.add_error("helps", _("Write in one of the boxes first. One is enough."))
        return given


class TrackerForm(forms.Form):
    name = forms.CharField(
        label=label_of(Tracker, "name"),
        help_text=_("For instance: sleep, walks, calm. Use a word of your own."),
        max_length=200,
        widget=SHORT,
        error_messages={"required": _("Give it a name first. Any word of your own will do.")},
    )
    unit = forms.CharField(
        label=label_of(Tracker, "unit"),
        help_text=_("Only for a number. For instance: hours, glasses, steps."),
        max_length=40,
        widget=SHORT,
        required=False,
    )


class NewNoteForm(NoteForm, Once): ...


class NewDiaryForm(DiaryForm, Once): ...


class NewCardForm(CardForm, Once): ...


class NewTrackerForm(TrackerForm, Once):
    scale = forms.ChoiceField(
        label=label_of(Tracker, "scale"),
        choices=Scale.choices,
        widget=forms.RadioSelect,
        initial=Scale.TEN,
        error_messages={"required": _("Choose one of these.")},
    )
    field_order = ["name", "scale", "unit"]


class ChangedNoteForm(NoteForm, Seen): ...


class ChangedDiaryForm(DiaryForm, Seen): ...


class ChangedCardForm(CardForm, Seen): ...


class ChangedTrackerForm(TrackerForm, Seen): ...


class MarkForm(Seen):
    """What is written down for one day, on the scale of what is followed."""

    day = DayField(label=label_of(DayMark, "day"))
    value = forms.CharField(error_messages={"required": _("Choose or write something for this day.")})
    words = forms.CharField(label=label_of(DayMark, "words"), widget=longer(2), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, tracker: Tracker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.fields["value"].error_messages
        if tracker.scale == Scale.TEN:
            numbers = [("", _("Choose a number")), *((str(one), str(one)) for one in range(11))]
            self.fields["value"] = forms.ChoiceField(
                label=Scale.TEN.label, choices=numbers, required=True, error_messages=said
            )
        elif tracker.scale == Scale.YES_NO:
            answers = [("yes", _("Yes")), ("no", _("No"))]
            self.fields["value"] = forms.ChoiceField(
                label=Scale.YES_NO.label, choices=answers, widget=forms.RadioSelect, required=True, error_messages=said
            )
        else:
            number = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
            self.fields["value"] = _NumberField(
                label=tracker.unit or Scale.NUMBER.label, widget=number, error_messages=said, max_length=20
            )
        self.order_fields(["day", "value", "words", "seen"])


class _NumberField(forms.CharField):
    """A number with a comma or a point; it comes out with a point, and without zeros that say nothing."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            number = Decimal(text.replace("\u2212", "-").replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or abs(number) >= 10**12:
            raise forms.ValidationError(_("Write a number, like 7 or 7,5."))
        return f"{number.normalize():f}"


class SearchForm(forms.Form):
    """Words to look for in one's own diary."""

    q = forms.CharField(label=_("Look for words"), required=False, max_length=200, widget=forms.SearchInput)


class FoundWordsForm(Once):
    """Words that begin with cards: those that are picked, and what the person writes or says themselves."""

    cards = forms.MultipleChoiceField(
        label=_("Which of these could be yours?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Change every word, or begin here and leave the sentences be."),
        max_length=LONGEST,
        widget=longer(5),
        required=False,
    )

    def __init__(self, *args: Any, cards: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picked = self.fields["cards"]
        assert isinstance(picked, forms.MultipleChoiceField)
        picked.choices = cards


class SuggestionForm(forms.Form):
    """Words that a helper suggests, and where they could stand."""

    words = forms.CharField(
        label=label_of(WordSuggestion, "words"),
        max_length=LONGEST,
        widget=longer(),
        error_messages={"required": _("Write the words you suggest.")},
    )
    kind = forms.ChoiceField(label=label_of(WordSuggestion, "kind"), choices=SuggestedFor.choices)


class UseForm(Once):
    """Suggested words as the person wants them, and where."""

    words = forms.CharField(
        label=_("In your own words"), max_length=LONGEST, widget=longer(), error_messages={"required": WRITE_FIRST}
    )
    kind = forms.ChoiceField(label=_("Where do you want it to stand?"), choices=SuggestedFor.choices)


class DraftForm(forms.Form):
    """A helper's words so far, as the page sends them by itself."""

    key = forms.UUIDField()
    words = forms.JSONField()

    def clean_words(self) -> dict[str, str]:
        """Return what is written, by the name of the field."""
        words = self.cleaned_data["words"]
        if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
            raise forms.ValidationError("not a draft")
        return words
