"""The crisis card to take along: a paper to print, and a file that opens on a telephone without a network."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.look.context import profile_for
from viktig.ground.people.requests import AccountRequest
from viktig.person.well import access, queries
from viktig.person.well.page import READ, TEMPLATES
from viktig.person.well.paper import card_as_paper


@require_safe
def paper(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    person, card = access.get_card_for(request.user, who, thing_id, READ)
    language = translation.get_language() or "nb"
    numbers = profile_for(language).help_numbers
    return as_download(card_as_paper(card, name=person.name, numbers=numbers, language=language), "viktig.pdf")


@require_safe
def file(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    """Return the card as one page with its own style inside: it asks for nothing, and no script runs in it."""
    person, card = access.get_card_for(request.user, who, thing_id, READ)
    made = render(
        request,
        f"{TEMPLATES}/card_file.html",
        {"card": card, "lines": queries.lines_of(card), "name": person.name},
    )
    made["Content-Disposition"] = 'attachment; filename="viktig.html"'
    made["Cache-Control"] = "no-store, private"
    return made
