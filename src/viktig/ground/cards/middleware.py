"""Somebody who sits at a telephone or computer that is not theirs is signed out by itself."""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from viktig.ground.privacy.addresses import is_public

STAY = "last sign of life"  # where it stands in the session of somebody who is not at a device of their own
QUIET_SECONDS = 10 * 60
WRITTEN_EACH = 20  # seconds; not every page writes the session


class ShortStay:
    """Ends a stay at somebody else's device after ten quiet minutes, on the server; the cookie is gone with the window."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_public(request.path) or STAY not in request.session:
            return self.get_response(request)
        now, seen = time.time(), float(request.session[STAY])
        if now - seen > QUIET_SECONDS:
            logout(request)
            return redirect(reverse("ground:card-words") + "?quiet")
        if now - seen > WRITTEN_EACH:
            request.session[STAY] = now
        if not request.session.get_expire_at_browser_close():
            request.session.set_expiry(0)
        return self.get_response(request)


def stay_short(request: HttpRequest) -> None:
    """Begin a short stay: whoever has just signed in is not at a device of their own."""
    request.session[STAY] = time.time()
    request.session.set_expiry(0)
