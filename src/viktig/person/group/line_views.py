"""One line of a list: answered by the person, suggested by a helper, or made a thing to say."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rooms import is_open
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT
from viktig.person.group.actions import transitions as actions
from viktig.person.group.forms import AnswerForm, SuggestForm
from viktig.person.group.models import Line, LineState, SuggestedAnswer, Topic
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew


def answer(request: AccountRequest, line_id: UUID) -> HttpResponse:
    line = access.get_line_for(request.user, line_id, EDIT)
    draft, seen = f"person.group.answer.{line.pk}", queries.fingerprint(line)
    used = _used(request, line)
    form = AnswerForm(request.POST or None, initial=_begun(line, used, draft) | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, actions.answer_line, line=line, **form.cleaned_data):
            drafts.forget(who=line.person_id, form=draft)
            return redirect("person:group-transition", line.transition_id)
        shown_anew(form, seen=seen)
    page = {
        "form": form,
        "draft": draft,
        "one": queries.suggested_on(line),
        "used": used,
        "names": [one.name for one in queries.participants_of(line.person_id)[0]],
        "changed": request.POST.get("seen", seen) != seen,
        "is_own_question": line.topic == Topic.OWN,
    }
    return render(request, f"{TEMPLATES}/line.html", page_of(request, line.person) | page)


def _used(request: AccountRequest, line: Line) -> SuggestedAnswer | None:
    try:
        return queries.suggestion_for(line, UUID(request.GET["use"]))
    except (KeyError, ValueError):
        return None


def _begun(line: Line, used: SuggestedAnswer | None, draft: str) -> dict[str, object]:
    if used:
        return {"state": LineState.ANSWERED, "answer": used.answer, "responsible": used.responsible, "used": used.pk}
    written = {"state": line.state, "answer": line.answer, "responsible": line.responsible}
    return written | drafts.kept(who=line.person_id, form=draft)


def suggest(request: AccountRequest, line_id: UUID) -> HttpResponse:
    line = access.get_line_to_suggest_on(request.user, line_id)
    form = SuggestForm(request.POST or None, initial={"new_id": uuid.uuid4()})
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.suggest_answer, line=line, by=request.user, **form.cleaned_data):
        messages.success(
            request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
        )
        return redirect("person:group-transition", line.transition_id)
    page = {"form": form, "one": queries.suggested_on(line), "draft": f"answer {line.pk}"}
    return render(request, f"{TEMPLATES}/suggest.html", page_of(request, line.person) | page)


@require_POST
def say(request: AccountRequest, line_id: UUID) -> HttpResponse:
    line = access.get_line_for(request.user, line_id, EDIT)
    if not is_open("person/said"):
        raise Http404
    return redirect("person:said-write", actions.say_about_line(line=line))


def delete(request: AccountRequest, line_id: UUID) -> HttpResponse:
    line = access.get_line_for(request.user, line_id, EDIT)
    if line.topic != Topic.OWN:
        raise Http404
    if request.method == "POST":
        actions.delete_line(line=line)
        messages.success(request, _("Deleted."))
        return redirect("person:group-transition", line.transition_id)
    page = {
        "question": _("Delete this question?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:group-line", args=[line.pk]),
        "consequences": [_("The question is gone, with its answer and what others suggested.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)


@require_POST
def not_now(request: AccountRequest, suggested_id: UUID) -> HttpResponse:
    found = access.get_suggested_for(request.user, suggested_id)
    actions.let_be(suggested=found)
    return redirect("person:group-transition", found.line.transition_id)


@require_POST
def bring_back(request: AccountRequest, suggested_id: UUID) -> HttpResponse:
    found = access.get_suggested_for(request.user, suggested_id)
    actions.bring_back(suggested=found)
    return redirect("person:group-transition", found.line.transition_id)


@require_POST
def take_back(request: AccountRequest, suggested_id: UUID) -> HttpResponse:
    found = access.get_own_suggested(request.user, suggested_id)
    actions.let_be(suggested=found)
    return redirect("person:group-transition", found.line.transition_id)
