from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from viktig.ground.look.kept import kept
from viktig.person.relatives import queries


@login_not_required
@require_safe
@kept
def relatives(request: HttpRequest) -> HttpResponse:
    """What a relative can know, where there is something for themselves, and how to say something. Nobody is signed in."""
    language = get_language() or queries.SOURCE
    shown = {
        "countries": queries.rights_by_country(language),
        "organisations": queries.user_organisations(language),
    }
    return render(request, "person/relatives/templates/relatives.html", shown)
