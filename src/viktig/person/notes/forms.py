from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """The person's own words. seen: the fingerprint of those that stood there when the form was opened."""

    words = forms.CharField(
        label=_("How do you see it?"),
        help_text=_(
            "It stands beside what they wrote. Whoever sees that, sees your words too. Nobody else can change them."
        ),
        max_length=20_000,
        error_messages={"required": _("Write how you see it first.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
