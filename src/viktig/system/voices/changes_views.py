"""You said, we did: what people said, what was answered, and whether it became better. For everybody."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

from viktig.ground.look.kept import kept
from viktig.ground.look.tags import with_language
from viktig.ground.voice.states import Outcome
from viktig.ground.words.areas import LifeArea
from viktig.system.voices import queries
from viktig.system.voices.access import get_publication
from viktig.system.voices.queries import Change

OUTCOMES = [(one.value, one.label) for one in Outcome if one != Outcome.NOT_OURS]


@login_not_required
@require_safe
@conditional_page
@kept
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
        "cards": [card(one, get_language(), _address(request, one), _many(request, one)) for one in page.rows],
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
@kept
def change(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    one = get_publication(publication_id)
    shown = {"one": one, "card": card(one, get_language(), "", _many(request, one))}
    return render(request, "system/voices/templates/change.html", shown)


@lru_cache(maxsize=2000)
def card(one: Change, language: str, href: str, many: str = "") -> SafeString:
    """Return something published as HTML: the same values make the same card, so each is made once. language: spoken now.

    href: where it stands alone; empty on that page itself. many: where those stand who say the same, or empty.
    """
    area = LifeArea(one.area).label
    return render_to_string(
        "system/voices/templates/published.html", {"one": one, "area": area, "href": href, "many": many}
    )


def _address(request: HttpRequest, one: Change) -> str:
    return with_language(request, reverse("system:change", args=[one.id]))


def _many(request: HttpRequest, one: Change) -> str:
    return with_language(request, reverse("system:many-one", args=[one.barrier])) if one.barrier else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
