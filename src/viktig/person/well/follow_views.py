"""Something that is followed from day to day: what was written down, and one more day."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.page import did, page_of, shown_anew
from viktig.person.well import access, actions, queries
from viktig.person.well.chart import chart_of, in_words, sentence_of
from viktig.person.well.forms import MarkForm
from viktig.person.well.models import Tracker
from viktig.person.well.page import EDIT, TEMPLATES, room_is_open, seers_of


def tracker_page(
    request: AccountRequest, person: Person, tracker: Tracker, form: MarkForm | None = None
) -> HttpResponse:
    """Show what was written down, and to the person themself the form for one more day."""
    before = request.GET.get("before", "")
    marks = queries.marks_of(tracker, before)
    page = page_of(request, person)
    if page["is_own"] and form is None:
        form = _blank(tracker)
    shown = {
        "tracker": tracker,
        "days": [(mark, in_words(tracker, mark.value)) for mark in marks.lines],
        "chart": chart_of(tracker, marks.lines),
        "sentence": sentence_of(tracker, marks.lines),
        "older": f"?before={quote(marks.older)}" if marks.older else "",
        "newer": "?" if before else "",
        "form": form,
        "draft": _draft(tracker),
        "seen_by": seers_of(tracker),
        "room_is_open": room_is_open(request, person.pk),
    }
    return render(request, f"{TEMPLATES}/tracker.html", page | shown)


def _blank(tracker: Tracker) -> MarkForm:
    """Return the form for today, with what stands there already, and what was begun."""
    initial: dict[str, Any] = {"day": clock.today()}
    if mark := queries.mark_on(tracker, clock.today()):
        initial |= {"value": mark.value, "words": mark.words, "seen": queries.fingerprint(mark)}
    return MarkForm(tracker=tracker, initial=initial | drafts.kept(who=tracker.person_id, form=_draft(tracker)))


@require_POST
def mark(request: AccountRequest, who: UUID, thing_id: UUID) -> HttpResponse:
    person, tracker = access.get_tracker_for(request.user, who, thing_id, EDIT)
    form = MarkForm(request.POST, tracker=tracker)
    if form.is_valid():
        day = form.cleaned_data["day"]  # an error beside it takes it out of the form
        if did(form, actions.mark_day, shown_at="day", tracker=tracker, **form.cleaned_data):
            drafts.forget(who=who, form=_draft(tracker))
            messages.success(request, _("Saved."))
            return redirect("person:well-thing", who, thing_id)
        there = queries.mark_on(tracker, day)
        shown_anew(form, seen=queries.fingerprint(there) if there else "")
    return tracker_page(request, person, tracker, form)


def delete_mark(request: AccountRequest, who: UUID, thing_id: UUID, mark_id: UUID) -> HttpResponse:
    person, _tracker, found = access.get_mark_for(request.user, who, thing_id, mark_id, EDIT)
    back = reverse("person:well-thing", args=[who, thing_id])
    if request.method == "POST":
        actions.delete_mark(mark=found)
        messages.success(request, _("Deleted."))
        return redirect(back)
    day = date_format(found.day, "DATE_FORMAT")
    page = {
        "question": _("Delete what you wrote for %(day)s?") % {"day": day},
        "button": _("Yes, delete it"),
        "back": back,
        "consequences": [_("It is gone from the table and from the line.")],
    }
    return render(request, "ground/look/templates/confirm.html", page_of(request, person) | page)


def _draft(tracker: Tracker) -> str:
    return f"person.well.mark.{tracker.pk}"
