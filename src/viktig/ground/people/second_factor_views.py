"""The page about one's sign-in, and allauth's pages about a second factor where ours lead elsewhere."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import EmailView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.access.queries import works_somewhere
from viktig.ground.identities import oidc
from viktig.ground.identities.queries import identities_of
from viktig.ground.people.requests import AccountRequest
from viktig.ground.people.second_factor import GOES_ON
from viktig.ground.people.second_factor_forms import Lies


@require_safe
def own_sign_in(request: AccountRequest) -> HttpResponse:
    """Show how somebody signs in. What stopped them on their way to others' things is one link away again."""
    mine = {one.pk: one for one in Authenticator.objects.filter(user=request.user)}
    of = {kind: [one for one in mine.values() if one.type == kind] for kind in Authenticator.Type}
    codes = of[Authenticator.Type.RECOVERY_CODES]
    second = bool(of[Authenticator.Type.TOTP] or of[Authenticator.Type.WEBAUTHN])
    known = {one.name: one.label for one in oidc.providers().values()}
    page = {
        "has_app": bool(of[Authenticator.Type.TOTP]),
        "passkeys": [(one.pk, _lies(one)) for one in of[Authenticator.Type.WEBAUTHN]],
        "has_second": second,
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "works": works_somewhere(request.user.who),
        "required": settings.VIKTIG_SECOND_FACTOR == "required",
        "identities": [(one.pk, known[one.provider]) for one in identities_of(request.user) if one.provider in known],
        "connectable": list(oidc.providers().values()),
        "goes_on": request.session.get(GOES_ON, ""),
    }
    if second:
        request.session.pop(GOES_ON, None)
    return render(request, "mfa/index.html", page)


class OwnAddress(EmailView):
    """Write another e-mail address. It counts when the code that is sent there has been written, and not before."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask who has a second factor for it first: the address lets in, too."""
        raise_if_reauthentication_required(request, app="allauth.mfa")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take an address; allauth's other buttons are not on our page."""
        answer: HttpResponse = super(EmailView, self).post(request, *args, **kwargs)
        return answer


class _Added:
    """Who has just shown a second factor is not asked for it again to see the recovery codes that came with it."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember in the session that the new factor was shown, as allauth does after any other use of it."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # allauth's view beside us
        newest = Authenticator.objects.filter(user=self.request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        post_authentication(self.request, newest.latest("pk"), reauthenticated=True)
        return answer


class AddApp(_Added, ActivateTOTPView):
    """Add an app."""


class AddPasskey(_Added, AddWebAuthnView):
    """Add a passkey."""


class PasskeySignIn(LoginWebAuthnView):
    """Sign-in with nothing but a passkey. What goes wrong is said on our first sign-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the script the question that the passkey answers."""
        if not get_adapter().is_ajax(request):
            return redirect(settings.LOGIN_URL)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, and what to do instead."""
        messages.error(self.request, _("This passkey did not let you in. Sign in with a code instead."))
        return redirect(settings.LOGIN_URL)


def _lies(passkey: Authenticator) -> str:
    kept = passkey.data.get("name")
    return str(Lies(kept).label) if kept in Lies.values else _("A passkey")
