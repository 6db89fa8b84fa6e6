from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.person.notes import actions
from viktig.person.notes.access import get_beside_for
from viktig.person.notes.forms import NoteForm
from viktig.person.notes.queries import fingerprint


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AccountRequest, room: str, item: UUID) -> HttpResponse:
    about, note = get_beside_for(request.user, room, item)
    who, draft, seen = request.user.who, f"person.notes.{room}.{item}", fingerprint(note)
    written = {"words": note.words if note else ""} | drafts.kept(who=who, form=draft)
    form = NoteForm(request.POST or None, initial=written | {"seen": seen})
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(person=who, room=room, item=item, about=about, **form.cleaned_data)
        except RuleBroken as refusal:
            changed = True
            form.add_error(None, str(refusal.message))
            form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # saving once more keeps these
        else:
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved. It stands beside what they wrote."))
            return redirect(about.address)
    shown = {"about": about, "note": note, "form": form, "draft": draft, "changed": changed, "room": room, "item": item}
    return render(request, "person/notes/templates/write.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: AccountRequest, room: str, item: UUID) -> HttpResponse:
    about, note = get_beside_for(request.user, room, item)
    if note is None:
        raise Http404
    if request.method == "POST":
        actions.take_away(note=note)
        drafts.forget(who=request.user.who, form=f"person.notes.{room}.{item}")
        messages.success(request, _("Your words are taken away."))
        return redirect(about.address)
    page = {
        "question": _("Take your own words away?"),
        "consequences": [_("They are gone for you and for everyone who sees this.")],
        "button": _("Yes, take them away"),
        "back": reverse("person:notes-write", args=[room, item]),
        "note": note,
    }
    return render(request, "person/notes/templates/take_away.html", page)
