"""The start page, the pages for what is not there or went wrong, and signs of life."""

import re
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from viktig.ground.look.kept import kept

OPENS_SOMETHING = re.compile(
    "password|code|token"
)  # names of fields: csrfmiddlewaretoken, password1, the code of a card


@login_not_required
@require_safe
@kept
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "ground/look/templates/start.html")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("select 1")
    return HttpResponse("ready\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what can be done about a form that nobody could read. What was written is not here: only the browser has it."""
    shown = {"too_long": isinstance(exception, RequestDataTooBig)}
    return render(request, "ground/look/templates/not_read.html", shown, status=400)


def only_sent(request: HttpRequest) -> HttpResponse:
    """Lead from an address to which forms are sent, opened as a page, to the page it belongs to."""
    return render(request, "ground/look/templates/only_sent.html", {"page": page_above(request.path)}, status=405)


def page_above(path: str) -> str:
    """Return the nearest address above another at which there is something."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return path


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say the same for what is missing and for what is not yours (design.md 4); what was sent there is not lost."""
    return render(request, "ground/look/templates/not_found.html", {"written": _written(request)}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "ground/look/templates/broken.html", status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from elsewhere or from an old session: show what was written, so that it is not lost."""
    shown = {"written": _written(request), "page": _page_of_the_form(request)}
    return render(request, "ground/look/templates/form_too_old.html", shown, status=403)


def _written(request: HttpRequest) -> list[Any]:
    """Return what somebody wrote into a form of ours that was not taken, without what opens something."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []  # somebody else's words
    return [
        value
        for name, value in request.POST.items()
        if name not in {"new_id", "seen"} and not OPENS_SOMETHING.search(name) and value
    ]


def _page_of_the_form(request: HttpRequest) -> str:
    """Return the address of the page on which a form stood: where it is sent to may be no page at all."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else request.path
