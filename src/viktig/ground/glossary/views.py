"""The page of our words: public."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from viktig.ground.glossary import queries
from viktig.ground.glossary.words import SOURCE, proposal
from viktig.ground.look.kept import kept


@login_not_required
@require_safe
@kept
def all_words(request: HttpRequest) -> HttpResponse:
    found = queries.words_and_agreements(get_language() or SOURCE)
    agreed = any(agreement for _, agreement in found)
    shown = {"words": found, "proposal": proposal(), "is_any_agreed": agreed}
    return render(request, "ground/glossary/templates/words.html", shown)
