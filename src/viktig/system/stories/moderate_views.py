"""Stories that wait for a check before everybody may read them, and what can be done with them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.ground.stories.models import Story, StoryStatus
from viktig.ground.stories.queries import A_PAGE, opened, tale_of
from viktig.ground.stories.states import may_become
from viktig.ground.voice.publishing import difference
from viktig.system.stories import actions
from viktig.system.stories.access import (
    get_story_to_check_for,
    may_check,
    published_checked_by,
    stories_to_check_for,
)
from viktig.system.stories.forms import EditForm, PublishForm, RefuseForm


@require_safe
def moderate(request: AccountRequest) -> HttpResponse:
    if not may_check(request.user):
        raise Http404
    shown = {
        "waiting": opened(list(stories_to_check_for(request.user)[:A_PAGE])),
        "published": opened(list(published_checked_by(request.user)[:A_PAGE])),
    }
    return render(request, "system/stories/templates/moderate.html", shown)


@require_safe
def check(request: AccountRequest, story_id: UUID) -> HttpResponse:
    return _page(request, get_story_to_check_for(request.user, story_id))


@require_POST
def publish(request: AccountRequest, story_id: UUID) -> HttpResponse:
    story, form = get_story_to_check_for(request.user, story_id), PublishForm(request.POST)
    if story.status == StoryStatus.PUBLISHED:  # perhaps by a double click
        messages.info(request, _("This is published already."))
        return redirect("system:stories-moderate")
    if not form.is_valid():
        return _page(request, story, form=form)
    try:
        actions.publish(story=story, seen=form.cleaned_data["seen"])
    except RuleBroken as refusal:  # the ticks were for what stood there before: they are not kept
        return _page(request, get_story_to_check_for(request.user, story_id), refused=str(refusal.message))
    messages.success(request, _("It is published. Everyone can read it now."))
    return redirect("system:stories-moderate")


@require_POST
def refuse(request: AccountRequest, story_id: UUID) -> HttpResponse:
    story, form = get_story_to_check_for(request.user, story_id), RefuseForm(request.POST, auto_id="refuse_%s")
    if story.status == StoryStatus.REFUSED:
        messages.info(request, _("This is not published."))
        return redirect("system:stories-moderate")
    if not form.is_valid():
        return _page(request, story, refuse_form=form)
    try:
        actions.refuse(story=story, **form.cleaned_data)
    except RuleBroken as refusal:
        story = get_story_to_check_for(request.user, story_id)
        return _page(request, story, refuse_form=form, refused=str(refusal.message))
    messages.success(request, _("It is not published. The one who told it can read why."))
    return redirect("system:stories-moderate")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, story_id: UUID) -> HttpResponse:
    """Take something out, look at what is left beside what was told, then ask the one who told it."""
    story = get_story_to_check_for(request.user, story_id)
    if request.method != "POST" and not may_become(story.status, StoryStatus.ASKED):
        return redirect("system:stories-check", story_id)
    first = {"words": story.words, "name": story.name, "seen": story.turn}
    form = EditForm(request.POST if request.method == "POST" else None, initial=first)
    shown: dict[str, Any] = {"story": story, "one": tale_of(story), "form": form}
    if request.method == "POST" and form.is_valid():
        if "ask" in request.POST:
            try:
                actions.ask_about(story=story, **form.cleaned_data)
            except RuleBroken as refusal:
                form.data = dict(form.data.items()) | {"seen": str(get_story_to_check_for(request.user, story_id).turn)}
                return render(request, "system/stories/templates/edit.html", shown | {"refused": str(refusal.message)})
            messages.success(request, _("The one who told it is asked. Nothing is published before they say yes."))
            return redirect("system:stories-moderate")
        if "change_more" not in request.POST:
            shown["compared"] = difference(str(story.words), form.cleaned_data["words"])
            shown["name"] = form.cleaned_data["name"]
    return render(request, "system/stories/templates/edit.html", shown)


def _page(
    request: AccountRequest,
    story: Story,
    *,
    form: PublishForm | None = None,
    refuse_form: RefuseForm | None = None,
    refused: str = "",
) -> HttpResponse:
    seen = {"seen": story.turn}
    if refuse_form is not None:
        refuse_form.data = dict(refuse_form.data.items()) | {"seen": str(story.turn)}
    shown = {
        "story": story,
        "one": tale_of(story),
        "form": form or PublishForm(initial=seen),
        "refuse_form": refuse_form or RefuseForm(initial=seen, auto_id="refuse_%s"),
        "errors": form or refuse_form,
        "refused": refused,
        "may_publish": may_become(story.status, StoryStatus.PUBLISHED),
        "may_ask": may_become(story.status, StoryStatus.ASKED),
        "may_refuse": may_become(story.status, StoryStatus.REFUSED),
    }
    return render(request, "system/stories/templates/check.html", shown)
