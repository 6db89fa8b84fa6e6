"""What several say, for everybody."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

from viktig.ground.look.kept import kept
from viktig.ground.look.tags import with_language
from viktig.system.barriers import access
from viktig.system.barriers.many import bodies_of, how_many
from viktig.system.voices.changes_views import card


@login_not_required
@require_safe
@conditional_page
@kept
def many(request: HttpRequest) -> HttpResponse:
    barriers = [(one, how_many(one.number, one.published)) for one in access.open_barriers()]
    return render(request, "system/voices/templates/many.html", {"barriers": barriers})


@login_not_required
@require_safe
@conditional_page
@kept
def many_one(request: HttpRequest, barrier_id: UUID) -> HttpResponse:
    barrier = access.get_open_barrier(barrier_id)
    changes = access.published_in(barrier)
    shown = {
        "barrier": barrier,
        "how_many": how_many(barrier.number, barrier.published),
        "bodies": bodies_of(changes),
        "cards": [
            card(one, get_language(), with_language(request, reverse("system:change", args=[one.id])))
            for one in changes
        ],
    }
    return render(request, "system/voices/templates/many_one.html", shown)
