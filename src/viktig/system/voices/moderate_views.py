"""What waits for a check before everybody may read it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.models import Voice
from viktig.system.voices import queries
from viktig.system.voices.access import get_voice_to_check_for, may_check, voices_to_check_for
from viktig.system.voices.actions import publish_checked
from viktig.system.voices.moderate_forms import PublishForm


@require_safe
def moderate(request: AccountRequest) -> HttpResponse:
    if not may_check(request.user):
        raise Http404
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        after = None
    voices, more = queries.waiting_to_be_checked(voices_to_check_for(request.user), after=after)
    return render(request, "system/voices/templates/moderate.html", {"voices": voices, "more": more})


@require_safe
def check(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    return _page(request, get_voice_to_check_for(request.user, voice_id))


@require_POST
def publish(request: AccountRequest, voice_id: UUID) -> HttpResponse:
    voice = get_voice_to_check_for(request.user, voice_id)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, voice, form)
    try:
        publish_checked(voice=voice, seen=form.cleaned_data["seen"])
    except RuleBroken as refusal:
        # The ticks were for what stood there before: they are not kept.
        return _page(request, get_voice_to_check_for(request.user, voice_id), refused=str(refusal.message))
    messages.success(request, _("It is published. Everyone can read it now."))
    return redirect("system:voices-moderate")


def _page(request: AccountRequest, voice: Voice, form: PublishForm | None = None, *, refused: str = "") -> HttpResponse:
    one = queries.to_check(voice)
    if not one.waits:  # published meanwhile, perhaps by a double click
        messages.info(request, _("This is published already."))
        return redirect("system:voices-moderate")
    form = form or PublishForm(initial={"seen": voice.turns_taken})
    shown = {"one": one, "form": form, "refused": refused}
    return render(request, "system/voices/templates/check.html", shown)
