"""The forms of a second factor, in our words."""

from textwrap import wrap
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Account

CODE_LASTS = 3 * 30  # seconds: now, and the step before and after (MFA_TOTP_TOLERANCE)


class Lies(TextChoices):
    """Where a passkey lies. A list, not words: nobody else's name lands among what opens an account."""

    TELEPHONE = "telephone", _("On a telephone")
    COMPUTER = "computer", _("On a computer")
    KEY = "key", _("On a small key that I put in or hold up")
    ELSEWHERE = "elsewhere", _("Somewhere else")


def code_field(label: Any, help_text: Any) -> forms.CharField:
    """Return a field for a code: a keyboard with digits, and nothing is remembered."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, max_length=20, widget=widget)


class OnceForm:
    """Takes no code of an app twice, also while the step before still counts (RFC 6238, 5.2)."""

    user: Account

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError for a wrong one, and for one that was used."""
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form beside us
        if not cache.add(f"used code|{self.user.pk}|{code}", 1, timeout=CODE_LASTS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ToldForm(OnceForm):
    """Tells by a letter that a recovery code was used: somebody else may have found the paper."""

    authenticator: Authenticator

    def save(self) -> None:
        """Let them in, and send the letter."""
        super().save()  # type: ignore[misc]  # allauth's form beside us
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            get_account_adapter().send_notification_mail("mfa/email/recovery_code_used", self.user)


class SecondForm(ToldForm, base.AuthenticateForm):
    """The code that somebody signs in with, after the first step."""

    code = code_field(_("The code from your app"), _("Or one of your recovery codes."))


class AgainForm(ToldForm, base.ReauthenticateForm):
    """The code that says it is still the same human."""

    code = code_field(_("The code from your app"), _("Or one of your recovery codes."))


class AppForm(OnceForm, totp.ActivateTOTPForm):
    """The first code of an app."""

    code = code_field(_("The code that the app shows"), _("Six digits. The app shows a new one every half minute."))

    def secret_in_fours(self) -> str:
        """Return what the app is made from, for somebody who writes it by hand."""
        return " ".join(wrap(self.secret, 4))


class PasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey: one that can let somebody in by itself, and asks for a finger, a face or a PIN first."""

    name = forms.ChoiceField(  # type: ignore[assignment]  # a list where allauth takes any words
        label=_("Where does it lie?"), choices=Lies.choices, widget=forms.RadioSelect
    )
    passwordless = None  # type: ignore[assignment]  # Django's way to leave a field of a parent out

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": Lies.TELEPHONE}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Return what was written, once the passkey has shown that it asked who holds it."""
        self.cleaned_data["passwordless"] = True
        return dict(super().clean())
