"""Answering a letter once, without an account: its eight words open the one voice that it carries, by POST.

Nobody has to be slowed down here: the words have 88 bits. They open nothing that is not printed above them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from viktig.ground.look.tags import with_language
from viktig.ground.privacy.acting import acting_as
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import talk_of, voices_by_receipt
from viktig.system.letters import actions, queries
from viktig.system.letters.forms import AnswerForm, LetterWordsForm

TEMPLATES = "system/letters/templates"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Ask for the words of a letter; with them, show what it carries and the form to answer it."""
    if request.method != "POST":
        return render(request, f"{TEMPLATES}/open.html", {"form": LetterWordsForm()})
    form = LetterWordsForm(request.POST)
    words = form.cleaned_data["receipt"] if form.is_valid() else ""
    with _voice_of(words) as voice:
        if voice is None:
            return _asked_again(request, form)
        return _page(request, voice, words, _answer_form(voice))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Send the answer. The words are used up with it, and open nothing any more."""
    if request.method != "POST":
        return redirect(with_language(request, reverse("system:letter")))
    asked = LetterWordsForm(request.POST)
    words = asked.cleaned_data["receipt"] if asked.is_valid() else ""
    with _voice_of(words) as voice:
        if voice is None:
            return _asked_again(request, asked)
        form = _answer_form(voice, request.POST)
        if not form.is_valid():
            return _page(request, voice, words, form)
        try:
            actions.answer_once(voice=voice, letter_words=words, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal.message))
            return _page(request, voice, words, form)
    return _private(render(request, f"{TEMPLATES}/answered.html", {"name": voice.held_by.name}))


@contextmanager
def _voice_of(words: str) -> Iterator[Voice | None]:
    """Act as one who holds a letter, for the one voice it carries; None, where the words open nothing."""
    found = queries.opened_by(words) if words else None
    if found is None:
        yield None
        return
    with acting_as(None, because="system.letters.answer", receipts=[found[1]]):
        yield voices_by_receipt([found[1]]).get(found[1])


def _asked_again(request: HttpRequest, form: LetterWordsForm) -> HttpResponse:
    if form.is_valid():
        wrong = _(
            "These words open no letter. It may be answered, or gone on to someone else. Look at each word again."
        )
        form.add_error("receipt", wrong)
    return _private(render(request, f"{TEMPLATES}/open.html", {"form": form}))


def _page(request: HttpRequest, voice: Voice, words: str, form: AnswerForm) -> HttpResponse:
    this_one = queries.words_digest(words)[:12]
    lines = queries.written(talk_of(voice))
    shown = {"voice": voice, "words": words, "this_one": this_one, "form": form, "lines": lines}
    return _private(render(request, f"{TEMPLATES}/reply.html", shown))


def _answer_form(voice: Voice, data: Any = None) -> AnswerForm:
    others = queries.who_may_answer_instead(voice)
    return AnswerForm(data, own=True, others=others, may_be_sent_on=queries.may_be_sent_on(voice))


def _private(response: HttpResponse) -> HttpResponse:
    """Let no browser keep a page with the words of a letter or what it carries."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
