"""Headers of every page, and a page where there would be none."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from viktig.ground.look.views import only_sent
from viktig.ground.privacy.addresses import is_public
from viktig.ground.rooms import is_open_for

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


class Headers:
    """Nothing from elsewhere, nothing kept on a shared telephone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method in {"GET", "HEAD"}:
            say_why(request, response)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not is_public(request.path):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class Rooms:
    """Lets the addresses of a room that is switched off be missing pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raise Http404 before anybody is asked to sign in, as for an address that leads nowhere."""
        if not is_open_for(view.__module__):
            raise Http404


def say_why(request: HttpRequest, refused: HttpResponse) -> None:
    """Put words and a way back into the empty answer of an address that takes only forms."""
    with translation.override(refused.headers["Content-Language"]):
        refused.content = only_sent(request).content
    refused.headers["Content-Length"] = str(len(refused.content))
