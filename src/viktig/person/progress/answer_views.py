"""For whoever holds eight words and no account: one form, answered once. Nothing is kept in the browser."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from viktig.ground.rules import RuleBroken
from viktig.person.progress import actions, packs
from viktig.person.progress.forms import AnswerForm, WordsForm
from viktig.person.progress.page import TEMPLATES


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Ask for the words, show what lies ready for them, and take the answer. All of it at one address."""
    words = WordsForm(request.POST or None)
    if request.method != "POST" or not words.is_valid():
        return _shown(request, "words", {"form": words})
    typed = words.cleaned_data["slip"]
    if not ratelimit.consume(request, action="slip"):
        words.add_error("slip", _("There were many tries from here. Wait ten minutes, and write the words again."))
        return _shown(request, "words", {"form": words, "written": _written(request)})
    try:
        laid = actions.seen(typed)
        asked = _asked(laid)
    except RuleBroken as refusal:
        if _came_before(request, typed):
            return _shown(request, "answered", {"needs_help": True})
        words.add_error("slip", str(refusal.message))
        return _shown(request, "words", {"form": words, "written": _written(request)})
    form = AnswerForm(request.POST if "new_id" in request.POST else None, asked=asked)
    more = None
    if form.is_bound and form.is_valid():
        more = form.ask_more()
        if more is None and _sent(form, typed):
            return _shown(request, "answered", {"needs_help": _is_heavy(form)})
    return _shown(request, "answer", {"form": form, "asked": asked, "laid": laid, "typed": typed, "more": more})


def _asked(laid: actions.Laid) -> packs.Form:
    languages = packs.offered().get(laid.form)
    if not languages:
        raise actions.SlipUnknown(_("This form is here no more. Ask for another one."))
    return packs.in_language(languages, laid.language).without(laid.left_out)


def _sent(form: AnswerForm, typed: str) -> bool:
    given = form.cleaned_data
    try:
        actions.send(typed, form=form.as_asked(), answers=form.answers(), said=given["words"], sheet=given["new_id"])
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _came_before(request: HttpRequest, typed: str) -> bool:
    try:
        sheet = UUID(request.POST.get("new_id", ""))
    except ValueError:
        return False
    return actions.was_sent(typed, sheet=sheet)


def _is_heavy(form: AnswerForm) -> bool:
    answers = form.answers()
    return any(answers.get(item) not in (None, "", 0) for item in form.asked.rule.safety)


def _written(request: HttpRequest) -> list[str]:
    """Return what somebody wrote on a sheet that comes nowhere any more, so that they can keep it."""
    own = [words for name, words in request.POST.items() if name == "words" or name.startswith("q-")]
    return [str(words) for words in own if len(str(words).strip()) > 3]  # not the value of an answer that was chosen


def _shown(request: HttpRequest, name: str, page: dict[str, Any]) -> HttpResponse:
    response = render(request, f"{TEMPLATES}/by_{name}.html", page)
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store, private"
    return response
