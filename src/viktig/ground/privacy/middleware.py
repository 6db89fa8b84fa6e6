"""One transaction per request, for whoever is signed in; and the guard of forms."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from viktig.ground.access.authorize import Refused, SecondFactorNeeded
from viktig.ground.people.actions import lead_to_person
from viktig.ground.people.second_factor import CAME_FOR, CAME_WITH, GOES_ON
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import note_blocked_try
from viktig.ground.privacy.addresses import is_public

TOKEN = "public form"  # noqa: S105 (a salt, not a secret)
TOKEN_DAYS = 7
ALLAUTH: Any = AccountMiddleware(lambda request: HttpResponse())  # type: ignore[no-untyped-call]  # for what it does with its own exceptions


class Acting:
    """Runs each view in one transaction that acts for whoever is signed in, and for nobody on a public page.

    A refusal to somebody who may read but not change is written down: the view's own work is rolled back, its line stays.
    So is the try of somebody whom the person has blocked; of everybody else's it is only asked, with the same query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse:
        """Answer the request; raise Http404 after the refusal is written."""
        who = None
        if not is_public(request.path) and request.user.is_authenticated:
            who = lead_to_person(request.user)
            request.user.came_strongly = request.session.get(CAME_WITH, {}).get("account") == str(request.user.pk)
        refused: Http404 | None = None
        with acting_as(who, because=request.resolver_match.view_name if request.resolver_match else "request"):
            try:
                with transaction.atomic():
                    response: HttpResponse = view(request, *args, **kwargs)
                    if isinstance(response, SimpleTemplateResponse):  # allauth's: rendered while we act
                        response = response.render()
            except Refused as refusal:
                refusal.write_down()
                refused = refusal
            except Http404 as missing:
                refused = missing
                tried = [one for one in (*args, *kwargs.values()) if isinstance(one, UUID)]
                if who and tried and request.path.startswith("/person/"):
                    note_blocked_try(tried, room=request.path.split("/")[2])
            except (ImmediateHttpResponse, ReauthenticationRequired) as asked:
                response = ALLAUTH.process_exception(request, asked)
            except SecondFactorNeeded:
                # On the way there is one page to read and one thing to add: then they go on to where they wanted.
                request.session[GOES_ON] = request.path if request.method == "GET" else reverse("ground:tasks")
                response = redirect("mfa_index")
        if refused is not None:
            raise Http404 from refused
        return response


class SignIn(LoginRequiredMiddleware):
    """Asks for sign-in, except on public pages: there it does not even look who it is, since that would open the session."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        if is_public(request.path) and not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Lead to the sign-in, and keep what they came for: a code, a card or a page of one's own may lie between."""
        if request.method == "GET":
            request.session[CAME_FOR] = request.get_full_path()
        return super().handle_no_permission(request, view_func)


class Forms(CsrfViewMiddleware):
    """Guards forms against being sent from elsewhere.

    Where somebody is signed in: Django's own way, with the secret in the session. On a public page there is no cookie:
    the browser's `Sec-Fetch-Site` or `Origin` decides, and where an old browser sends neither, a signed token in the form.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not is_public(request.path):
            super().process_request(request)

    def process_view(self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any) -> Any:
        if not is_public(request.path):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if request.method in {"GET", "HEAD", "OPTIONS"} or comes_from_here(request):
            return None
        return self._reject(request, "sent from elsewhere")  # type: ignore[attr-defined]  # Django's own


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether a public form was sent from one of our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.get_host()
    try:
        signing.loads(request.POST.get("token", ""), salt=TOKEN, max_age=TOKEN_DAYS * 24 * 3600)
    except signing.BadSignature:
        return False
    return True


def public_token() -> str:
    """Return a signed token for a form on a public page."""
    return signing.dumps("form", salt=TOKEN)
