"""A second way to show who somebody is: an app with codes, a passkey, recovery codes (allauth's `mfa`, made ours).

What an app and the recovery codes are made from is sealed with the installation's key, so that a dump lets nobody in.
"""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from viktig.ground.documents.square import svg_of
from viktig.ground.privacy.sealing import installation_key, seal, unseal

PLACE = "mfa_authenticator"
NAME = "Viktig"
CAME_WITH = "came with"  # where in a session it stands which identity provider somebody came with
CAME_FOR = "before the sign-in"  # where in a session it stands what somebody came for, whichever way they sign in
GOES_ON = "after the second factor"  # where in a session it stands what somebody was on their way to


class Adapter(DefaultMFAAdapter):
    """Our answers to what allauth asks about a second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Wait for the next one, and write it again."),
        "unverified_email": _("First write the code that we sent to your e-mail address."),
        "cannot_generate_recovery_codes": _("Add an app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret sealed with the installation's key."""
        return base64.b64encode(seal(text.encode(), key=installation_key("second factor"), bound_to=PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` sealed. Raises Broken."""
        return unseal(base64.b64decode(encrypted_text), key=installation_key("second factor"), bound_to=PLACE).decode()

    def get_totp_issuer(self) -> str:
        """Return the name that the app shows."""
        return NAME

    def build_totp_svg(self, url: str) -> str:
        """Return the picture that the app reads, on white, so that it can be read in the dark too."""
        return svg_of(url)

    def _get_site_name(self) -> str:
        return NAME

    def _get_user_identifier(self, user: Any) -> str:
        return user.email or NAME

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return what the passkey's own keeper shows: the address that was written here, or our name."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": self._get_user_identifier(user)}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a passkey is: the host of our own address, whatever a request says; where one tries, its host."""
        tried: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {"id": settings.VIKTIG_HOST, "name": NAME} if settings.VIKTIG_SECURE else tried
