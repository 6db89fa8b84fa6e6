"""You said, we did: what people said, what was answered, and whether it became better. For everybody."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import conditional_page, require_safe

from viktig.ground.voice.states import Outcome
from viktig.ground.words.areas import LifeArea
from viktig.system.voices import queries
from viktig.system.voices.access import get_publication

OUTCOMES = [(one.value, one.label) for one in Outcome if one != Outcome.NOT_OURS]


@login_not_required
@require_safe
@conditional_page
def changes(request: HttpRequest) -> HttpResponse:
    """List what is published. An unknown value in the address asks for nothing."""
    places = queries.places_with_changes()
    choices: dict[str, list[tuple[str, Any]]] = {
        "area": LifeArea.choices,
        "outcome": OUTCOMES,
        "place": [(one.pk, one.name) for one in places],
    }
    asked = {name: request.GET.get(name, "") for name, known in choices.items()}
    asked = {name: value for name, value in asked.items() if value in dict(choices[name])}
    page = queries.changes(**asked, after=_uuid(request.GET.get("after", "")))
    language = {"lang": request.GET["lang"]} if "lang" in request.GET else {}
    shown = {
        "page": page,
        "choices": choices,
        "asked": asked,
        "language": language.get("lang", ""),
        "more": "?" + urlencode(language | asked | {"after": str(page.more)}) if page.more else "",
        "first": "?" + urlencode(language | asked) if "after" in request.GET else "",
        "everything": "?" + urlencode(language) if language else "?",
    }
    return render(request, "system/voices/templates/changes.html", shown)


@login_not_required
@require_safe
@conditional_page
def change(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    one = queries.change_of(get_publication(publication_id))
    return render(request, "system/voices/templates/change.html", {"one": one})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
