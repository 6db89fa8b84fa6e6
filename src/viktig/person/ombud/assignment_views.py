"""What the person wants help with."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.ombud import access, actions, choices, queries
from viktig.person.ombud.forms import DoneForm, MoveForm, NewAssignmentForm, WrittenAssignmentForm
from viktig.person.ombud.models import MOST_PAPERS, Assignment, AssignmentStatus, ChoiceList
from viktig.person.ombud.page import EDIT, READ, TEMPLATES
from viktig.person.page import did, page_of, shown_anew


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_active_agreement_for(request.user, who, EDIT)
    draft = f"person.ombud.add.{agreement.pk}"
    form = NewAssignmentForm(
        request.POST or None, initial={"new_id": uuid.uuid4()} | drafts.kept(who=who, form=draft), **_lists()
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.add_assignment, agreement=agreement, **form.cleaned_data):
        drafts.forget(who=who, form=draft)
        messages.success(request, _("Saved. It stands on your page now."))
        return redirect("person:ombud-room", who)
    context = {"agreement": agreement, "form": form, "draft": draft}
    return render(request, f"{TEMPLATES}/assignment_add.html", page_of(request, agreement.person) | context)


@require_safe
def assignment(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, READ)
    kept = drafts.kept(who=found.person_id, form=_done_draft(found)) if found.person_id == request.user.who else {}
    return _assignment(request, found, DoneForm(initial={"result": found.result} | kept))


def _assignment(request: AccountRequest, found: Assignment, done: DoneForm) -> HttpResponse:
    page = page_of(request, found.person)
    open_now, put_away = queries.suggestions_on(found)
    papers = queries.papers_on(found)
    return render(
        request,
        f"{TEMPLATES}/assignment.html",
        page
        | {
            "assignment": found,
            "kind": choices.label(ChoiceList.ASSIGNMENT_TYPE, found.kind),
            "theme": choices.label(ChoiceList.THEME, found.theme) if found.theme else "",
            "is_open": found.status in queries.OPEN,
            "moves": [
                status
                for status in (AssignmentStatus.IN_PROGRESS, AssignmentStatus.WAITING, AssignmentStatus.DROPPED)
                if status != found.status
            ],
            "done": done,
            "draft": _done_draft(found),
            "suggestions": open_now,
            "put_away": put_away,
            "papers": papers,
            "has_room_for_papers": len(papers) < MOST_PAPERS,
            "may_suggest": access.may_suggest(request.user, found.person_id),
            "me": request.user.who,
            "seers": seen_by(found.person_id, Room.OMBUD, found.pk),
        },
    )


def _done_draft(found: Assignment) -> str:
    return f"person.ombud.done.{found.pk}"


def write_assignment(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, EDIT)
    draft, seen = f"person.ombud.assignment.{found.pk}", queries.fingerprint(found)
    written = {name: getattr(found, name) for name in ("kind", "theme", "words", "result")}
    kept = drafts.kept(who=found.person_id, form=draft)
    form = WrittenAssignmentForm(request.POST or None, initial=written | kept | {"seen": seen}, **_lists(found))
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_assignment, assignment=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:ombud-assignment", found.pk)
        shown_anew(form, seen=seen)
    context = {"assignment": found, "form": form, "draft": draft, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/assignment_form.html", page_of(request, found.person) | context)


@require_POST
def move(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, EDIT)
    form, done = MoveForm(request.POST), DoneForm(request.POST)
    if not (form.is_valid() and done.is_valid()):
        return redirect("person:ombud-assignment", found.pk)
    to = AssignmentStatus(form.cleaned_data["to"])
    result = done.cleaned_data["result"] if to == AssignmentStatus.DONE else ""
    if did(done, actions.move_assignment, assignment=found, to=to, seen=form.cleaned_data["seen"], result=result):
        if to == AssignmentStatus.DONE:
            drafts.forget(who=found.person_id, form=_done_draft(found))
        return redirect("person:ombud-assignment", found.pk)
    return _assignment(request, found, done)


def _lists(about: Assignment | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return kinds and themes to choose from; also those of an assignment that are in no list any more."""
    lists = {
        "kinds": choices.choices(ChoiceList.ASSIGNMENT_TYPE),
        "themes": choices.choices(ChoiceList.THEME),
    }
    if about and about.kind not in dict(lists["kinds"]):
        lists["kinds"].append((about.kind, choices.label(ChoiceList.ASSIGNMENT_TYPE, about.kind)))
    if about and about.theme and about.theme not in dict(lists["themes"]):
        lists["themes"].append((about.theme, choices.label(ChoiceList.THEME, about.theme)))
    return lists
