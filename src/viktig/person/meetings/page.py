"""What every entrance of this room needs: what its pages know, and the page on which something is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.meetings.models import Meeting
from viktig.person.meetings.queries import title_of, when_of
from viktig.person.page import did, page_of

READ, EDIT = Permission.PERSON_MEETINGS_READ, Permission.PERSON_MEETINGS_EDIT
SUGGEST = Permission.PERSON_MEETINGS_SUGGEST
TEMPLATES = "person/meetings/templates"
Way = Sequence[Any]


def meeting_page(request: AccountRequest, meeting: Meeting) -> dict[str, Any]:
    """Return what every page of one meeting needs."""
    return page_of(request, meeting.person) | {
        "meeting": meeting,
        "title": title_of(meeting),
        "when": when_of(meeting),
        "seers": seen_by(meeting.person_id, Room.MEETINGS, meeting.pk),
    }


def done(request: AccountRequest, action: Callable[..., Any], *, say: str, **values: Any) -> bool:
    """Do what a button says, and tell what came of it; where a rule says no, tell that."""
    try:
        action(**values)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
        return False
    if say:
        messages.success(request, say)
    return True


def back_to(meeting: Meeting, part: str = "") -> HttpResponseRedirect:
    """Return the way back to the page of a meeting, to one part of it."""
    way = redirect("person:meetings-detail", meeting.pk)
    return redirect(f"{way.url}#{part}") if part else way


@dataclass(frozen=True)
class Writing:
    """A page on which something is written. to: where it leads when it is saved, and back without saving.

    seen: the fingerprint of what stands there now; standing: what that is, as (label, text), for a form that is older.
    """

    title: str
    to: Way
    lead: str = ""
    draft: str = ""
    button: str = ""
    say: str = ""
    seen: str = ""
    standing: Sequence[tuple[Any, Any]] = ()
    has_file: bool = False


def begun(request: AccountRequest, draft: str, initial: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is first filled with: what stands there, and over it what was written and not sent."""
    return initial | (drafts.kept(who=request.user.who, form=draft) if draft else {})


def write(
    request: AccountRequest, about: Meeting, form: Form, page: Writing, action: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Show a form, or do what it says and go on.

    about: the meeting it is about. values: what the action takes besides the form's own.
    """
    if request.method == "POST" and form.is_valid() and did(form, action, **values, **form.cleaned_data):
        if page.draft:
            drafts.forget(who=request.user.who, form=page.draft)
        messages.success(request, page.say or _("Saved."))
        return redirect(*page.to)
    changed = bool(page.seen) and request.POST.get("seen", page.seen) != page.seen
    if changed:
        form.data = {**request.POST.dict(), "seen": page.seen}  # saving once more keeps one's own words
    shown = {"form": form, "page": page, "changed": changed}
    return render(request, f"{TEMPLATES}/write.html", meeting_page(request, about) | shown)
