"""The room itself, and whatever stands in it: to write, to read, to change, to delete."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.page import did, page_of, shown_anew
from viktig.person.well import access, actions, queries
from viktig.person.well.follow_views import tracker_page
from viktig.person.well.models import CrisisCard, DiaryPage, Thing, Tracker
from viktig.person.well.page import EDIT, READ, TEMPLATES, room_is_open, seers_of
from viktig.person.well.parts import NOTES, PARTS, part_of

WITH_THE_ROOM = (*NOTES, "card")  # whoever sees the room sees these


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:well-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_room_for(request.user, who, READ)
    notes, (suggestions, laid_aside) = queries.notes_by_kind(who), queries.suggestions_to(who)
    page = page_of(request, person)
    shown = {
        "parts": [(kind, PARTS[kind], notes[kind]) for kind in NOTES],
        "card_part": PARTS["card"],
        "card": queries.card_of(who),
        "tracker_part": PARTS["tracker"],
        "trackers": queries.trackers_of(who) if page["is_own"] else [],
        "diary_part": PARTS["diary"],
        "suggestions": suggestions,
        "laid_aside": laid_aside,
        "may_suggest": access.may_suggest(request.user, who),
        "me": request.user.who,
        "seen_by": seen_by(who, Room.WELL),
    }
    return render(request, f"{TEMPLATES}/room.html", page | shown)


def write(request: AccountRequest, who: UUID, what: str) -> HttpResponse:
    person = access.get_room_for(request.user, who, EDIT)
    if what not in PARTS:
        raise Http404
    part, draft = PARTS[what], f"person.well.{what}"
    if what == "card" and request.method != "POST" and (card := queries.card_of(who)):
        return redirect("person:well-thing", who, card.pk)
    form = part.new(request.POST or None, initial=drafts.kept(who=who, form=draft))
    if request.method == "POST" and form.is_valid():
        written: list[Thing] = []
        if did(form, lambda **given: written.append(part.write(**given)), who=who, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved. Only you see it, and those you share it with."))
            return redirect(_after(written[0]))
    shown = {
        "part": part,
        "form": form,
        "draft": draft,
        "back": _room_of(who, what),
        "seen_by": seen_by(who, Room.WELL) if what in WITH_THE_ROOM else [],
    }
    return render(request, f"{TEMPLATES}/write.html", page_of(request, person) | shown)


@require_safe
def thing(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    person, found = access.get_thing_for(request.user, who, thing_id, READ)
    if isinstance(found, Tracker):
        return tracker_page(request, person, found)
    return render(request, f"{TEMPLATES}/thing.html", page_of(request, person) | _thing(request, found))


def _thing(request: AccountRequest, found: Thing) -> dict[str, Any]:
    return {
        "thing": found,
        "part": part_of(found),
        "lines": queries.lines_of(found) if isinstance(found, CrisisCard) else [],
        "is_card": isinstance(found, CrisisCard),
        "is_diary": isinstance(found, DiaryPage),
        "seen_by": seers_of(found),
        "room_is_open": room_is_open(request, found.person_id),
    }


def change(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    person, found = access.get_thing_for(request.user, who, thing_id, EDIT)
    draft, seen = f"person.well.change.{thing_id}", queries.fingerprint(found)
    written = {name: getattr(found, name) for name in queries.COLUMNS[type(found)]}
    form = part_of(found).changed(
        request.POST or None, initial=written | drafts.kept(who=who, form=draft) | {"seen": seen}
    )
    if request.method == "POST" and form.is_valid():
        if did(form, actions.change_thing, thing=found, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:well-thing", who, thing_id)
        shown_anew(form, seen=seen)
    shown = _thing(request, found) | {
        "form": form,
        "draft": draft,
        "changed": request.POST.get("seen", seen) != seen,
    }
    return render(request, f"{TEMPLATES}/change.html", page_of(request, person) | shown)


def delete(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    person, found = access.get_thing_for(request.user, who, thing_id, EDIT)
    after = _after(found, gone=True)
    if request.method == "POST":
        actions.delete_thing(thing=found)
        drafts.forget(who=who, form=f"person.well.change.{thing_id}")
        messages.success(request, _("Deleted."))
        return redirect(after)
    consequences = [_("The words are gone for you and for everyone you share them with.")]
    if isinstance(found, Tracker):
        consequences.append(_("All the days you have written down for it are gone too."))
    if isinstance(found, CrisisCard):
        consequences.append(_("Cards you have printed or saved on a telephone stay as they are."))
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:well-thing", args=[who, thing_id]),
        "consequences": consequences,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, person) | _thing(request, found) | page)


def _after(found: Thing, *, gone: bool = False) -> str:
    """Return where to go when a thing was written, or is gone."""
    if isinstance(found, Tracker | CrisisCard) and not gone:
        return reverse("person:well-thing", args=[found.person_id, found.pk])
    return _room_of(found.person_id, "diary" if isinstance(found, DiaryPage) else "")


def _room_of(who: UUID, what: str) -> str:
    return reverse("person:well-diary" if what == "diary" else "person:well-room", args=[who])
