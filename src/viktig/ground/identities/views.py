"""Signing in with an identity provider: out to it, back from it, and the end of its session."""

import logging
from dataclasses import asdict
from typing import Any
from uuid import UUID

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.account.views import RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from viktig.ground.identities import actions, oidc
from viktig.ground.identities.access import get_own_identity
from viktig.ground.identities.asking import NotBelieved
from viktig.ground.identities.queries import account_of
from viktig.ground.people.models import Account
from viktig.ground.people.requests import AccountRequest
from viktig.ground.people.second_factor import CAME_WITH
from viktig.ground.rules import RuleBroken

log = logging.getLogger(__name__)
TEMPLATES = "ground/identities/templates"
ON_THE_WAY, UNKNOWN = "on the way to a provider", "an identity nobody has yet"


class FirstPage(RequestLoginCodeView):
    """The first sign-in page: a code by e-mail, and the providers that the operator has named."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what allauth gives the page, and the providers."""
        return super().get_context_data(**kwargs) | {"providers": list(oidc.providers().values())}


@login_not_required
@require_safe
def leave(request: HttpRequest, name: str) -> HttpResponse:
    """Send somebody to a provider: to sign in, or, signed in already, to connect it."""
    provider, connects = _provider(name), ""
    if request.user.is_authenticated:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        connects = str(request.user.pk)
    try:
        address, kept = oidc.begin(provider, back=_back(name), language=get_language() or "nb")
    except NotBelieved as error:
        return _refused(request, provider, error)
    request.session[ON_THE_WAY] = kept | {"provider": name, "connects": connects}
    return redirect(address)


@login_not_required
@require_safe
def back(request: HttpRequest, name: str) -> HttpResponse:
    """Take somebody in who comes back from a provider."""
    provider, kept = _provider(name), request.session.pop(ON_THE_WAY, {})
    if kept.get("provider") != name:
        return redirect(settings.LOGIN_URL)
    try:
        shown = oidc.finish(provider, kept=kept, answer=request.GET.dict())
    except NotBelieved as error:
        return _refused(request, provider, error)
    if kept["connects"]:
        return _connected(request, provider, shown, kept["connects"])
    account = account_of(shown.subject)
    if account is None:
        request.session[UNKNOWN] = {"provider": name, "shown": asdict(shown)}
        return redirect("ground:identity-begin")
    return _let_in(request, account, name, shown)


@login_not_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask somebody whom nobody knows yet whether they want a page, or have one already."""
    unknown = request.session.get(UNKNOWN)
    if unknown is None:
        return redirect(settings.LOGIN_URL)
    if request.method == "POST":
        del request.session[UNKNOWN]
        name, shown = unknown["provider"], oidc.Shown(**unknown["shown"])
        account = actions.begin_with(provider=name, digest=shown.subject, language=get_language() or "")
        return _let_in(request, account, name, shown)
    return render(request, f"{TEMPLATES}/begin.html", {"provider": _provider(unknown["provider"])})


@require_http_methods(["GET", "POST"])
def disconnect(request: AccountRequest, identity_id: UUID) -> HttpResponse:
    """Ask once more; then an identity opens this account no more."""
    identity = get_own_identity(request.user, identity_id)
    raise_if_reauthentication_required(request, app="allauth.mfa")
    known = oidc.providers().get(identity.provider)
    names = {"name": known.label if known else identity.provider}
    page = {
        "question": _("Stop signing in with %(name)s?") % names,
        "button": _("Yes, stop using it"),
        "back": reverse("mfa_index"),
    }
    if request.method == "POST":
        try:
            actions.disconnect(identity=identity)
        except RuleBroken as refusal:
            messages.error(request, str(refusal.message))
        return redirect("mfa_index")
    return render(request, "ground/look/templates/confirm.html", page)


@login_not_required
@require_safe
def out(request: HttpRequest, name: str) -> HttpResponse:
    """Say that somebody is signed out here, and lead on to where they are perhaps not."""
    provider = _provider(name)
    try:
        address = oidc.way_out(provider, back=settings.VIKTIG_URL + "/")
    except NotBelieved:
        address = ""
    return render(request, f"{TEMPLATES}/out.html", {"provider": provider, "address": address})


@csrf_exempt  # the provider's own server calls, with a statement it has signed
@login_not_required
@require_POST
def ended(request: HttpRequest, name: str) -> HttpResponse:
    """End our sessions that came from a provider's session that is over (OpenID Connect Back-Channel Logout 1.0)."""
    try:
        over = oidc.ended(_provider(name), request.POST.get("logout_token", ""))
    except NotBelieved as error:
        log.warning("%s: logout not believed: %s", name, error)
        return HttpResponse(status=400)
    actions.end_sessions(session=over.session, everywhere=over.everywhere)
    return HttpResponse(headers={"Cache-Control": "no-store"})


@login_not_required
@require_GET
def ended_in_frame(request: HttpRequest, name: str) -> HttpResponse:
    """End our sessions that came from one of a provider's, as its page in the browser says (Front-Channel Logout 1.0).

    No cookie is looked at, since browsers send none in a frame: the provider and we alone know the `sid`. Whether there
    was such a session, the answer does not say.
    """
    provider, session = _provider(name), request.GET.get("sid", "")
    if session and request.GET.get("iss") == provider.issuer:
        actions.end_sessions(session=oidc.over(provider, session))
    return HttpResponse(headers={"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"})


def _let_in(request: HttpRequest, account: Account, name: str, shown: oidc.Shown) -> HttpResponse:
    record_authentication(request, account, "identity", provider=name)
    came = {"session": shown.session, "everywhere": shown.everywhere}
    request.session[CAME_WITH] = {"provider": name, "account": str(account.pk)} | came
    answer: HttpResponse = perform_login(request, Login(account, email_verification=EmailVerificationMethod.NONE))
    return answer


def _connected(request: HttpRequest, provider: oidc.Provider, shown: oidc.Shown, connects: str) -> HttpResponse:
    user: Any = request.user
    if str(user.pk) != connects:
        return redirect(settings.LOGIN_URL)
    try:
        actions.connect(account=user, provider=provider.name, digest=shown.subject)
        messages.success(request, _("You can sign in with %(name)s now.") % {"name": provider.label})
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
    return redirect("mfa_index")


def _refused(request: HttpRequest, provider: oidc.Provider, error: NotBelieved) -> HttpResponse:
    log.warning("%s: not believed: %s", provider.name, error)
    return render(request, f"{TEMPLATES}/refused.html", {"provider": provider}, status=403)


def _provider(name: str) -> oidc.Provider:
    found = oidc.providers().get(name)
    if found is None:
        raise Http404
    return found


def _back(name: str) -> str:
    return settings.VIKTIG_URL + reverse("ground:identity-back", args=[name])
