"""What the person writes for themselves: the sheet before a meeting, three answers after it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.meetings import access, actions, queries
from viktig.person.meetings.forms import SHOWN, AnswersForm, PreparationForm
from viktig.person.meetings.models import HowItWas
from viktig.person.meetings.page import EDIT, TEMPLATES, back_to, begun, meeting_page
from viktig.person.meetings.paper import sheet_as_paper
from viktig.person.page import did


def prepare(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    there = queries.preparation_of(meeting)
    draft, seen = f"person.meetings.sheet.{meeting.pk}", queries.preparation_fingerprint(there)
    first = {part: row.words for part, row in there.items()}
    first |= {f"{SHOWN}_{part}": row.is_shown for part, row in there.items()}
    form = PreparationForm(request.POST or None, initial=begun(request, draft, first | {"seen": seen}))
    if request.method == "POST" and form.is_valid():
        values = {"words": form.words(), "shown": form.shown(), "seen": form.cleaned_data["seen"]}
        if did(form, actions.prepare, meeting=meeting, **values):
            drafts.forget(who=request.user.who, form=draft)
            messages.success(request, _("Saved."))
            return back_to(meeting)
    changed = request.POST.get("seen", seen) != seen
    if changed:
        form.data = {**request.POST.dict(), "seen": seen}
    shown = {"form": form, "draft": draft, "changed": changed, "standing": there.values()}
    return render(request, f"{TEMPLATES}/prepare.html", meeting_page(request, meeting) | shown)


@require_safe
def sheet(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    made = sheet_as_paper(meeting, queries.preparation_of(meeting), language=get_language() or "nb")
    return as_download(made, "viktig.pdf")


def after(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    draft, there = f"person.meetings.after.{meeting.pk}", queries.answers_of(meeting)
    first = {name: getattr(there, name) for name in ("said", "dealt", "next", "words")} if there else {}
    form = AnswersForm(request.POST or None, initial=begun(request, draft, first))
    if request.method == "POST" and form.is_valid() and did(form, actions.answer, meeting=meeting, **form.cleaned_data):
        drafts.forget(who=request.user.who, form=draft)
        messages.success(request, _("Saved. Only you see it."))
        return back_to(meeting, "after")
    shown = {"form": form, "draft": draft, "has_said": there is not None, "yes": HowItWas.YES}
    return render(request, f"{TEMPLATES}/after.html", meeting_page(request, meeting) | shown)


@require_POST
def say(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    """Go on to say it to somebody who must answer. Nothing is sent before they have seen every word."""
    meeting = access.get_meeting_for(request.user, meeting_id, EDIT)
    answers = queries.answers_of(meeting)
    if answers is None or not answers.words:
        return redirect("person:said-new")
    actions.begin_to_say(answers=answers)
    return redirect("person:said-write", answers.pk)
