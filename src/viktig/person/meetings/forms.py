"""What comes from the browser in this room. Rules that are told to the person stand in `actions`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.privacy.models import Level
from viktig.ground.privacy.uploads import PictureField
from viktig.person.meetings.models import (
    LONGEST,
    MOST_DAYS_BEFORE,
    SHORTEST,
    USUAL,
    HowItWas,
    Meeting,
    MeetingAddress,
    MeetingAnswers,
    MeetingDecision,
    MeetingGuest,
    MeetingKind,
    MeetingPaper,
    MeetingPoint,
    Part,
)
from viktig.person.sharing.queries import Receiver
from viktig.person.whom import BY_WORDS, WORDS

ON_PAPER = "paper"
MOST = 50_000
SHOWN = "shown"


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def longer(rows: int = 3) -> forms.Textarea:
    """Return a place for longer words, in whichever direction they are written."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    """Return a place for a few words."""
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of the day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(forms.Form):
    """When and where."""

    day = forms.DateField(label=_("Which day?"), widget=DayInput(), error_messages={"required": _("Choose a day.")})
    at = forms.TimeField(
        label=_("At what time?"), widget=ClockInput(), error_messages={"required": _("Choose a time.")}
    )
    minutes = forms.IntegerField(
        label=label_of(Meeting, "minutes"), min_value=SHORTEST, max_value=LONGEST, initial=USUAL
    )
    place = forms.CharField(label=label_of(Meeting, "place"), max_length=300, required=False, widget=line())
    link = forms.URLField(label=label_of(Meeting, "link"), max_length=500, required=False, assume_scheme="https")


class NewMeetingForm(WhenForm):
    kind = forms.ChoiceField(
        label=label_of(Meeting, "kind"),
        choices=MeetingKind.choices,
        initial=MeetingKind.PLAN,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=label_of(Meeting, "title"),
        help_text=_("Those you invite see it. It goes into no calendar unless you say so."),
        max_length=120,
        required=False,
        widget=line(),
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("kind", "title")


class MeetingForm(WhenForm):
    title = forms.CharField(label=label_of(Meeting, "title"), max_length=120, required=False, widget=line())
    days_before = forms.IntegerField(
        label=_("How many days before do they get everything?"),
        help_text=_("Seven days is usual. What comes later is marked as late."),
        min_value=0,
        max_value=MOST_DAYS_BEFORE,
    )
    writes_down = forms.BooleanField(
        label=_("We write down what we decide"),
        help_text=_("Without this, nothing is written down in the meeting."),
        required=False,
    )
    in_calendar = forms.BooleanField(
        label=_("Calendars may show what the meeting is called, and where it is"),
        help_text=_("Without this, a calendar only says “Meeting” and when it is."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field_order = ("title", "day", "at", "minutes", "place", "link")


class GuestForm(forms.Form):
    """Somebody to invite: how they get it, and what they may do."""

    use_required_attribute = False  # the browser cannot know when the words are needed

    name = forms.CharField(
        label=label_of(MeetingGuest, "name"),
        max_length=80,
        widget=line(),
        error_messages={"required": _("Write a name.")},
    )
    role = forms.CharField(
        label=label_of(MeetingGuest, "role"),
        help_text=_("A friend, a coordinator, a doctor."),
        max_length=80,
        required=False,
        widget=line(),
    )
    body = forms.CharField(label=label_of(MeetingGuest, "body"), max_length=120, required=False, widget=line())
    to = forms.ChoiceField(label=_("How do they get the invitation?"), widget=forms.RadioSelect, initial=ON_PAPER)
    words = forms.CharField(
        label=_("Their four words"),
        help_text=_("Only if they have told you four words. They find them on their own page here."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=WORDS),
    )
    level = forms.ChoiceField(
        label=_("What may they do on the page of the meeting?"),
        choices=[
            (Level.SUGGEST, _("Read it, and add points and papers")),
            (Level.READ, pgettext_lazy("a meeting", "Only read it")),
        ],
        initial=Level.SUGGEST,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=label_of(MeetingAddress, "email"),
        help_text=_("Only you see it. We send nothing there. You can send them a calendar invitation yourself."),
        required=False,
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, receivers: list[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [
            (ON_PAPER, _("On paper. I print it")),
            *((str(one.who), _("Here. They are %(name)s") % {"name": one.name}) for one in receivers),
            (BY_WORDS, _("Here. They have told me four words")),
        ]

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("to") == BY_WORDS and not self.cleaned_data.get("words", "").strip():
            self.add_error("words", _("Write their four words, or choose paper."))
        return self.cleaned_data


class SeenForm(forms.Form):
    """What the page showed when a button on it was pressed."""

    seen = forms.CharField(max_length=64)


class PointForm(forms.Form):
    words = forms.CharField(
        label=label_of(MeetingPoint, "words"),
        help_text=_("One thing. You can add more afterwards."),
        max_length=2_000,
        widget=longer(),
        error_messages={"required": _("Write something first.")},
    )


class NewPointForm(PointForm):
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class WrittenPointForm(PointForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PaperForm(forms.Form):
    title = forms.CharField(label=label_of(MeetingPaper, "title"), max_length=200, required=False, widget=line())
    words = forms.CharField(label=label_of(MeetingPaper, "words"), max_length=MOST, required=False, widget=longer(6))
    picture = PictureField(
        label=label_of(MeetingPaper, "large"),
        help_text=_("Take a photo with your telephone, or choose one. At most 10 MB."),
        required=False,
    )
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    words = forms.CharField(
        label=label_of(MeetingDecision, "words"),
        help_text=_("One thing, in words that everyone at the table understands."),
        max_length=2_000,
        widget=longer(),
        error_messages={"required": _("Write something first.")},
    )
    who_does = forms.CharField(
        label=label_of(MeetingDecision, "who_does"),
        help_text=_("One name, so that it is clear who answers for it."),
        max_length=120,
        required=False,
        widget=line(),
    )
    by_when = forms.DateField(label=label_of(MeetingDecision, "by_when"), required=False, widget=DayInput())


class NewDecisionForm(DecisionForm):
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class WrittenDecisionForm(DecisionForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PreparationForm(forms.Form):
    """The sheet: for each part its words, and whether those who are invited may read it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.CharField(
                label=part.label, max_length=MOST, required=False, widget=longer()
            )
            self.fields[f"{SHOWN}_{part.value}"] = forms.BooleanField(
                label=_("Those I invite may read this"), required=False
            )

    def words(self) -> dict[str, str]:
        """Return what was written, by part."""
        return {part.value: self.cleaned_data[part.value] for part in Part}

    def shown(self) -> set[str]:
        """Return the parts that those who are invited may read."""
        return {part.value for part in Part if self.cleaned_data[f"{SHOWN}_{part.value}"]}


class AnswersForm(forms.Form):
    said = forms.ChoiceField(label=label_of(MeetingAnswers, "said"), choices=HowItWas.choices, widget=forms.RadioSelect)
    dealt = forms.ChoiceField(
        label=label_of(MeetingAnswers, "dealt"), choices=HowItWas.choices, widget=forms.RadioSelect
    )
    next = forms.ChoiceField(label=label_of(MeetingAnswers, "next"), choices=HowItWas.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=label_of(MeetingAnswers, "words"), max_length=MOST, required=False, widget=longer())


class TurnForm(forms.Form):
    """Which turn the page showed, and which way to go."""

    seen = forms.IntegerField(min_value=0, max_value=1_000)
    to = forms.ChoiceField(choices=[("next", "next"), ("back", "back"), ("again", "again")])
