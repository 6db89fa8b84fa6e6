"""What there is to choose: the list, one choice, its words, its questions, what matters in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rooms import is_open
from viktig.person.choices import access, queries
from viktig.person.choices.actions import choosing as actions
from viktig.person.choices.forms import (
    ConcernsForm,
    NewChoosingForm,
    QuestionsForm,
    WeighForm,
    WrittenChoosingForm,
    fresh,
)
from viktig.person.choices.models import ChoosingStatus, ProposalKind
from viktig.person.choices.page import EDIT, READ, TEMPLATES, page_on, told_by_others
from viktig.person.choices.paper import sheet_as_paper
from viktig.person.choices.rights import rights_in, standing_questions
from viktig.person.choices.states import BEFORE, is_settled, may_become
from viktig.person.matters.queries import shareable_matters
from viktig.person.page import did, page_of, shown_anew

NEW_DRAFT = "person.choices.new"


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:choices-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person, found = access.get_choices_for(request.user, who, READ)
    shown = {
        "going_on": [one for one in found if not is_settled(one.status)],
        "settled": [one for one in found if is_settled(one.status)],
        "today": clock.today(),
        "seen_by": seen_by(who, Room.CHOICES),
    }
    return render(request, f"{TEMPLATES}/room.html", page_of(request, person) | shown)


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    person, _found = access.get_choices_for(request.user, who, EDIT)
    form = NewChoosingForm(request.POST or None, initial=fresh(drafts.kept(who=who, form=NEW_DRAFT)))
    if request.method == "POST" and form.is_valid() and did(form, actions.open_choosing, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=NEW_DRAFT)
        messages.success(request, _("Saved. Now write what you could choose between."))
        return redirect("person:choices-choosing", form.cleaned_data["new_id"])
    return render(request, f"{TEMPLATES}/add.html", page_of(request, person) | {"form": form, "draft": NEW_DRAFT})


@require_safe
def choosing(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, READ)
    concerns, steps = queries.concerns_of(found), queries.steps_of(found)
    options = queries.options_of(found)
    proposals = queries.proposals_on(found)
    had, missing = queries.number_to_be_had(one.option for one in options)
    shown: dict[str, Any] = {
        "options": options,
        "has_real_choice": had > 1,
        "to_be_had": had,
        "missing": missing,
        "concerns": concerns,
        "questions": [*standing_questions(), *queries.questions_in(found.questions)],
        "moves": [one for one in BEFORE if one != found.status] if found.status in BEFORE else [],
        "may_try": may_become(found.status, ChoosingStatus.TRIED),
        "may_look_back": may_become(found.status, ChoosingStatus.REVIEWED),
        "is_settled": is_settled(found.status),
        "settled": queries.settled_last(steps),
        "steps": steps,
        "today": clock.today(),
        "me": request.user.who,
        "may_suggest": access.may_suggest(request.user, found),
        "room_is_open": access.sees_the_room(request.user, found),
        "rights": rights_in(found.person.place.country_id if found.person.place else "", on=clock.today()),
    }
    shown["told_by_others"] = told_by_others()
    return render(request, f"{TEMPLATES}/choosing.html", page_on(request, found) | shown | _proposals(proposals))


def _proposals(proposals: list[Any]) -> dict[str, Any]:
    """Return what was suggested, by what the page does with it: open, standing beside the person's view, laid aside."""
    is_view = {one.pk: one.kind == ProposalKind.VIEW for one in proposals}
    return {
        "proposals": [one for one in proposals if one.is_open and not one.taken_on],
        "views": [one for one in proposals if is_view[one.pk] and one.taken_on],
        "put_away": [one for one in proposals if not one.is_open],
        "taken": [one for one in proposals if one.taken_on and not is_view[one.pk]],
    }


def write(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    draft, seen = f"person.choices.write.{found.pk}", queries.words_seen(found)
    written = {name: getattr(found, name) for name in ("about", "why_now", "wants", "by_when")}
    kept = drafts.kept(who=found.person_id, form=draft)
    form = WrittenChoosingForm(request.POST or None, initial=written | kept | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_choosing, choosing=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:choices-choosing", found.pk)
        shown_anew(form, seen=seen)
    shown = {"form": form, "draft": draft, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/write.html", page_on(request, found) | shown)


def questions(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    draft, seen = f"person.choices.questions.{found.pk}", queries.questions_seen(found)
    kept = drafts.kept(who=found.person_id, form=draft)
    form = QuestionsForm(request.POST or None, initial={"questions": found.questions} | kept | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, actions.write_questions, choosing=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved. The questions stand on your sheet."))
            return redirect("person:choices-choosing", found.pk)
        shown_anew(form, seen=seen)
    shown = {
        "form": form,
        "draft": draft,
        "changed": request.POST.get("seen", seen) != seen,
        "standing": standing_questions(),
    }
    return render(request, f"{TEMPLATES}/questions.html", page_on(request, found) | shown)


@require_safe
def side_by_side(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, READ)
    concerns = queries.concerns_of(found)
    shown = {"options": queries.options_of(found, concerns), "concerns": concerns}
    return render(request, f"{TEMPLATES}/side_by_side.html", page_on(request, found) | shown)


@require_safe
def sheet(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, READ)
    asked = [*standing_questions(), *queries.questions_in(found.questions)]
    made = sheet_as_paper(found, queries.concerns_of(found), asked, language=get_language() or "nb")
    return as_download(made, "viktig.pdf")


def delete(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    if request.method == "POST":
        actions.delete_choosing(choosing=found)
        messages.success(request, _("Deleted."))
        return redirect("person:choices-room", found.person_id)
    page = {
        "question": _("Delete this choice for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:choices-choosing", args=[found.pk]),
        "consequences": [
            _("The possibilities, what matters, the questions and what was settled are gone."),
            _("They are gone for those you share it with, too. What you have said to others stays."),
        ],
        "words": found.about,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.person) | page)


# What matters in it -----------------------------------------------------------------------------------------------------


def add_concerns(request: AccountRequest, choosing_id: UUID) -> HttpResponse:
    found = access.get_choosing_for(request.user, choosing_id, EDIT)
    draft = f"person.choices.matters.{found.pk}"
    there = {one.words for one in queries.concerns_of(found)}
    matters = shareable_matters(found.person_id) if is_open("person/matters") else []
    form = ConcernsForm(
        request.POST or None,
        matters=[(pk, words) for pk, words in matters if request.method == "POST" or words not in there],
        initial=fresh(drafts.kept(who=found.person_id, form=draft)),
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.add_concerns, choosing=found, texts=form.texts()):
        drafts.forget(who=found.person_id, form=draft)
        messages.success(request, _("Saved."))
        return redirect("person:choices-choosing", found.pk)
    return render(request, f"{TEMPLATES}/concerns.html", page_on(request, found) | {"form": form, "draft": draft})


def weigh(request: AccountRequest, concern_id: UUID) -> HttpResponse:
    found = access.get_concern_for(request.user, concern_id, EDIT)
    draft = f"person.choices.weigh.{found.pk}"
    options = queries.options_of(found.choosing, [found])
    seen = queries.concern_seen(found, [one.option for one in options])
    kept = drafts.kept(who=found.person_id, form=draft)
    initial = {"words": found.words} | kept | {"seen": seen}
    form = WeighForm(request.POST or None, initial=initial, options=options)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("words", "seen")}
        if did(form, actions.weigh, concern=found, beside=form.beside(), **given):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved. It stands beside each possibility."))
            return redirect("person:choices-choosing", found.choosing_id)
        shown_anew(form, seen=seen)
    shown = {
        "concern": found,
        "options": options,
        "form": form,
        "draft": draft,
        "changed": request.POST.get("seen", seen) != seen,
    }
    return render(request, f"{TEMPLATES}/weigh.html", page_on(request, found.choosing) | shown)


@require_POST
def move_concern(request: AccountRequest, concern_id: UUID) -> HttpResponse:
    found = access.get_concern_for(request.user, concern_id, EDIT)
    actions.move_concern(concern=found, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect(reverse("person:choices-choosing", args=[found.choosing_id]) + "#matters")


def delete_concern(request: AccountRequest, concern_id: UUID) -> HttpResponse:
    found = access.get_concern_for(request.user, concern_id, EDIT)
    if request.method == "POST":
        actions.delete_concern(concern=found)
        messages.success(request, _("Deleted."))
        return redirect("person:choices-choosing", found.choosing_id)
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:choices-weigh", args=[found.pk]),
        "consequences": [_("What you wrote beside each possibility for this is gone too.")],
        "words": found.words,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, found.choosing.person) | page)
