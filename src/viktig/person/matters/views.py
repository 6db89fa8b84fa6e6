from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.matters import actions, queries
from viktig.person.matters.access import get_matter_for, get_matters_for
from viktig.person.matters.forms import MatterForm, NewMatterForm, SearchForm

READ, EDIT = Permission.PERSON_MATTERS_READ, Permission.PERSON_MATTERS_EDIT
NEW_DRAFT = "person.matters.new"


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:matters-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    form = NewMatterForm(initial=drafts.kept(who=who, form=NEW_DRAFT)) if request.user.who == who else None
    return _room(request, who, form)


@require_POST
def add(request: AccountRequest, who: UUID) -> HttpResponse:
    get_matters_for(request.user, who, EDIT)
    form = NewMatterForm(request.POST)
    if form.is_valid():
        actions.write_matter(who=who, **form.cleaned_data)
        drafts.forget(who=who, form=NEW_DRAFT)
        messages.success(request, _("Saved. Only you see it, and those you share it with."))
        if request.POST.get("then") == "ombud":
            return redirect("person:ombud-about")
        return redirect("person:matters-room", who)
    return _room(request, who, form)


@require_POST  # the words looked for belong in no address
def find(request: AccountRequest, who: UUID) -> HttpResponse:
    search = SearchForm(request.POST)
    return _room(request, who, None, search.cleaned_data["q"].strip() if search.is_valid() else "")


def _room(request: AccountRequest, who: UUID, form: NewMatterForm | None, looked_for: str = "") -> HttpResponse:
    person, matters = get_matters_for(request.user, who, READ)
    shown = queries.that_say(matters, looked_for) if looked_for else matters
    return render(
        request,
        "person/matters/templates/room.html",
        _page(request, person)
        | {
            "form": form,
            "draft": NEW_DRAFT,
            "areas": queries.areas_of(shown),
            "laid_aside": queries.laid_aside_of(shown),
            "search": SearchForm(initial={"q": looked_for}),
            "looked_for": looked_for,
            "is_empty": not matters,
            "seen_by": seen_by(who, Room.MATTERS),
        },
    )


def detail(request: AccountRequest, who: UUID, matter_id: UUID) -> HttpResponse:
    person, matter = get_matter_for(request.user, who, matter_id, EDIT if request.method == "POST" else READ)
    draft = f"person.matters.{matter_id}"
    form = None
    if request.user.who == who:
        written = {"words": matter.words, "area": matter.area} | drafts.kept(who=who, form=draft)
        form = MatterForm(request.POST or None, initial=written)
    if form and request.method == "POST" and form.is_valid():
        try:
            actions.rewrite_matter(matter=matter, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error("words", str(refusal.message))
        else:
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved. What you wrote before is kept below."))
            return redirect("person:matters-detail", who, matter_id)
    return render(
        request,
        "person/matters/templates/detail.html",
        _page(request, person)
        | {
            "form": form,
            "draft": draft,
            "matter": matter,
            "earlier": queries.earlier_words(matter),
            "seen_by": seen_by(who, Room.MATTERS, item=matter.pk),
            # Somebody may see this one thing and not the list it stands in.
            "list_is_open": request.user.who == who or bool(seen_by(who, Room.MATTERS)),
        },
    )


@require_POST
def move(request: AccountRequest, who: UUID, matter_id: UUID) -> HttpResponse:
    _person, matter = get_matter_for(request.user, who, matter_id, EDIT)
    actions.move_matter(matter=matter, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect("person:matters-room", who)


@require_POST
def lay_aside(request: AccountRequest, who: UUID, matter_id: UUID) -> HttpResponse:
    _person, matter = get_matter_for(request.user, who, matter_id, EDIT)
    actions.lay_aside(matter=matter)
    messages.success(request, _("Laid aside. You can take it back whenever you want."))
    return redirect("person:matters-room", who)


@require_POST
def take_back(request: AccountRequest, who: UUID, matter_id: UUID) -> HttpResponse:
    _person, matter = get_matter_for(request.user, who, matter_id, EDIT)
    actions.take_back(matter=matter)
    return redirect("person:matters-room", who)


def delete(request: AccountRequest, who: UUID, matter_id: UUID) -> HttpResponse:
    person, matter = get_matter_for(request.user, who, matter_id, EDIT)
    if request.method == "POST":
        actions.delete_matter(matter=matter)
        drafts.forget(who=who, form=f"person.matters.{matter_id}")
        messages.success(request, _("Deleted."))
        return redirect("person:matters-room", who)
    consequences = [_("The words are gone for you and for everyone you share them with.")]
    if earlier := len(queries.earlier_words(matter)):
        consequences.append(
            ngettext(
                "What you wrote before is gone too.", "All %(number)s versions you wrote before are gone too.", earlier
            )
            % {"number": earlier}
        )
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:matters-detail", args=[who, matter_id]),
        "consequences": consequences,
        "matter": matter,
    }
    return render(request, "person/matters/templates/delete.html", _page(request, person) | page)


def _page(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    return {"who": person.pk, "is_own": is_own, "name": "" if is_own else person.name}
