"""What others have told about what helped. For everybody."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import conditional_page, require_safe

from viktig.ground.look.kept import kept
from viktig.ground.look.tags import with_language
from viktig.ground.stories import queries
from viktig.ground.stories.models import StoryKind
from viktig.ground.words.areas import LifeArea
from viktig.system.stories.access import get_published


@login_not_required
@require_safe
@conditional_page
@kept
def stories(request: HttpRequest) -> HttpResponse:
    """List what is published, by day. An unknown value in the address asks for nothing."""
    choices: dict[str, list[tuple[str, Any]]] = {"area": LifeArea.choices, "kind": StoryKind.choices}
    asked = {name: request.GET.get(name, "") for name in choices}
    asked = {name: value for name, value in asked.items() if value in dict(choices[name])}
    tales, more = queries.published_tales(**asked, after=_uuid(request.GET.get("after", "")))
    language = {"lang": request.GET["lang"]} if "lang" in request.GET else {}
    shown = {
        "tales": [(one, _address(request, one)) for one in tales],
        "choices": choices,
        "asked": asked,
        "language": language.get("lang", ""),
        "more": "?" + urlencode(language | asked | {"after": str(more)}) if more else "",
        "first": "?" + urlencode(language | asked) if "after" in request.GET else "",
        "everything": "?" + urlencode(language) if language else "?",
    }
    return render(request, "system/stories/templates/stories.html", shown)


@login_not_required
@require_safe
@conditional_page
@kept
def story(request: HttpRequest, published_id: UUID) -> HttpResponse:
    [one] = queries.tales_in([get_published(published_id)])
    return render(request, "system/stories/templates/story.html", {"one": one})


def _address(request: HttpRequest, one: queries.Tale) -> str:
    return with_language(request, reverse("system:story", args=[one.id]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
