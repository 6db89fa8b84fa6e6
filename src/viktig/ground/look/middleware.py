"""Headers of every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from viktig.ground.privacy.addresses import is_public

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
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not is_public(request.path):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
