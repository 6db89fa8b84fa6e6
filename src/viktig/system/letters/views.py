"""Letters to print, to send, and what came back: for a user organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import states
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import open_words, talk_of
from viktig.system.letters import actions, queries
from viktig.system.letters.access import get_voice_on_paper_for, sender_of, senders, voices_on_paper_for
from viktig.system.letters.forms import AnswerForm, ChangedForm, PrintForm, SentForm
from viktig.system.letters.paper import letter_as_paper

TEMPLATES = "system/letters/templates"
KEPT = (AnswerForm, ChangedForm)


@require_safe
def letters(request: AccountRequest) -> HttpResponse:
    if not senders(request.user):
        raise Http404
    found = queries.sorted_voices(voices_on_paper_for(request.user))
    open_words([*found.to_print, *found.sent, *found.promised])
    return render(request, f"{TEMPLATES}/list.html", {"found": found})


@require_safe
def one(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    return _page(request, get_voice_on_paper_for(request.user, voice_id))


@require_POST
def make(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    """Return the letter as a paper. Its words are new each time."""
    voice = get_voice_on_paper_for(request.user, voice_id)
    form, by = PrintForm(request.POST), sender_of(request.user, voice)
    if not form.is_valid():
        return _page(request, voice, form)
    try:
        words = actions.print_letter(voice=voice, by=by, **form.cleaned_data)
    except RuleBroken as refusal:
        return _page(request, voice, form, refused=str(refusal.message))
    made = letter_as_paper(talk_of(voice), by=by, words=words, **form.cleaned_data)
    return as_download(made, "viktig.pdf")


@require_POST
def sent(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_on_paper_for(request.user, voice_id)
    done = _("Noted. The one who spoke sees that a letter went out, and when.")
    return _act(request, voice, actions.note_sent, SentForm(request.POST), done)


@require_POST
def answer(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_on_paper_for(request.user, voice_id)
    return _act(request, voice, actions.write_in, _answer_form(voice, request.POST), _("The answer is written in."))


@require_POST
def changed(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_on_paper_for(request.user, voice_id)
    done = _("Written in. The one who spoke now judges it.")
    return _act(request, voice, actions.write_in_change, ChangedForm(request.POST), done)


def _act(request: AccountRequest, voice: Voice, action: Any, form: Form, done: str) -> HttpResponse:
    """Do one thing, or show the page again with what was written and why it was not done."""
    if not form.is_valid():
        return _page(request, voice, form)
    try:
        action(voice=voice, by=sender_of(request.user, voice), **form.cleaned_data)
    except RuleBroken as refusal:
        return _page(request, get_voice_on_paper_for(request.user, voice.pk), form, refused=str(refusal.message))
    drafts.forget(who=request.user.who, form=_draft_of(form, voice))
    messages.success(request, done)
    return redirect("system:letters")


def _page(request: AccountRequest, voice: Voice, written: Form | None = None, *, refused: str = "") -> HttpResponse:
    """Show a voice and what is to be done with its letter now. written: the form that was not sent."""
    by, unanswered = sender_of(request.user, voice), states.may_answer(voice.state)
    forms: dict[str, Form] = {}
    if unanswered:
        forms["print_form"] = PrintForm(initial=queries.addresses(voice, by))
        forms["sent_form"] = SentForm(initial={"sent_on": voice.posted_on or clock.today()})
        if voice.posted_on:
            forms["answer_form"] = _answer_form(voice)
    elif states.may_tell_change(voice.state):
        forms["changed_form"] = ChangedForm()
    for form in forms.values():
        if isinstance(form, KEPT):
            form.initial.update(drafts.kept(who=request.user.who, form=_draft_of(form, voice)))
    forms = {name: written if type(form) is type(written) and written else form for name, form in forms.items()}
    shown = {
        "voice": voice,
        "by": by,
        "lines": queries.written(talk_of(voice)),
        "letter": queries.letter_of(voice),
        "late": queries.is_late(voice),
        "written": written,
        "refused": refused,
        "drafts": {name: _draft_of(form, voice) for name, form in forms.items()},
    }
    return render(request, f"{TEMPLATES}/one.html", shown | forms)


def _draft_of(form: Form, voice: Voice) -> str:
    """Return the key under which what is being written in is kept."""
    return f"system.letters.{type(form).__name__.removesuffix('Form').lower()}:{voice.pk}"


def _answer_form(voice: Voice, data: Any = None) -> AnswerForm:
    others = queries.who_may_answer_instead(voice)
    return AnswerForm(data, own=False, others=others, may_be_sent_on=queries.may_be_sent_on(voice))
