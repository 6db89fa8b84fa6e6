"""The file that somebody brings along."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.uploads import LARGER

MOST_BYTES = 30 * 1024 * 1024
LARGER["person:moving"] = MOST_BYTES
DEEPEST = 60


class FileForm(forms.Form):
    """Takes the file that `moving` made somewhere else, or a FHIR bundle that another program made.

    seen_by: who sees whole pages of the person's now; with anybody there, the person says first that they may.
    """

    file = forms.FileField(
        label=_("The file"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
        error_messages={"empty": _("This file is empty."), "required": _("Choose a file first.")},
    )

    known = forms.BooleanField(
        label=_("They may see what I move in"),
        error_messages={"required": _("Say that they may, or end what you share first.")},
    )

    def __init__(self, *args: Any, seen_by: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seen_by:
            del self.fields["known"]

    def clean_file(self) -> dict[str, Any]:
        """Return the bundle in the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 30 MB. Viktig does not make files as large as that.")
            )
        try:
            found = json.loads(file.read().decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("This is not a file that Viktig or a FHIR program has made.")) from None
        if not isinstance(found, dict) or found.get("resourceType") != "Bundle" or _is_deep(found):
            raise forms.ValidationError(_("This is not a file that Viktig or a FHIR program has made."))
        return found


def _is_deep(value: Any, depth: int = 0) -> bool:
    """Say whether something is nested deeper than any file of people's lives."""
    if depth > DEEPEST:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_is_deep(one, depth + 1) for one in inner)
