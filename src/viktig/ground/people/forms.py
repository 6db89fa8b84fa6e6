"""Words of an invitation, the name somebody is known by, and whom to invite."""

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import AddEmailForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.actions import roles_in_reach
from viktig.ground.people.models import Organisation

CONFIRM = {"required": _("The key counts only if this is so. If it is not, someone else must hold it.")}


class PasswordForm(LoginForm):
    """An address and a password. allauth leaves the password out where nobody is asked for one when they sign up."""

    def _setup_password_field(self) -> None:
        pass


class AddressForm(AddEmailForm):
    """Another e-mail address for one's own page. Whether somebody else has it already is not said."""

    email = EmailField(label=_("Your new e-mail address"))


class InvitedForm(forms.Form):
    """The words of an invitation."""

    words = forms.CharField(
        label=_("The eight words of the invitation"),
        help_text=_("Write them in the same order, with a space between."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class AcceptForm(forms.Form):
    """Yes to an invitation, under a name. confirms: it is to hold the key of a user organisation, which asks for more."""

    words = forms.CharField(max_length=200, widget=forms.HiddenInput)
    known_as = forms.CharField(
        label=_("The name you are known by there"),
        help_text=_("Those who work with you see it. People who speak to you do not."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    ours = forms.BooleanField(
        label=_("I belong to this user organisation, and speak for its people."), error_messages=CONFIRM
    )
    own = forms.BooleanField(
        label=_("I act for nobody who must answer people here, and for nobody who runs this site."),
        error_messages=CONFIRM,
    )

    def __init__(self, *args: Any, confirms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not confirms:
            del self.fields["ours"], self.fields["own"]


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
