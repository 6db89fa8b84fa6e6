"""Words of an invitation, the name somebody is known by, and whom to invite."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.actions import roles_in_reach
from viktig.ground.people.models import Organisation


class PasswordForm(LoginForm):
    """An address and a password. allauth leaves the password out where nobody is asked for one when they sign up."""

    def _setup_password_field(self) -> None:
        pass


class InvitedForm(forms.Form):
    """The words of an invitation."""

    words = forms.CharField(
        label=_("The eight words of the invitation"),
        help_text=_("Write them in the same order, with a space between."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class AcceptForm(forms.Form):
    """Yes to an invitation, under a name."""

    words = forms.CharField(max_length=200, widget=forms.HiddenInput)
    known_as = forms.CharField(
        label=_("The name you are known by there"),
        help_text=_("Those who work with you see it. People who speak to you do not."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )


class InviteForm(forms.Form):
    """Whom to invite: what they will do."""

    role = forms.ChoiceField(label=_("What will your colleague do?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, role.label) for role in roles_in_reach(organisation)]

    def clean_role(self) -> OrganisationRole:
        """Return the role itself."""
        return OrganisationRole(self.cleaned_data["role"])
