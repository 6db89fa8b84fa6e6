"""Joining voices that say the same. The program suggests and says why; people decide, and everything can be undone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import open_words
from viktig.system.barriers import access, actions, queries
from viktig.system.barriers.forms import JoinForm, NameForm
from viktig.system.barriers.many import how_many


@require_safe
def barriers(request: AccountRequest) -> HttpResponse:
    """Show what is joined, and which voices may say the same."""
    found = access.barriers_for(request.user)
    pairs = queries.likely_pairs(access.voices_to_join_for(request.user))
    barriers = [(one, how_many(one.number, one.published) if one.published else "") for one in found]
    return render(request, "system/barriers/templates/list.html", {"barriers": barriers, "pairs": pairs})


@require_http_methods(["GET", "HEAD", "POST"])
def like(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    """Show what may say the same as one voice, and join what somebody chose."""
    voice = access.get_voice_to_join_for(request.user, voice_id)
    if voice.barrier_id:
        return redirect("system:barriers-one", voice.barrier_id)
    voices = access.voices_to_join_for(request.user)
    known = list(access.barriers_for(request.user))
    suggested = queries.suggested_for(voices, joined=[voice])
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        voices=[str(one.voice.pk) for one in suggested],
        barriers=queries.choices_of(known),
    )
    refused = ""
    if form.is_valid():
        chosen = [voice, *(one.voice for one in suggested if str(one.voice.pk) in form.cleaned_data["voices"])]
        try:
            barrier_id = _join(form.cleaned_data, chosen, {str(one.pk): one for one in known})
        except RuleBroken as refusal:
            refused = str(refusal.message)
        else:
            messages.success(request, _("Joined. Each keeps its own words, answer and judgement."))
            return redirect("system:barriers-one", barrier_id)
    shown = {"voice": voice, "suggested": suggested, "form": form, "refused": refused}
    shown["ticked"] = form.data.getlist("voices") if form.is_bound else []  # type: ignore[attr-defined]
    return render(request, "system/barriers/templates/like.html", shown)


def _join(given: dict[str, Any], voices: list[Voice], known: dict[str, Barrier]) -> UUID:
    if given.get("barrier"):
        barrier = known[given["barrier"]]
        actions.join(barrier=barrier, voices=voices)
        return barrier.pk
    first = voices[0]
    barrier = actions.name_barrier(
        name=given["name"],
        kind=given["kind"],
        area=first.area,
        place=first.to.place,
        language=get_language() or "nb",
        voices=voices,
    )
    return barrier.pk


@require_safe
def one(request: AccountRequest, barrier_id: UUID) -> HttpResponse:
    barrier = access.get_barrier_for(request.user, barrier_id)
    joined = list(access.voices_in(request.user, barrier))
    open_words(joined)
    suggested = queries.suggested_for(access.voices_to_join_for(request.user), joined=joined) if joined else []
    shown = {
        "barrier": barrier,
        "joined": joined,
        "unseen": barrier.number > len(joined),
        "may_rename": bool(joined) or not barrier.number,
        "suggested": suggested,
        "taken_out": _taken_out(request),
    }
    return render(request, "system/barriers/templates/one.html", shown)


def _taken_out(request: AccountRequest) -> Voice | None:
    """Return the voice that was just taken out, to be put back."""
    try:
        voice = access.find_voice_to_join_for(request.user, UUID(request.GET.get("out", "")))
    except ValueError:
        return None
    if voice is None or voice.barrier_id:
        return None
    open_words([voice])
    return voice


@require_POST
def take_out(request: AccountRequest, barrier_id: UUID, voice_id: UUID) -> HttpResponse:
    barrier = access.get_barrier_for(request.user, barrier_id)
    voice = access.get_voice_to_join_for(request.user, voice_id)
    actions.take_out(barrier=barrier, voice=voice)
    return redirect(reverse("system:barriers-one", args=[barrier.pk]) + f"?out={voice.pk}")


@require_POST
def put_in(request: AccountRequest, barrier_id: UUID, voice_id: UUID) -> HttpResponse:
    """Join one more, or put back what was taken out."""
    barrier = access.get_barrier_for(request.user, barrier_id)
    voice = access.get_voice_to_join_for(request.user, voice_id)
    try:
        actions.join(barrier=barrier, voices=[voice])
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Joined. Each keeps its own words, answer and judgement."))
    return redirect("system:barriers-one", barrier.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: AccountRequest, barrier_id: UUID) -> HttpResponse:
    barrier = access.get_barrier_to_change_for(request.user, barrier_id)
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": barrier.name, "kind": barrier.kind}
    )
    if form.is_valid():
        actions.rename(barrier=barrier, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("system:barriers-one", barrier.pk)
    return render(request, "system/barriers/templates/name.html", {"barrier": barrier, "form": form})


@require_POST
def remove(request: AccountRequest, barrier_id: UUID) -> HttpResponse:
    """Remove what nothing is joined to."""
    barrier = access.get_barrier_to_change_for(request.user, barrier_id)
    try:
        actions.remove(barrier=barrier)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
        return redirect("system:barriers-one", barrier.pk)
    messages.success(request, _("Deleted."))
    return redirect("system:barriers")
