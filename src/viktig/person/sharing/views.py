from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from viktig.ground.access.queries import last_day
from viktig.ground.people.queries import name_of
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.actions import have_looked, refuse_blocked
from viktig.ground.privacy.models import Level, Room, Share
from viktig.ground.privacy.queries import blocked_now, blocks_of
from viktig.ground.rooms import is_open
from viktig.ground.rules import RuleBroken
from viktig.person.sharing import actions, queries
from viktig.person.sharing.access import get_log_entry_for, get_question_to, get_share_for
from viktig.person.sharing.forms import ReceiveForm, ShareForm, WhatAndWhomForm, WhyForm, value_of
from viktig.person.sharing.preview import as_receiver_sees_it
from viktig.person.whom import BY_WORDS

MET = "people met by words"  # in the session, which is sealed: who told me their words, until I sign out
RECEIVE = "contact words"


@require_GET
def overview(request: AccountRequest) -> HttpResponse:
    who, by_room = request.user.who, request.GET.get("by") == "room"
    now, ended, shared_with_me = queries.whole_overview(who)
    waiting, late = queries.answers_missing(who)
    page = {
        "now": now,
        "groups": queries.in_groups(now, by_room=by_room),
        "by_room": by_room,
        "ended": ended,
        "waiting": waiting,
        "late": late,
        "blocked": [one for one in blocks_of(who) if one.ended_on is None],
        "shared_with_me": shared_with_me,
    }
    return render(request, "person/sharing/templates/overview.html", page)


def choose(request: AccountRequest, room: str = "", item: UUID | None = None) -> HttpResponse:
    single = None
    if room and (room not in Room.values or not is_open(f"person/{room}")):
        raise Http404
    if item:
        words = queries.things_in(Room(room), request.user.who).get(item)
        if words is None:
            raise Http404
        single = (Room(room), item, Truncator(words).chars(queries.TITLE))
    form = WhatAndWhomForm(
        request.POST or None,
        rooms=queries.rooms_to_share(request.user.who),
        single=single,
        receivers=_receivers(request),
        initial={"what": value_of(room, item), "to": BY_WORDS},
    )
    if request.method == "POST" and form.is_valid():
        try:
            to = form.receiver() or _meet(request, form.cleaned_data["words"])
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
        else:
            chosen, _found, one = form.cleaned_data["what"].partition(":")
            return redirect("person:sharing-preview", *([to, chosen, one] if one else [to, chosen]))
    return render(request, "person/sharing/templates/choose.html", {"form": form})


def preview(request: AccountRequest, to: UUID, room: str, item: UUID | None = None) -> HttpResponse:
    receiver = next((one for one in _receivers(request) if one.who == to), None)
    if receiver is None or room not in Room.values or not is_open(f"person/{room}"):
        raise Http404
    if item and item not in queries.things_in(Room(room), request.user.who):
        raise Http404
    return _preview(request, receiver, Room(room), item)


def change(request: AccountRequest, share_id: UUID) -> HttpResponse:
    """Change until when, what for or how much. What has ended is shared anew instead."""
    share = get_share_for(request.user, share_id)
    if not is_open(f"person/{share.room}"):
        raise Http404
    if share.ends_at <= timezone.now():
        messages.info(request, _("This has ended. You can share it again."))
        return redirect("person:sharing-overview")
    receiver = queries.Receiver(share.receiver, share.receiver_name, share.receiver_from)
    return _preview(request, receiver, Room(share.room), share.item, former=share)


def _preview(
    request: AccountRequest, receiver: queries.Receiver, room: Room, item: UUID | None, former: Share | None = None
) -> HttpResponse:
    form = ShareForm(
        request.POST or None, room=room, single=item is not None, initial=_as_it_is(former) if former else None
    )
    which: dict[str, Any] = {"receiver": receiver, "room": room, "item": item}
    level, until, changed = Level(form["level"].initial), form["until"].initial, False
    if request.method == "POST" and form.is_valid():
        level, until = Level(form.cleaned_data["level"]), form.cleaned_data["until"]
        changed = level != form.cleaned_data["seen_as"]
        try:
            if not changed:
                given = {name: form.cleaned_data[name] for name in ("purpose", "until")}
                return _given(request, former, receiver, level=level, which=which, given=given)
        except RuleBroken as refusal:
            form.add_error("until", str(refusal.message))
            until = form["until"].initial
    if (
        former is not None and not changed
    ):  # they see it already: the page as they would see it comes with another level
        shown = {"form": form, "receiver": receiver, "what": room.label, "former": former}
        return render(request, "person/sharing/templates/change.html", shown)
    page = as_receiver_sees_it(request, level=level, until=until, former=former, **which)
    if changed:  # what they would see is another page now: show it before it is shared
        sent = request.POST.copy()
        sent["seen_as"] = level
        form = ShareForm(sent, room=room, single=item is not None)
    shown = {
        "form": form,
        "page": page,
        "receiver": receiver,
        "what": room.label,
        "is_whole_room": item is None,
        "changed": changed,
        "former": former,
    }
    return render(request, "person/sharing/templates/preview.html", shown)


def _given(
    request: AccountRequest,
    former: Share | None,
    receiver: queries.Receiver,
    *,
    level: Level,
    which: dict[str, Any],
    given: dict[str, Any],
) -> HttpResponse:
    if former is not None:
        actions.change(former=former, level=level, **given)
        messages.success(request, _("Changed."))
    else:
        actions.share(person=request.user.who, level=level, **which, **given)
        messages.success(request, _("%(name)s can see it now.") % {"name": receiver.name})
    return redirect("person:sharing-overview")


def _as_it_is(share: Share) -> dict[str, Any]:
    return {"level": share.level, "seen_as": share.level, "purpose": share.purpose, "until": last_day(share)}


def _receivers(request: AccountRequest) -> list[queries.Receiver]:
    met, blocked = request.session.get(MET, {}), blocked_now(request.user.who)
    known = {one.who: one for one in queries.receivers_known(request.user.who)}
    known |= {UUID(one): queries.Receiver(UUID(one), name) for one, name in met.items() if UUID(one) not in blocked}
    return list(known.values())


def _meet(request: AccountRequest, words: str) -> str:
    found = actions.find_by_words(words=words, by=request.user.who)
    refuse_blocked(request.user.who, found.who)
    request.session[MET] = request.session.get(MET, {}) | {str(found.who): found.name}
    return str(found.who)


@require_POST
def withdraw(request: AccountRequest, share_id: UUID) -> HttpResponse:
    share = get_share_for(request.user, share_id)
    actions.withdraw(share=share)
    messages.success(request, _("%(name)s can no longer see it.") % {"name": share.receiver_name})
    return redirect("person:sharing-overview")


def receive(request: AccountRequest) -> HttpResponse:
    form = ReceiveForm(request.POST or None, initial={"name": name_of(request.user)})
    if request.method == "POST" and form.is_valid():
        language = translation.get_language() or "nb"
        minted, until = actions.mint_contact_words(
            who=request.user.who, name=form.cleaned_data["name"], language=language
        )
        request.session[RECEIVE] = [minted, until.isoformat()]
        return redirect("person:sharing-receive")
    words, ends = request.session.get(RECEIVE, ["", ""])
    ends_at = parse_datetime(ends)
    if ends_at is None or ends_at <= timezone.now():
        words = ""
    page = {"form": form, "words": words.split(), "ends_at": ends_at}
    return render(request, "person/sharing/templates/receive.html", page)


@require_GET
def looked(request: AccountRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    log = queries.looked(request.user.who, before=before)
    have_looked(who=request.user.who)
    page = {"log": log, "older": f"?before={quote(log.older)}" if log.older else "", "newer": "?" if before else ""}
    return render(request, "person/sharing/templates/looked.html", page)


@require_POST
def ask_why(request: AccountRequest, entry_id: UUID) -> HttpResponse:
    entry = get_log_entry_for(request.user, entry_id)
    actions.ask_why(entry=entry, asked_by=name_of(request.user))
    messages.success(request, _("The question is sent. They have seven days. You see the answer here."))
    return redirect("person:sharing-looked")


@require_GET
def asked(request: AccountRequest) -> HttpResponse:
    return _asked(request)


@require_POST
def answer_why(request: AccountRequest, question_id: UUID) -> HttpResponse:
    question = get_question_to(request.user, question_id)
    form = WhyForm(request.POST, auto_id=f"id_%s_{question.pk}")
    if form.is_valid():
        actions.answer_why(question=question, **form.cleaned_data)
        drafts.forget(who=request.user.who, form=_draft(question.pk))
        messages.success(request, _("Your answer is sent."))
        return redirect("person:sharing-asked")
    return _asked(request, {question.pk: form})


def _asked(request: AccountRequest, written: dict[UUID, WhyForm] | None = None) -> HttpResponse:
    who, lines = request.user.who, []
    for question in queries.asked(who):
        draft = _draft(question.pk)
        form = (written or {}).get(question.pk)
        if form is None and question.answered_on is None:
            form = WhyForm(initial=drafts.kept(who=who, form=draft), auto_id=f"id_%s_{question.pk}")
        lines.append({"question": question, "about": queries.about_of(question), "form": form, "draft": draft})
    return render(request, "person/sharing/templates/asked.html", {"lines": lines})


def _draft(question_id: UUID) -> str:
    return f"person.sharing.why.{question_id}"
