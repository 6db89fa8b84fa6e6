"""The room: who may act for a person, and one power of attorney, until it is signed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.clock import months_after
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.mandates import access, actions, queries
from viktig.person.mandates.forms import NewMandateForm, WhatForm, WrittenWhoForm
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.models import Mandate
from viktig.person.mandates.page import EDIT, READ, TEMPLATES, good_to_know
from viktig.person.page import did, page_of, shown_anew

MONTHS_AT_FIRST = 6


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:mandates-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_room_for(request.user, who, READ)
    context = {
        "mandates": queries.mandates_of(who),
        "consents": queries.consents_of(who),
        "demands": queries.demands_of(who),
        "seen_by": seen_by(who, Room.MANDATES),
    }
    return render(request, f"{TEMPLATES}/room.html", page_of(request, person) | context)


@require_safe
def mandate(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, READ)
    seers = seen_by(found.person_id, Room.MANDATES, item=found.pk)
    context = {
        "held": queries.held_of(found),
        "mandate": found,
        "powers": queries.powers_of(found),
        "steps": queries.steps_of(found),
        "signature": queries.signature_of(found),
        "new": queries.replacing(found),
        "is_whole": actions.is_whole(found),
        "seen_by": seers,
        # Somebody may see this one paper and not the list it stands in.
        "list_is_open": request.user.who == found.person_id or bool(seen_by(found.person_id, Room.MANDATES)),
    }
    return render(request, f"{TEMPLATES}/mandate.html", page_of(request, found.person) | context)


# Writing --------------------------------------------------------------------------------------------------------------


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_room_for(request.user, who, EDIT)
    draft = "person.mandates.new"
    form = NewMandateForm(request.POST or None, initial=_period() | drafts.kept(who=who, form=draft))
    begun = _begun(request, form, who, draft) if request.method == "POST" and form.is_valid() else None
    if begun is not None:
        return redirect("person:mandates-what", begun.pk)
    context = {"form": form, "draft": draft, "rules": good_to_know(person)}
    return render(request, f"{TEMPLATES}/who.html", page_of(request, person) | context)


def again(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    """Make a new paper from one that was signed, for the same office: another human, another time, other words."""
    return _like(request, mandate_id, same_office=True)


def another(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    """Make a paper with the same words for another office: each needs one of its own."""
    return _like(request, mandate_id, same_office=False)


def _like(request: AccountRequest, mandate_id: UUID, *, same_office: bool) -> HttpResponse:
    earlier = access.get_mandate_for(request.user, mandate_id, EDIT)
    if same_office and earlier.status == Status.DRAFT:
        raise Http404
    draft = f"person.mandates.{'again' if same_office else 'another'}.{earlier.pk}"
    words = queries.words_kept(earlier, ("holder_name", "holder_from", "holder_phone", "matter"))
    kept = drafts.kept(who=request.user.who, form=draft)
    form = NewMandateForm(request.POST or None, initial=words | _period() | kept, fixed=same_office)
    if request.method == "POST" and form.is_valid():
        replaces = earlier if same_office else None
        begun = _begun(request, form, earlier.person_id, draft, replaces=replaces, like=earlier)
        if begun is not None:
            return redirect("person:mandates-what", begun.pk)
    context = {"form": form, "draft": draft, "rules": good_to_know(earlier.person), "earlier": earlier}
    context["same_office"] = same_office
    return render(request, f"{TEMPLATES}/who.html", page_of(request, earlier.person) | context)


def _begun(
    request: AccountRequest, form: NewMandateForm, who: UUID, draft: str, **like: Mandate | None
) -> Mandate | None:
    language = get_language() or "nb"
    begun: Mandate | None = did(
        form, actions.begin, shown_at="", who=who, language=language, **like, **form.cleaned_data
    )
    if begun is not None:
        drafts.forget(who=who, form=draft)
    return begun


def _period() -> dict[str, Any]:
    today = timezone.localdate()
    return {"starts_on": today, "until": months_after(today, MONTHS_AT_FIRST)}


def write(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if found.status != Status.DRAFT and request.method != "POST":
        return _signed_meanwhile(request, found)
    draft, seen = f"person.mandates.who.{found.pk}", queries.fingerprint(found, queries.WHO_AND_WHERE)
    written = queries.words_kept(found, queries.WHO_AND_WHERE) | drafts.kept(who=found.person_id, form=draft)
    form = WrittenWhoForm(request.POST or None, initial=written | {"seen": seen}, fixed=bool(found.replaces_id))
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_who, mandate=found, **form.cleaned_data):
            return _saved(request, found, draft)
        shown_anew(form, seen=seen)
    return _form(request, found, form, draft, "who", changed=request.POST.get("seen", seen) != seen)


def what(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if found.status != Status.DRAFT and request.method != "POST":
        return _signed_meanwhile(request, found)
    draft, seen = f"person.mandates.what.{found.pk}", queries.fingerprint(found, queries.WHAT)
    written = queries.words_kept(found, queries.WHAT)
    written["giver_name"] = written["giver_name"] or found.person.name
    written |= drafts.kept(who=found.person_id, form=draft) | {"seen": seen}
    form = WhatForm(request.POST or None, initial=written)
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_what, mandate=found, **form.values()):
            return _saved(request, found, draft)
        shown_anew(form, seen=seen)
    return _form(request, found, form, draft, "what", changed=request.POST.get("seen", seen) != seen)


def _form(
    request: AccountRequest, found: Mandate, form: Any, draft: str, template: str, *, changed: bool
) -> HttpResponse:
    context = {
        "mandate": found,
        "powers": queries.powers_of(found),
        "form": form,
        "draft": draft,
        "rules": good_to_know(found.person),
        "changed": changed,
    }
    return render(request, f"{TEMPLATES}/{template}.html", page_of(request, found.person) | context)


def _saved(request: AccountRequest, found: Mandate, draft: str) -> HttpResponse:
    drafts.forget(who=found.person_id, form=draft)
    messages.success(request, _("Saved. Nothing is signed yet."))
    return redirect("person:mandates-mandate", found.pk)


def _signed_meanwhile(request: AccountRequest, found: Mandate) -> HttpResponse:
    messages.info(request, _("This is signed now. Its words cannot be changed. You can make a new one."))
    return redirect("person:mandates-mandate", found.pk)


def delete(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if request.method == "POST":
        actions.delete(mandate=found)
        messages.success(request, _("Deleted."))
        return redirect("person:mandates-room", found.person_id)
    consequences = [_("It is gone here, with the signature.")]
    if found.state(clock.today()) in queries.HELD:
        consequences.append(
            _("The paper that you signed may still be used. Take it back first if you do not want that.")
        )
    page = {
        "question": _("Delete this power of attorney?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:mandates-mandate", args=[found.pk]),
        "consequences": consequences,
    }
    return render(request, "ground/look/templates/confirm.html", page)
