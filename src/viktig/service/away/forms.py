"""Until when somebody is away, and who looks after what comes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.voice.forms import Calm


class AwayForm(Calm):
    """No reason is asked for. colleagues: (who, name) of the others who answer."""

    until = forms.DateField(
        label=_("What is your last day away?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say which day is your last day away."),
            "invalid": _("Write the date as day, month and year."),
        },
    )
    looked_after_by = forms.TypedChoiceField(
        label=_("Who looks after what comes?"),
        coerce=UUID,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["looked_after_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All who are there")), *((str(who), name) for who, name in colleagues)]
        field.initial = ""
