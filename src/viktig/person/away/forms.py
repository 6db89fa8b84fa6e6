"""Who could step in while an ombud is away."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class AwayForm(forms.Form):
    """No reason is asked for, and no end: one says when one is back. colleagues: (presentation, name)."""

    stands_in = forms.TypedChoiceField(
        label=_("Who could step in, if the person says yes?"),
        coerce=UUID,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, colleagues: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stands_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody just now")), *((str(pk), name) for pk, name in colleagues)]
