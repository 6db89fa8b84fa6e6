"""What waits for a check before everybody may read it, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.models import Voice
from viktig.ground.voice.publishing import Text, difference
from viktig.system.voices import actions, queries
from viktig.system.voices.access import (
    get_voice_to_check_for,
    may_check,
    voices_to_check_for,
    voices_waiting_for_others,
)
from viktig.system.voices.moderate_forms import EditForm, LetBeForm, PublishForm, TalkFirstForm


@require_safe
def moderate(request: AccountRequest) -> HttpResponse:
    if not may_check(request.user):
        raise Http404
    after, to = _id_in(request, "after"), _id_in(request, "to")
    waiting, others = voices_to_check_for(request.user), voices_waiting_for_others(request.user)
    if to is not None:
        waiting, others = waiting.filter(to=to), others.none()
    lines, more = queries.waiting_to_be_checked(waiting, after=after)
    elsewhere = [] if after else queries.waiting_for_others(others)
    shown = {"lines": lines, "more": more, "elsewhere": elsewhere, "to": to}
    return render(request, "system/voices/templates/moderate.html", shown)


@require_safe
def check(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    return _page(request, get_voice_to_check_for(request.user, voice_id))


@require_POST
def publish(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_to_check_for(request.user, voice_id)
    form = PublishForm(request.POST)
    return _do(request, voice, actions.publish_checked, form, {}, _("It is published. Everyone can read it now."))


@require_POST
def talk_first(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_to_check_for(request.user, voice_id)
    form = TalkFirstForm(request.POST, auto_id="talk_%s")
    done = _("The office is asked to talk with the one who spoke. It comes back to you here afterwards.")
    return _do(request, voice, actions.talk_first, form, {"talk_form": form}, done)


@require_POST
def let_be(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_to_check_for(request.user, voice_id)
    form = LetBeForm(request.POST, auto_id="let_be_%s")
    done = _("It is not published. The one who spoke can read why.")
    return _do(request, voice, actions.let_be, form, {"let_be_form": form}, done)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    """Take out what somebody could be known by; look at it beside the words as they are; then ask the one who spoke."""
    voice = get_voice_to_check_for(request.user, voice_id)
    one = queries.to_check(voice)
    initial = {"words": one.text.words, "answer": one.text.answer, "change": one.text.change, "seen": voice.turns_taken}
    form = EditForm(request.POST if request.method == "POST" else None, initial=initial, with_change=bool(one.change))
    shown: dict[str, Any] = {"one": one, "form": form, "refused": ""}
    if form.is_valid() and "change_more" not in request.POST and not _takes_out(form, one):
        form.add_error("words", _("Nothing is taken out yet. Take something out, or go back."))
    if form.is_valid():
        text = Text(*(form.cleaned_data.get(name, "") for name in ("words", "answer", "change")))
        if "ask" in request.POST:
            try:
                actions.ask_about(voice=voice, seen=form.cleaned_data["seen"], text=text)
            except RuleBroken as refusal:
                shown["refused"] = str(refusal.message)
                form.data = form.data.dict() | {"seen": str(voice.turns_taken)}  # type: ignore[attr-defined]
            else:
                messages.success(request, _("The one who spoke is asked. Nothing is published before they say yes."))
                return redirect("system:voices-moderate")
        if "change_more" not in request.POST:
            shown["compared"] = [
                difference(voice.words, text.words),
                difference(one.answer.words, text.answer),
                difference(one.change.words, text.change) if one.change else [],
            ]
    return render(request, "system/voices/templates/edit.html", shown)


def _id_in(request: AccountRequest, name: str) -> UUID | None:
    """Return the id that an address carries under this name; None, if it carries none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _takes_out(form: EditForm, one: queries.ToCheck) -> bool:
    """Say whether a word is another than it was said; line breaks do not count."""
    as_it_is = {"words": one.voice.words, "answer": one.answer.words, "change": one.change.words if one.change else ""}
    return any(form.cleaned_data.get(name, "").split() != words.split() for name, words in as_it_is.items())


def _do(
    request: AccountRequest, voice: Voice, action: Any, form: Any, written: dict[str, Any], done: str
) -> HttpResponse:
    """Do one thing with a voice, or show its page again with why it was not done. written: the form, where it has words."""
    if not form.is_valid():
        return _page(request, voice, **(written or {"form": form}), errors=form)
    values = {name: value for name, value in form.cleaned_data.items() if name in {"seen", "words"}}
    try:
        action(voice=voice, **values)
    except RuleBroken as refusal:
        # The ticks were for what stood there before: they are not kept; words are.
        voice = get_voice_to_check_for(request.user, voice.pk)
        return _page(request, voice, **written, refused=str(refusal.message))
    messages.success(request, done)
    return redirect("system:voices-moderate")


def _page(
    request: AccountRequest,
    voice: Voice,
    *,
    form: PublishForm | None = None,
    talk_form: TalkFirstForm | None = None,
    let_be_form: LetBeForm | None = None,
    errors: Any = None,
    refused: str = "",
) -> HttpResponse:
    one = queries.to_check(voice)
    if not one.waits:  # published meanwhile, perhaps by a double click
        messages.info(request, _("This is published already.") if not voice.let_be else _("This is not published."))
        return redirect("system:voices-moderate")
    seen = {"seen": voice.turns_taken}
    for written in (talk_form, let_be_form):
        if written is not None:
            written.data = dict(written.data.items()) | {"seen": str(voice.turns_taken)}
    shown = {
        "one": one,
        "form": form or PublishForm(initial=seen),
        "talk_form": talk_form or TalkFirstForm(initial=seen, auto_id="talk_%s"),
        "let_be_form": let_be_form or LetBeForm(initial=seen, auto_id="let_be_%s"),
        "errors": errors,
        "refused": refused,
    }
    return render(request, "system/voices/templates/check.html", shown)
