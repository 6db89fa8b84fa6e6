"""What places have published about how they work: public, with source, place and date."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viktig.ground.look.kept import kept
from viktig.ground.look.profiles import PROFILES
from viktig.system.places import queries

HERE = "system/places/templates"


@login_not_required
@require_safe
@kept
def places(request: HttpRequest) -> HttpResponse:
    return render(request, f"{HERE}/places.html", {"places": queries.places()})


@login_not_required
@require_safe
@kept
def place(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = queries.place(slug)
    except queries.NoSuchPlace:
        own = PROFILES.get(settings.VIKTIG_PLACE)
        if own is None or own.slug != slug:
            raise Http404 from None
        return render(request, f"{HERE}/places.html", {"places": queries.places()})
    return render(request, f"{HERE}/place.html", {"place": found[0].source.place, "sources": found})
