"""Reading the answer without an account: the words of the receipt open the talk, by POST, never in an address.

Nobody has to be slowed down here: a receipt has 88 bits, so guessing finds nothing. Whether a receipt is wrong in one word
or was never given makes no difference, neither in bytes nor in queries; which words stand in our lists is public.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from viktig.ground.look.tags import with_language
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import actions
from viktig.ground.voice.forms import EditAnswerForm, JudgementForm, ReceiptForm, TurnForm, blank_edit_form, new_once
from viktig.ground.voice.queries import OwnTalk, own_talk, waiting_digest
from viktig.system.voices.tell_views import for_this_reader_only


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "system/voices/templates/answers.html", {"form": ReceiptForm()})
    opened = open_talk(request)
    return talk_page(request, opened) if isinstance(opened, OwnTalk) else opened


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest) -> HttpResponse:
    """Write to the one who answers, and see the talk again."""
    opened = open_talk(request)
    if not isinstance(opened, OwnTalk):
        return opened
    form = TurnForm(request.POST, auto_id="reply_%s")
    if not form.is_valid():
        return talk_page(request, opened, turn_form=form)
    actions.write_as_speaker(form.cleaned_data["words"], receipt=opened.receipt, once=form.cleaned_data["once"])
    return talk_page(request, own_talk(opened.receipt, who=None) or opened)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest) -> HttpResponse:
    """Say whether it became better, and see the talk again."""
    opened = open_talk(request)
    if not isinstance(opened, OwnTalk):
        return opened
    form = JudgementForm(request.POST, auto_id="judge_%s")
    if not form.is_valid():
        return talk_page(request, opened, judgement_form=form)
    try:
        actions.judge_own_talk(opened, **form.cleaned_data)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return talk_page(request, opened, judgement_form=form)
    return talk_page(request, own_talk(opened.receipt, who=None) or opened)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def let_print(request: HttpRequest) -> HttpResponse:
    """Let it go by letter to a body for which nobody answers here, and see the talk again."""
    opened = open_talk(request)
    if not isinstance(opened, OwnTalk):
        return opened
    if opened.asks_for_paper:
        actions.let_print(opened)
    return talk_page(request, own_talk(opened.receipt, who=None) or opened)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest) -> HttpResponse:
    """Say yes or no to a text that may be published, or write another, and see the talk again."""
    opened = open_talk(request)
    if not isinstance(opened, OwnTalk):
        return opened
    form = EditAnswerForm(request.POST, auto_id="edit_%s")
    if not form.is_valid():
        return talk_page(request, opened, edit_form=form)
    actions.say_to_edit(opened, **form.cleaned_data)
    return talk_page(request, own_talk(opened.receipt, who=None) or opened)


def open_talk(request: HttpRequest) -> OwnTalk | HttpResponse:
    """Return the talk whose receipt came with the form, or the page that asks for a receipt again."""
    if request.method != "POST":
        return redirect(with_language(request, reverse("system:answers")))
    form = ReceiptForm(request.POST)
    if form.is_valid():
        found = own_talk(form.cleaned_data["receipt"], who=None)
        if found is not None:
            return found
        form.add_error(
            "receipt", _("We find nothing with these words. Look at each one again. Perhaps one is another word.")
        )
    return for_this_reader_only(render(request, "system/voices/templates/answers.html", {"form": form}))


def talk_page(
    request: HttpRequest, own: OwnTalk, *, turn_form: Any = None, judgement_form: Any = None, edit_form: Any = None
) -> HttpResponse:
    """Show a talk to the one who spoke."""
    this_one = waiting_digest(own.receipt)[:12]
    shown = {
        "own": own,
        "may_speak": True,
        "turn_form": turn_form or TurnForm(initial={"once": new_once()}, auto_id="reply_%s"),
        "judgement_form": judgement_form or JudgementForm(initial={"once": new_once()}, auto_id="judge_%s"),
        "edit_form": edit_form or blank_edit_form(own),
        "form": turn_form or judgement_form or edit_form,
        "hidden": {"receipt": own.receipt},
        "reply_to": reverse("system:answers-reply"),
        "judge_to": reverse("system:answers-judge"),
        "edit_to": reverse("system:answers-publishing"),
        "paper_to": reverse("system:answers-paper"),
        "tell_again": reverse("system:tell"),
        "reply_draft": f"answers-reply-{this_one}",
        "judge_draft": f"answers-judge-{this_one}",
    }
    return for_this_reader_only(render(request, "system/voices/templates/talk.html", shown))
