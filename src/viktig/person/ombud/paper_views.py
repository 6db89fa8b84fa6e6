"""Pictures of the papers that an assignment is about."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.pictures import CONTENT_TYPE
from viktig.person.ombud import access, actions
from viktig.person.ombud.forms import PaperForm
from viktig.person.ombud.page import READ, TEMPLATES
from viktig.person.page import did, page_of


def add(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_add_to(request.user, assignment_id)
    page = page_of(request, found.person)
    # A helper keeps no draft about somebody: what they write lies on the person's page, or nowhere.
    draft = f"person.ombud.paper.{found.pk}" if page["is_own"] else ""
    kept = drafts.kept(who=found.person_id, form=draft) if draft else {}
    form = PaperForm(request.POST or None, request.FILES or None, initial={"new_id": uuid.uuid4()} | kept)
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.add_paper, assignment=found, by=request.user, **form.cleaned_data):
        drafts.forget(who=request.user.who, form=draft)
        messages.success(request, _("Saved. The picture stands on this page now."))
        return redirect("person:ombud-assignment", found.pk)
    context = {"assignment": found, "form": form, "draft": draft}
    context["seers"] = seen_by(found.person_id, Room.OMBUD, found.pk)
    return render(request, f"{TEMPLATES}/paper_add.html", page | context)


@require_safe
def paper(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    found = access.get_paper_for(request.user, paper_id, READ)
    context = {
        "paper": found,
        "me": request.user.who,
        "may_delete": access.may_delete(request.user, found),
        "seers": seen_by(found.person_id, Room.OMBUD, found.assignment_id),
    }
    return render(request, f"{TEMPLATES}/paper.html", page_of(request, found.person) | context)


@require_safe
def picture(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    return _as_picture(access.get_paper_for(request.user, paper_id, READ).large)


@require_safe
def small(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    return _as_picture(access.get_paper_for(request.user, paper_id, READ).small)


def _as_picture(content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": "inline", "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def delete(request: AccountRequest, paper_id: UUID) -> HttpResponse:
    found = access.get_paper_to_delete(request.user, paper_id)
    if request.method == "POST":
        actions.delete_paper(paper=found)
        messages.success(request, _("Deleted."))
        return redirect("person:ombud-assignment", found.assignment_id)
    page = {
        "question": _("Delete this picture?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:ombud-paper", args=[found.pk]),
        "consequences": [_("It is gone at once, for everyone."), _("Nobody can bring it back, and neither can we.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)
