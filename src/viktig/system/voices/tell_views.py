"""Saying something without an account. Words travel in hidden fields from page to page: no cookie, nothing stored."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from viktig.ground.look.tags import with_language
from viktig.ground.voice import actions
from viktig.ground.voice.classes import SpokenBy
from viktig.ground.voice.forms import minted
from viktig.ground.voice.queries import own_talk
from viktig.ground.voice.telling import Telling
from viktig.ground.voice.telling import me_too as filled_in
from viktig.system.voices.access import get_published

NEXT = {"words": "system:tell-to", "to": "system:tell-way", "way": "system:tell-check", "check": "system:tell-send"}


@login_not_required
@require_safe
def me_too(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Somebody to whom the same has happened sees at once all that would be sent, and may change any of it."""
    telling = Telling(filled_in(get_published(publication_id)), get_language() or "nb")
    unfinished = telling.unfinished(before="check")
    name = unfinished or "check"
    return page(request, telling, name, telling.blank(name))


def telling_of(request: HttpRequest) -> Telling:
    """Return what a visitor has given so far."""
    given = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    return Telling(given, get_language() or "nb")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """The first page; sent here with what was written, the way back to it. as: for whom somebody comes to speak."""
    telling = telling_of(request)
    if request.method != "POST" and request.GET.get("as") == SpokenBy.RELATIVE:
        telling = Telling({"spoken_by": SpokenBy.RELATIVE.value, "level": "service"}, telling.language)
    return page(request, telling, "words", telling.blank("words"))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def to(request: HttpRequest) -> HttpResponse:
    return step(request, "to")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest) -> HttpResponse:
    return step(request, "way")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    return step(request, "check")


def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show a step, or the first one before it that is not right yet."""
    if request.method != "POST":
        return redirect(with_language(request, reverse("system:tell")))
    telling = telling_of(request)
    unfinished = telling.unfinished(before=name)
    if unfinished:
        return page(request, telling, unfinished, telling.form(unfinished))
    if name == "way" and len(telling.chain) == 1:
        return step(request, "check")
    return page(request, telling, name, telling.blank(name))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Send it on its way and show the receipt. Sent twice, it is the same receipt and one voice."""
    if request.method != "POST":
        return redirect(with_language(request, reverse("system:tell")))
    telling = telling_of(request)
    unfinished = telling.unfinished()
    if unfinished:
        return page(request, telling, unfinished, telling.form(unfinished))
    if not telling.is_ours:
        return page(request, telling, "check", telling.form("check"))
    words, sent = telling.words(), own_talk(telling.receipt, who=None)
    if sent is not None and sent.first_words != words.words:
        return sent_before(request, telling)
    if sent is None:
        actions.say(words, receipt=telling.receipt)
    shown = {
        "receipt_words": telling.receipt.split(),
        "receipt": telling.receipt,
        "organisation": telling.organisation,
        "language": telling.language,
    }
    return for_this_reader_only(render(request, "system/voices/templates/sent.html", shown))


def sent_before(request: HttpRequest, telling: Telling) -> HttpResponse:
    """Tell somebody who went back and wrote something else that the first is sent; what they wrote is not lost."""
    hidden = {name: value for name, value in telling.hidden("check").items() if name != "receipt"}
    shown = {
        "receipt": telling.receipt,
        "words": telling.words().words,
        "hidden": hidden | {"receipt": minted(telling.language)},
    }
    return for_this_reader_only(render(request, "system/voices/templates/sent_before.html", shown))


def page(request: HttpRequest, telling: Telling, name: str, form: Any) -> HttpResponse:
    """Show one step with everything else in hidden fields."""
    shown = {
        "part": f"ground/voice/templates/tell_{name}.html",
        "telling": telling,
        "form": form,
        "hidden": telling.hidden(name),
        "action": reverse(NEXT[name]),
        "draft": "tell",
        "back_by_post": True,
        "back_to_words": reverse("system:tell"),
        "back_to_receiver": reverse("system:tell-to"),
        "back_to_way": reverse("system:tell-way"),
        "changed_on_the_way": name == "check" and bool(form.is_bound) and not telling.is_ours,
    }
    response = render(request, "system/voices/templates/tell.html", shown | telling.shown_at(name))
    response.headers["Cache-Control"] = "private, no-cache"  # a receipt is minted for one; the way back stays open
    return response


def for_this_reader_only(response: HttpResponse) -> HttpResponse:
    """Let no browser keep a page with a receipt or a talk: the next one at this telephone is somebody else."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
