"""The diary: for the person alone. Somebody else sees a page of it only where that page is shared."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.person.page import page_of
from viktig.person.well import access, queries
from viktig.person.well.forms import SearchForm
from viktig.person.well.page import EDIT, TEMPLATES
from viktig.person.well.parts import PARTS


@require_safe
def diary(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_room_for(request.user, who, EDIT)
    before = request.GET.get("before", "")
    listed = queries.diary_of(who, before)
    shown = {
        "days": queries.by_day(listed.lines),
        "older": f"?before={quote(listed.older)}" if listed.older else "",
        "newer": "?" if before else "",
        "search": SearchForm(),
    }
    return _diary(request, person, shown)


@require_POST  # the words looked for belong in no address
def find(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_room_for(request.user, who, EDIT)
    search = SearchForm(request.POST)
    looked_for = search.cleaned_data["q"].strip() if search.is_valid() else ""
    if not looked_for:
        return redirect("person:well-diary", who)
    found = queries.pages_that_say(who, looked_for)
    shown = {"days": queries.by_day(found), "search": SearchForm(initial={"q": looked_for}), "looked_for": looked_for}
    return _diary(request, person, shown)


def _diary(request: AccountRequest, person: Person, shown: dict[str, Any]) -> HttpResponse:
    return render(request, f"{TEMPLATES}/diary.html", page_of(request, person) | {"part": PARTS["diary"]} | shown)
