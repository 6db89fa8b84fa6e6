from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.mine.access import get_self
from viktig.person.moving import actions, elsewhere, fhir, queries
from viktig.person.moving.forms import FileForm
from viktig.person.moving.kinds import STAYS


@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: AccountRequest) -> HttpResponse:
    """Show what moves and what stays; take in a file from where somebody comes from."""
    person = get_self(request.user)
    seen_by = queries.who_would_see(person.pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, seen_by=seen_by)
    if form.is_valid():
        try:
            said = _taken_in(form.cleaned_data["file"], person.pk)
        except RuleBroken as refusal:
            form.add_error("file", str(refusal.message))
        else:
            messages.success(request, said)
            return redirect("person:moving")
    stays = list(dict.fromkeys(map(str, STAYS.values())))
    return render(request, "person/moving/templates/moving.html", {"form": form, "stays": stays, "seen_by": seen_by})


@require_safe
def take_along(request: AccountRequest) -> HttpResponse:
    """Give the file to take along."""
    person = get_self(request.user)
    made_at = timezone.now().isoformat(timespec="seconds")
    bundle = fhir.bundle_of(queries.rows_of(person.pk), who=str(person.pk), name=person.name, made_at=made_at)
    response = JsonResponse(bundle, json_dumps_params={"ensure_ascii": False}, content_type="application/fhir+json")
    response["Content-Disposition"] = 'attachment; filename="viktig.fhir.json"'
    return response


def _taken_in(bundle: Mapping[str, Any], who: Any) -> str:
    """Take a file in, and return what came of it in a sentence. Raises RuleBroken, and then nothing was taken in."""
    rows = fhir.rows_in(bundle)
    if rows is not None:
        number = actions.move_in(who=who, rows=rows)
        if not number:
            return _("All of it was here already.")
        return ngettext("One thing was moved in.", "%(number)s things were moved in.", number) % {"number": number}
    number = actions.keep_texts(who=who, texts=elsewhere.texts_in(fhir.resources_in(bundle)))
    return ngettext(
        "Another program made this file. One text from it now stands under what matters to you.",
        "Another program made this file. %(number)s texts from it now stand under what matters to you.",
        number,
    ) % {"number": number}
