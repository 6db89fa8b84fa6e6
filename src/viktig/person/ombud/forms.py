"""What comes from the browser in this room. Rules that are told to the person stand in `actions.py`."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.uploads import PictureField
from viktig.ground.voice.classes import Right, Service, Transition
from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.ground.words.areas import LifeArea
from viktig.person.ombud.models import LOAD, Agreement, Assignment, AssignmentStatus, Paper, Presentation, Suggestion


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def open_choice(choices: Any) -> list[tuple[str, Any]]:
    """Return the choices of a list, and before them that nothing is chosen."""
    return [("", _("I choose nothing")), *choices.choices]


def longer(rows: int = 4) -> forms.Textarea:
    """Return a place for longer words, in whichever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PresentationForm(forms.Form):
    name = forms.CharField(label=label_of(Presentation, "name"), max_length=80)
    words = forms.CharField(label=label_of(Presentation, "words"), widget=longer())
    good_at = forms.CharField(label=label_of(Presentation, "good_at"), widget=longer(3), required=False)
    languages = forms.CharField(label=label_of(Presentation, "languages"), max_length=200, required=False)
    has_room = forms.BooleanField(
        label=label_of(Presentation, "has_room"),
        help_text=_("Without this, people still see you, and read that you are full just now."),
        required=False,
    )
    organisation = forms.ChoiceField(label=_("Where do you work as an ombud?"))

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        if len(organisations) == 1:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].choices = [(str(one.pk), one.name) for one in organisations]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what the action takes, once the form is valid."""
        chosen = self.cleaned_data.pop("organisation", None) or next(iter(self.organisations))
        return self.cleaned_data | {"organisation": self.organisations[chosen]}


class AgreementForm(forms.Form):
    wants = forms.CharField(
        label=label_of(Agreement, "wants"),
        widget=longer(),
        help_text=_("A few words are enough. You can change them."),
        error_messages={"required": _("Write what you want help with. A few words are enough.")},
    )
    where = forms.CharField(
        label=label_of(Agreement, "where"),
        widget=longer(2),
        required=False,
        help_text=_("Where you feel at ease: at home, on a walk, in a café."),
    )
    reach = forms.CharField(label=label_of(Agreement, "reach"), widget=longer(2), required=False)
    may_say = forms.CharField(
        label=label_of(Agreement, "may_say"),
        widget=longer(2),
        required=False,
        help_text=_("If you write nothing, the ombud says nothing about you to anyone."),
    )
    review_on = forms.DateField(
        label=label_of(Agreement, "review_on"),
        widget=DayInput(),
        required=False,
        help_text=_("In half a year, if you choose no day."),
    )


class WrittenAgreementForm(AgreementForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AssignmentForm(forms.Form):
    kind = forms.ChoiceField(label=label_of(Assignment, "kind"))
    theme = forms.ChoiceField(label=label_of(Assignment, "theme"), required=False)
    words = forms.CharField(label=label_of(Assignment, "words"), widget=longer())

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("I choose nothing")), *themes]  # type: ignore[attr-defined]


class NewAssignmentForm(AssignmentForm):
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class WrittenAssignmentForm(AssignmentForm):
    result = forms.CharField(label=label_of(Assignment, "result"), widget=longer(3), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class MoveForm(forms.Form):
    to = forms.ChoiceField(choices=AssignmentStatus.choices)
    seen = forms.ChoiceField(choices=AssignmentStatus.choices)


class DoneForm(forms.Form):
    result = forms.CharField(label=label_of(Assignment, "result"), widget=longer(3), required=False)


class SuggestionForm(forms.Form):
    """Words for the person, and where they could go."""

    words = forms.CharField(label=label_of(Suggestion, "words"), widget=longer(6))
    to = forms.ChoiceField(label=_("Who could answer?"), required=False)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices)
    area = forms.ChoiceField(label=_("What is it about?"), choices=LifeArea.choices)
    level = forms.ChoiceField(label=_("Whom is it about?"), choices=VoiceLevel.choices)
    service = forms.ChoiceField(label=_("What kind of help is it about?"), choices=open_choice(Service), required=False)
    right = forms.ChoiceField(label=_("Is there a right that was not met?"), choices=open_choice(Right), required=False)
    transition = forms.ChoiceField(
        label=_("Did it happen on the way from one place to another?"), choices=open_choice(Transition), required=False
    )

    def __init__(self, *args: Any, receivers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("The person finds out")), *receivers]  # type: ignore[attr-defined]

    def load(self) -> dict[str, str]:
        """Return the part beside the words, as far as it fits."""
        return {name: self.cleaned_data.get(name, "") for name in LOAD}


class PaperForm(forms.Form):
    picture = PictureField(
        label=label_of(Paper, "large"),
        help_text=_("Take a photo with your telephone, or choose one. At most 10 MB."),
    )
    title = forms.CharField(label=label_of(Paper, "title"), max_length=200, required=False)
    new_id = forms.UUIDField(widget=forms.HiddenInput)


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


class EndForm(forms.Form):
    """ends: the shares in other rooms that end too; all of them, unless the person lets some last."""

    ends = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, data: Any = None, *, shares: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"ends": [pk for pk, _label in shares]})
        self.fields["ends"].choices = shares  # type: ignore[attr-defined]
        if not shares:
            del self.fields["ends"]
