"""What people have said to us, and what we answer."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.roles import Permission
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.forms import LONGEST
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import Outcome
from viktig.ground.words.hint import Hint, hint_of
from viktig.service.replies import actions, queries
from viktig.service.replies.access import get_voice_for, our_organisations, voices_for
from viktig.service.replies.forms import AnswerForm, ChangeForm, ListForm, OutcomeForm, PromiseForm, Seen, WriteForm
from viktig.service.replies.models import KINDS
from viktig.service.replies.plain import outcomes_of, way_of
from viktig.service.replies.queries import Tab, Wanted

READ, ANSWER = Permission.SERVICE_REPLIES_READ, Permission.SERVICE_REPLIES_ANSWER
FORMS = ("promise", "answer", "change", "write")
LAID_ASIDE = ("words", "by_when", "who_decides", "remains")


@require_safe
def said_to_us(request: AccountRequest) -> HttpResponse:
    """List what people have said, by whose move it is. The question stays in the address."""
    ours = our_organisations(request.user)
    form = ListForm(request.GET, organisations=ours)
    asked = form.asked()
    tab = request.GET.get("tab", "")
    wanted = Wanted(tab=tab if tab in Tab.ALL else Tab.OURS, after=_uuid(request.GET.get("after", "")), **asked)
    voices = queries.narrowed(voices_for(request.user, READ), wanted)
    page = queries.listed(voices, wanted, ours)
    numbers = queries.counts(voices, ours)
    shown = {
        "ours": ours,
        "names": ", ".join(organisation.name for organisation in ours),
        "form": form,
        "asked": asked,
        "tab": wanted.tab,
        "tabs": [
            (name, numbers.get(name), "?" + urlencode({"tab": name} | asked))
            for name in Tab.ALL
            if name != Tab.ELSEWHERE or numbers[name] or name == wanted.tab
        ],
        "page": page,
        "first": "?" + urlencode({"tab": wanted.tab} | asked) if wanted.after else "",
        "more": "?" + urlencode({"tab": wanted.tab} | asked | {"after": page.more}) if page.more else "",
    }
    return render(request, "service/replies/templates/list.html", shown)


@require_safe
def one(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    """Show one voice and the next thing to do with it. The first opening marks it read."""
    voice = get_voice_for(request.user, voice_id, READ)
    if request.method == "GET":
        actions.note_read(voice=voice, ours=our_organisations(request.user))
    return _page(request, voice)


@require_POST
def promise(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_for(request.user, voice_id, ANSWER)
    return _act(request, voice, actions.promise, PromiseForm(request.POST), _("You have said how much say they get."))


@require_POST
def answer(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    """Send the answer; or look how easy it is to read; or choose another kind of answer, and keep the words."""
    voice = get_voice_for(request.user, voice_id, ANSWER)
    chosen = _outcome(request.POST.get("outcome", ""), voice)
    if chosen is None or "again" in request.POST:
        written = {name: request.POST[name][:LONGEST] for name in LAID_ASIDE if name in request.POST}
        actions.lay_aside(voice=voice, by=request.user, written=written)
        return redirect(reverse("service:replies-one", args=[voice.pk]) + "#next")
    form = _answer_form(voice, chosen, request.POST)
    if "look" in request.POST:
        return _page(request, voice, form, reading=hint_of(request.POST.get("words", "")[:LONGEST]))
    return _act(request, voice, actions.answer, form, _("Your answer is sent."))


@require_POST
def change(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_for(request.user, voice_id, ANSWER)
    sent = _("Sent. The one who spoke now says whether it became better.")
    return _act(request, voice, actions.tell_change, ChangeForm(request.POST), sent)


@require_POST
def write(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_for(request.user, voice_id, ANSWER)
    return _act(request, voice, actions.write, WriteForm(request.POST), _("Sent to the one who spoke."))


def _act(request: AccountRequest, voice: Voice, action: Any, form: Seen, sent: str) -> HttpResponse:
    """Do one thing with a voice, or show its page again with what was written and why it was not sent."""
    refused = ""
    if form.is_valid():
        try:
            action(voice=voice, by=request.user, ours=our_organisations(request.user), **form.cleaned_data)
        except RuleBroken as refusal:
            refused = str(refusal.message)
            voice = get_voice_for(request.user, voice.pk, READ)  # as it is now, with what came
        else:
            messages.success(request, sent)
            return redirect("service:replies-one", voice.pk)
    return _page(request, voice, form, refused=refused)


def _page(
    request: AccountRequest,
    voice: Voice,
    written: Seen | None = None,
    *,
    refused: str = "",
    reading: Hint | None = None,
) -> HttpResponse:
    """Show a voice and the next thing to do with it. written: the form that was not sent, with its words."""
    opened = queries.opened(voice, our_organisations(request.user))
    chosen = _outcome(request.GET.get("outcome", ""), voice)
    forms: dict[str, Seen] = {}
    if opened.asked_to_promise:
        forms["promise"] = PromiseForm()
    elif opened.may_answer and (chosen or isinstance(written, AnswerForm)):
        forms["answer"] = _answer_form(voice, chosen or Outcome.EXPLAINED, initial=_kept(request, "answer", voice))
    if opened.may_tell_change:
        forms["change"] = ChangeForm(initial=_kept(request, "change", voice))
    if opened.may_write:
        forms["write"] = WriteForm(initial=_kept(request, "write", voice))
    homeless = _put_back(forms, written)
    for form in forms.values():
        form.see(voice.turns_taken)
    choose = opened.may_answer and not opened.asked_to_promise and "answer" not in forms
    page = {
        "opened": opened,
        "voice": voice,
        "kind": KINDS[voice.kind],
        "others_like": queries.others_like(voice, voices_for(request.user, READ)),
        "way": way_of(opened.talk, late=opened.late_since is not None),
        "choose": OutcomeForm(outcomes=outcomes_of(voice)) if choose else None,
        "drafts": {name: actions.draft_of(name, voice) for name in forms},
        "refused": refused,
        "written": written,
        "homeless": homeless,
        "reading": reading,
    }
    return render(
        request, "service/replies/templates/one.html", page | {f"{name}_form": forms.get(name) for name in FORMS}
    )


def _put_back(forms: dict[str, Seen], written: Seen | None) -> str:
    """Put a form that was not sent back in its place; return its words where it has no place any more."""
    if written is None:
        return ""
    for name, form in forms.items():
        if type(form) is type(written):
            forms[name] = written
            return ""
    return str(written.data.get("words", ""))


def _outcome(text: str, voice: Voice) -> Outcome | None:
    return next((one for one in outcomes_of(voice) if one == text), None)


def _answer_form(
    voice: Voice, chosen: Outcome, data: Any = None, *, initial: dict[str, str] | None = None
) -> AnswerForm:
    return AnswerForm(
        data,
        initial=dict(initial or {}),
        chosen=chosen,
        heading=outcomes_of(voice)[chosen],
        others=queries.who_may_answer_instead(voice) if chosen == Outcome.NOT_OURS else [],
    )


def _kept(request: AccountRequest, form: str, voice: Voice) -> dict[str, str]:
    return drafts.kept(who=request.user.who, form=actions.draft_of(form, voice))


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
