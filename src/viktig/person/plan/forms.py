"""What comes from the browser in this room. Rules that are told to the person stand in `actions`."""

import uuid
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.words.areas import LifeArea
from viktig.person.plan.models import (
    Answer,
    EndReason,
    Goal,
    GoalStatus,
    How,
    MainActor,
    Measure,
    MeasureStatus,
    Moment,
    Plan,
    PlanAsk,
    PlanKind,
    PlanRating,
    PlanStatus,
    PlanSuggestion,
    Reason,
    Side,
    Subplan,
    SubplanKind,
)

LONGEST = 200_000
MOST_TOLD = 100
NOBODY = _("Write who answers for it: one office, one role or one name.")
NO_DAY = _("Choose the day by which it should be done.")
NOT_SAID = ("", _("I do not say"))


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def words_field(
    model: Any, field: str, *, rows: int = 4, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    """Return a place for somebody's own words, in whichever direction they are written."""
    return forms.CharField(
        label=label_of(model, field),
        max_length=LONGEST,
        required=required,
        help_text=help_text,
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def line_field(
    model: Any, field: str, *, required: bool = False, help_text: Any = "", missing: Any = None
) -> forms.CharField:
    """Return a place for a few words on one line. missing: what is said when they are needed and not there."""
    return forms.CharField(
        label=label_of(model, field),
        max_length=300,
        required=required,
        help_text=help_text,
        error_messages={"required": missing or _("Write something first.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def day_field(model: Any, field: str, *, help_text: Any = "", missing: Any = None) -> forms.DateField:
    """Return a place for a day, chosen in the browser's own calendar. missing: as for `line_field`; else it may be empty."""
    return forms.DateField(
        label=label_of(model, field),
        required=missing is not None,
        help_text=help_text,
        error_messages={
            "invalid": _("This is not a day. Choose it in the calendar, or write it as 2026-12-24."),
            "required": missing,
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Own(forms.Form):
    """A form whose errors are ours, beside the field, never the browser's own."""

    use_required_attribute = False


class Seen(Own):
    """A form that knows what stood there when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class New(Own):
    """A form with an id of its own from the start, so that sending it twice writes it once."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"new_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class BeginForm(Own):
    kind = forms.ChoiceField(label=label_of(Plan, "kind"), choices=PlanKind.choices, widget=forms.RadioSelect)


class ToldForm(Own):
    told_how = forms.ChoiceField(
        label=label_of(Plan, "told_how"),
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    told_by = line_field(Plan, "told_by", help_text=_("Only if you want to say it. It stays here."))
    told_on = day_field(Plan, "told_on")


class PartForm(Seen):
    words = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))


class DatesForm(Seen):
    starts_on = day_field(Plan, "starts_on")
    ends_on = day_field(Plan, "ends_on", help_text=_("You can leave it open."))
    review_on = day_field(Plan, "review_on", help_text=_("We tell you when the day has come."))


class GoalForm(Own):
    words = words_field(
        Goal, "words", required=True, rows=3, help_text=_("Write it as yourself: I want … A few words are enough.")
    )
    area = forms.ChoiceField(
        label=label_of(Goal, "area"), choices=[("", _("I will say later")), *LifeArea.choices], required=False
    )
    why = words_field(Goal, "why", rows=2)
    with_whom = words_field(Goal, "with_whom", rows=2)
    sign = words_field(Goal, "sign", rows=2, help_text=_("A sign of your own. Nobody measures you."))
    is_important = forms.BooleanField(label=label_of(Goal, "is_important"), required=False)

    def clean_area(self) -> str:
        """Return the life area; what is not said yet is something else."""
        return self.cleaned_data["area"] or LifeArea.OTHER


class NewGoalForm(GoalForm, New):
    pass


class WrittenGoalForm(GoalForm, Seen):
    pass


class StepForm(Own):
    """A step of the person's own."""

    words = words_field(
        Measure,
        "words",
        required=True,
        rows=2,
        help_text=_("A step is a small goal on the way. The smaller, the better."),
    )
    due_on = day_field(Measure, "due_on", help_text=_("Only if a day helps you. Nothing happens if it passes."))


class NewStepForm(StepForm, New):
    pass


class WrittenStepForm(StepForm, Seen):
    pass


class MeasureForm(Own):
    """What somebody else must do. receivers: (who, name) of those who can see the plan."""

    words = words_field(Measure, "words", required=True, rows=3)
    role = line_field(
        Measure,
        "role",
        required=True,
        help_text=_("One office or one role, never several. Write it as you know it."),
        missing=NOBODY,
    )
    name = line_field(Measure, "name", help_text=_("If you know it."))
    by = forms.ChoiceField(
        label=_("Can they see your plan here?"),
        required=False,
        help_text=_("Then we write to them too, if the day passes."),
    )
    due_on = day_field(Measure, "due_on", missing=NO_DAY)
    starts_on = day_field(Measure, "starts_on")
    extent = words_field(Measure, "extent", rows=2)
    decision = line_field(Measure, "decision", help_text=_("For example what the letter is called, and its day."))

    def __init__(self, *args: Any, receivers: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by = self.fields["by"]
        assert isinstance(by, forms.ChoiceField)
        by.choices = [("", _("No, or I do not know")), *((str(who), name) for who, name in receivers)]
        if not receivers:
            del self.fields["by"]

    def clean_by(self) -> UUID | None:
        """Return their `who`, or nothing."""
        return UUID(self.cleaned_data["by"]) if self.cleaned_data["by"] else None


class NewMeasureForm(MeasureForm, New):
    side = forms.ChoiceField(
        label=label_of(Measure, "side"),
        choices=[(one.value, one.label) for one in (Side.SYSTEM, Side.CLOSE)],
        widget=forms.RadioSelect,
    )
    field_order = ("words", "side")


class WrittenMeasureForm(MeasureForm, Seen):
    pass


class MovePlanForm(Own):
    to = forms.ChoiceField(choices=PlanStatus.choices)


class MoveGoalForm(Own):
    to = forms.ChoiceField(choices=GoalStatus.choices)
    seen = forms.ChoiceField(choices=GoalStatus.choices)


class MoveMeasureForm(Own):
    to = forms.ChoiceField(choices=MeasureStatus.choices)
    seen = forms.ChoiceField(choices=MeasureStatus.choices)


class RefusedForm(Own):
    refusal = words_field(Measure, "refusal", rows=3, help_text=_("Leave it empty, if they gave none."))
    appeal_by = day_field(Measure, "appeal_by", help_text=_("It stands in the letter."))
    seen = forms.ChoiceField(choices=MeasureStatus.choices, widget=forms.HiddenInput)


class LateForm(Own):
    words = words_field(Measure, "late_because", rows=3)


class NoteForm(New):
    words = words_field(Moment, "words", required=True, rows=3)


class SubplanForm(Own):
    kind = forms.ChoiceField(label=label_of(Subplan, "kind"), choices=SubplanKind.choices)
    holder = line_field(Subplan, "holder", required=True)
    words = words_field(Subplan, "words", rows=3)


class NewSubplanForm(SubplanForm, New):
    pass


class WrittenSubplanForm(SubplanForm, Seen):
    pass


class AskForm(New):
    to = line_field(PlanAsk, "to", required=True, help_text=_("An office is enough. You need no name."))
    asked_on = day_field(PlanAsk, "asked_on", help_text=_("Today, if you choose no day."))


class AnswerForm(Own):
    answer = forms.ChoiceField(label=label_of(PlanAsk, "answer"), choices=Answer.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=label_of(PlanAsk, "reason"),
        choices=[("", _("They did not say no")), *Reason.choices],
        required=False,
        help_text=_("Only if they said no. A no must have a reason."),
    )
    words = words_field(PlanAsk, "words", rows=3)


class RateForm(New):
    main_actor = forms.ChoiceField(
        label=label_of(PlanRating, "main_actor"),
        choices=MainActor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    words = words_field(PlanRating, "words", rows=3, help_text=_("This is only for you. It is not counted."))


class EndForm(Own):
    reason = forms.ChoiceField(
        label=label_of(Plan, "end_reason"), choices=[NOT_SAID, *EndReason.choices], required=False
    )


class SuggestForm(Own):
    words = words_field(PlanSuggestion, "words", rows=4, required=True)


class TellForm(Own):
    """What somebody who works in a service says of people whom they told: how many and how, and nothing about anybody."""

    organisation = forms.ChoiceField(label=_("Where do you work?"))
    how = forms.ChoiceField(
        label=_("How did you tell them?"),
        choices=[(one.value, one.label) for one in (How.TALK, How.PAPER, How.SCREEN)],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("How many did you tell?"),
        min_value=1,
        max_value=MOST_TOLD,
        initial=1,
        error_messages={
            "min_value": _("Write a number from 1 to 100."),
            "max_value": _("Write a number from 1 to 100."),
            "invalid": _("Write a number from 1 to 100."),
        },
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
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
