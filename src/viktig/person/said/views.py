from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.forms import EditAnswerForm, JudgementForm, TurnForm, blank_edit_form, new_once
from viktig.ground.voice.queries import OwnTalk, own_talk
from viktig.ground.voice.telling import FIELDS, Telling
from viktig.person.said import access, actions, queries
from viktig.person.said.models import Said

READ, EDIT = Permission.PERSON_SAID_READ, Permission.PERSON_SAID_EDIT
NEXT = {"words": "to", "to": "way", "way": "check"}
ADDRESS = {
    "words": "person:said-write",
    "to": "person:said-to",
    "way": "person:said-way",
    "check": "person:said-check",
}
REPLY, JUDGE = "person.said.reply.", "person.said.judge."

# What was said ----------------------------------------------------------------------------------------------------------


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return show_room(request, request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    return show_room(request, who)


def show_room(request: AccountRequest, who: UUID) -> HttpResponse:
    person, saids = access.get_all_said_for(request.user, who, READ)
    is_own = request.user.who == who
    shown = {
        "is_own": is_own,
        "name": person.name,
        "lines": queries.lines_of(saids, who=request.user.who),
        "begun": queries.all_begun(who) if is_own else [],
        "seen_by": seen_by(who, Room.SAID),
    }
    return render(request, "person/said/templates/room.html", shown)


@require_safe
def detail(request: AccountRequest, said_id: UUID) -> HttpResponse:
    said = access.get_said_for(request.user, said_id, READ)
    talk = own_talk(said.receipt, who=request.user.who)
    if talk and said.person_id == request.user.who:
        actions.look(said=said, own=talk)
    return talk_page(request, said, talk)


@require_POST
def reply(request: AccountRequest, said_id: UUID) -> HttpResponse:
    said, talk = own_said(request, said_id)
    form = TurnForm(request.POST, auto_id="reply_%s")
    if talk is None or not form.is_valid():
        return talk_page(request, said, talk, turn_form=form)
    actions.write(own=talk, **form.cleaned_data)
    drafts.forget(who=request.user.who, form=f"{REPLY}{said_id}")
    messages.success(request, _("Sent. It is there in about a minute."))
    return redirect("person:said-detail", said_id)


@require_POST
def judge(request: AccountRequest, said_id: UUID) -> HttpResponse:
    said, talk = own_said(request, said_id)
    form = JudgementForm(request.POST, auto_id="judge_%s")
    if talk is None or not form.is_valid():
        return talk_page(request, said, talk, judgement_form=form)
    try:
        actions.judge(own=talk, **form.cleaned_data)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return talk_page(request, said, talk, judgement_form=form)
    drafts.forget(who=request.user.who, form=f"{JUDGE}{said_id}")
    messages.success(request, _("Sent. It is there in about a minute."))
    return redirect("person:said-detail", said_id)


@require_POST
def let_print(request: AccountRequest, said_id: UUID) -> HttpResponse:
    """Let it go by letter to a body for which nobody answers here."""
    _said, talk = own_said(request, said_id)
    if talk is not None:
        actions.let_print(own=talk)
    messages.success(request, _("It may go by letter now. You see here when it is sent."))
    return redirect("person:said-detail", said_id)


@require_POST
def publishing(request: AccountRequest, said_id: UUID) -> HttpResponse:
    """Say yes or no to a text that may be published, or write another."""
    said, talk = own_said(request, said_id)
    form = EditAnswerForm(request.POST, auto_id="edit_%s")
    if talk is None or not form.is_valid():
        return talk_page(request, said, talk, edit_form=form)
    actions.say_to_edit(own=talk, **form.cleaned_data)
    messages.success(request, _("Sent. It is there in about a minute."))
    return redirect("person:said-detail", said_id)


@require_safe
def receipt(request: AccountRequest, said_id: UUID) -> HttpResponse:
    """The eight words, on demand, to the person alone: whoever has them can speak for them."""
    said = access.get_said_for(request.user, said_id, EDIT)
    shown = {"said": said, "receipt_words": said.receipt.split()}
    return render(request, "person/said/templates/receipt.html", shown)


def own_said(request: AccountRequest, said_id: UUID) -> tuple[Said, OwnTalk | None]:
    said = access.get_said_for(request.user, said_id, EDIT)
    return said, own_talk(said.receipt, who=request.user.who)


def talk_page(
    request: AccountRequest,
    said: Said,
    own: OwnTalk | None,
    *,
    turn_form: Any = None,
    judgement_form: Any = None,
    edit_form: Any = None,
) -> HttpResponse:
    who, is_own = request.user.who, request.user.who == said.person_id
    shown: dict[str, Any] = {
        "said": said,
        "own": own,
        "is_own": is_own,
        "name": said.person.name,
        "may_speak": is_own,
        "seen_by": seen_by(said.person_id, Room.SAID, item=said.pk),
    }
    if is_own:
        reply_key, judge_key = f"{REPLY}{said.pk}", f"{JUDGE}{said.pk}"
        kept = drafts.kept_in(who=who, forms=[reply_key, judge_key])
        begun = {key: words | {"once": new_once()} for key, words in kept.items()}
        shown |= {
            "turn_form": turn_form or TurnForm(initial=begun[reply_key], auto_id="reply_%s"),
            "judgement_form": judgement_form or JudgementForm(initial=begun[judge_key], auto_id="judge_%s"),
            "edit_form": edit_form or (own and blank_edit_form(own)),
            "form": turn_form or judgement_form or edit_form,
            "edit_to": reverse("person:said-publishing", args=[said.pk]),
            "reply_to": reverse("person:said-reply", args=[said.pk]),
            "judge_to": reverse("person:said-judge", args=[said.pk]),
            "paper_to": reverse("person:said-paper", args=[said.pk]),
            "tell_again": reverse("person:said-new"),
            "reply_draft": reply_key,
            "judge_draft": judge_key,
            "draft_to": reverse("ground:draft"),
        }
    return render(request, "person/said/templates/talk.html", shown)


# What is being said -------------------------------------------------------------------------------------------------------


@require_safe
def new(request: AccountRequest) -> HttpResponse:
    """Begin something new: an empty form, words that the ombud suggests, something that matters, or a look unexplained.

    Each form has an address of its own, so that two windows never write over each other.
    """
    try:
        suggestion, matter, look = (
            UUID(request.GET[name]) if request.GET.get(name) else None for name in ("suggestion", "matter", "look")
        )
    except ValueError:
        suggestion = matter = look = None
    if suggestion:
        access.get_suggestion_to_say(request.user, suggestion)
        return redirect("person:said-write", suggestion)  # its own id: one suggestion is said once
    address = reverse("person:said-write", args=[uuid4()])
    if matter:
        access.get_own_matter(request.user, matter)
        address += f"?matter={matter}"
    elif look:
        access.get_own_look(request.user, look)
        address += f"?look={look}"
    return redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AccountRequest, said_id: UUID) -> HttpResponse:
    sent = access.find_own_said(request.user, said_id)
    if sent is not None and request.method != "POST":
        return redirect("person:said-detail", said_id)
    if sent is not None:  # written in another window after it was sent: nothing is lost, it is something new
        messages.info(request, _("You have sent what was here before. These words are kept as something new."))
        said_id = uuid4()
    return step(request, said_id, "words")


@require_http_methods(["GET", "HEAD", "POST"])
def to(request: AccountRequest, said_id: UUID) -> HttpResponse:
    return unless_sent(request, said_id, "to")


@require_http_methods(["GET", "HEAD", "POST"])
def way(request: AccountRequest, said_id: UUID) -> HttpResponse:
    return unless_sent(request, said_id, "way")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AccountRequest, said_id: UUID) -> HttpResponse:
    return unless_sent(request, said_id, "check")


def unless_sent(request: AccountRequest, said_id: UUID, name: str) -> HttpResponse:
    if access.find_own_said(request.user, said_id) is not None:
        return redirect("person:said-detail", said_id)
    return step(request, said_id, name)


def step(request: AccountRequest, said_id: UUID, name: str) -> HttpResponse:
    """Show one step, or keep what was given there and go on; an earlier step that is not right yet comes first."""
    given = begun(request, said_id, with_letters=name == "words" and request.method != "POST")
    if request.method == "POST":
        given |= {field: request.POST.get(field, "") for field in FIELDS[name]}
        given["receipt"] = Telling(given, get_language() or "nb").signed_receipt  # minted with the form, once
        actions.keep_begun(who=request.user.who, said_id=said_id, given=given)
    suggested = access.find_own_suggestion(request.user, said_id) is not None
    from_work = not suggested and access.may_speak_from_work(request.user)
    telling = Telling(given, get_language() or "nb", access.get_own_person(request.user).place, from_work)
    unfinished = telling.unfinished(before=name)
    if unfinished:
        wrong = telling.form(unfinished) if given.get("receipt") else None
        return page(request, said_id, telling, unfinished, wrong)
    if request.method != "POST":
        if name == "way" and len(telling.chain) == 1:
            return redirect(ADDRESS["check"], said_id)
        return page(request, said_id, telling, name)
    if not telling.form(name).is_valid():
        return page(request, said_id, telling, name, telling.form(name))
    if name != "check":
        return redirect(ADDRESS[NEXT[name]], said_id)
    return send(request, said_id, telling)


def send(request: AccountRequest, said_id: UUID, telling: Telling) -> HttpResponse:
    """Send exactly what the person saw; if it was changed in another window meanwhile, show it once more."""
    if request.POST.get("shown") != telling.fingerprint:
        messages.warning(request, _("This was changed in another window. Look at it once more."))
        return redirect(ADDRESS["check"], said_id)
    suggestion = access.find_own_suggestion(request.user, said_id)
    actions.say(
        who=request.user.who, said_id=said_id, words=telling.words(), receipt=telling.receipt, suggestion=suggestion
    )
    messages.success(request, _("It is on its way. The answer comes here. You need not remember anything."))
    return redirect("person:said-detail", said_id)


def begun(request: AccountRequest, said_id: UUID, *, with_letters: bool) -> dict[str, str]:
    """Return what was given so far; at the very beginning, what a suggestion or a matter fills in.

    with_letters: also what was written since and kept by itself, on the page where it is written.
    """
    who = request.user.who
    given = queries.begun(who, said_id)
    letters = queries.letters(who, said_id, given) if with_letters else {}
    if given or letters:
        return given | letters
    suggestion = access.find_own_suggestion(request.user, said_id)
    if suggestion is not None:
        return queries.from_suggestion(suggestion)
    try:
        if "look" in request.GET:
            return queries.from_look(access.get_own_look(request.user, UUID(request.GET["look"])))
        return queries.from_matter(access.get_own_matter(request.user, UUID(request.GET["matter"])))
    except (KeyError, ValueError):
        return {}


def page(request: AccountRequest, said_id: UUID, telling: Telling, name: str, form: Any = None) -> HttpResponse:
    suggestion = access.find_own_suggestion(request.user, said_id) if name == "words" else None
    shown = telling.shown_at(name)
    if name == "check":
        shown["hidden"] = {"shown": telling.fingerprint}
    addresses = {step: reverse(address, args=[said_id]) for step, address in ADDRESS.items()}
    return render(
        request,
        "person/said/templates/tell.html",
        shown
        | {
            "part": f"ground/voice/templates/tell_{name}.html",
            "telling": telling,
            "form": form or telling.blank(name),
            "action": addresses[name],
            "draft": queries.letters_key(said_id, telling.given),
            "draft_to": reverse("ground:draft"),
            "from_whom": suggestion.by_name if suggestion else "",
            "back_to_words": addresses["words"],
            "back_to_receiver": addresses["to"],
            "back_to_way": addresses["way"],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: AccountRequest, said_id: UUID) -> HttpResponse:
    """Throw away what was begun; asked twice, as everything that cannot be undone."""
    if request.method == "POST":
        actions.throw_away(who=request.user.who, said_id=said_id)
        messages.success(request, _("Deleted."))
        return redirect("person:said")
    shown = {
        "question": _("Delete what you began to write?"),
        "consequences": [_("The words are gone. What you have sent before stays.")],
        "button": _("Delete"),
        "back": reverse("person:said-write", args=[said_id]),
    }
    return render(request, "ground/look/templates/confirm.html", shown)
