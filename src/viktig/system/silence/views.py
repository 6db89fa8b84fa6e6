"""Bodies that do not answer: for everybody once a month, and for those whom it concerns at any time."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from viktig.ground.look.kept import kept
from viktig.ground.people.requests import AccountRequest
from viktig.system.silence import queries
from viktig.system.silence.access import get_organisations_for


@login_not_required
@require_safe
@conditional_page
@kept
def silent(request: HttpRequest) -> HttpResponse:
    return render(request, "system/silence/templates/silent.html", {"counted": queries.counted()})


@require_safe
def near(request: AccountRequest) -> HttpResponse:
    rows = queries.near(get_organisations_for(request.user))
    shown = {"rows": rows, "next_count": queries.next_count()}
    return render(request, "system/silence/templates/near.html", shown)
