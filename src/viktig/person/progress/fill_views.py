"""Saying how it is: numbers for one's goals, a form, and what was said one time."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.rules import RuleBroken
from viktig.person.page import did, page_of, shown_anew
from viktig.person.progress import actions, packs, queries
from viktig.person.progress.access import get_filling_for, get_progress_for
from viktig.person.progress.forms import FillForm, MattersForm, RateForm
from viktig.person.progress.models import GOAL, Filling
from viktig.person.progress.page import EDIT, READ, TEMPLATES


@require_http_methods(["GET", "HEAD", "POST"])
def before(request: AccountRequest, who: UUID) -> HttpResponse:
    """Say a number for each goal one follows; all at once, on one page."""
    person, series = get_progress_for(request.user, who, EDIT)
    goals = [one for one in series if one.instrument == GOAL and not one.laid_aside]
    form = RateForm(request.POST or None, goals=goals)
    if goals and request.method == "POST" and form.is_valid():
        for goal, number, new_id in form.numbers():
            actions.rate_goal(series=goal, number=number, on=form.cleaned_data["on"], new_id=new_id)
        messages.success(request, _("Saved. Only you see it, and those you share it with."))
        return redirect("person:progress-room", who)
    return render(request, f"{TEMPLATES}/before.html", page_of(request, person) | {"form": form, "goals": goals})


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: AccountRequest, who: UUID, form_id: str) -> HttpResponse:
    person, series = get_progress_for(request.user, who, EDIT)
    whole = _asked(form_id)
    asked = whole.without(queries.left_out(form_id, series))
    draft = f"person.progress.fill.{form_id}"
    form, more = FillForm(request.POST or None, asked=asked, initial=drafts.kept(who=who, form=draft)), None
    if request.method == "POST" and form.is_valid():
        more = form.ask_more()
        if more is None and (filling := _filled(person, form)):
            drafts.forget(who=who, form=draft)
            return _after(request, filling)
    page = {"form": form, "asked": asked, "is_shorter": asked != whole, "draft": draft, "more": more}
    return render(request, f"{TEMPLATES}/fill.html", page_of(request, person) | page)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: AccountRequest, who: UUID, form_id: str) -> HttpResponse:
    """Choose which questions of a form matter; the others are asked no more, until the person wants them again."""
    person, series = get_progress_for(request.user, who, EDIT)
    whole = _asked(form_id)
    if not whole.is_free:
        raise Http404
    left_out = queries.left_out(form_id, series)
    asked = [item.id for item in whole.without(left_out).questions]
    seen = fingerprint_of(left_out)
    form = MattersForm(request.POST or None, form=whole, initial={"asked": asked, "seen": seen})
    if request.method == "POST" and form.is_valid():
        chosen = {"left_out": form.left_out(), "seen": form.cleaned_data["seen"]}
        if did(form, actions.choose_questions, who=who, form=whole, **chosen):
            messages.success(request, _("Saved. You are asked only this. You can change it whenever you want."))
            return redirect("person:progress-fill", who, form_id)
        shown_anew(form, seen=seen)
    was_changed = request.POST.get("seen", seen) != seen
    now = [item.text for item in whole.questions if item.id in asked] if was_changed else []
    page = {"form": form, "asked": whole, "now": now}
    return render(request, f"{TEMPLATES}/choose.html", page_of(request, person) | page)


def _asked(form_id: str) -> packs.Form:
    languages = packs.offered().get(form_id)
    asked = packs.in_language(languages, get_language() or "") if languages else None
    if asked is None or not asked.rule.for_oneself:
        raise Http404
    return asked


def _filled(person: Person, form: FillForm) -> Filling | None:
    given = {name: form.cleaned_data[name] for name in ("on", "words", "new_id")}
    try:
        return actions.fill_in(person=person, form=form.as_asked(), answers=form.answers(), **given)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return None


def _after(request: AccountRequest, filling: Filling) -> HttpResponse:
    if queries.asks_for_help(filling):
        return redirect("person:progress-now", filling.person_id, filling.series_id, filling.pk)
    messages.success(request, _("Saved. Only you see it, and those you share it with."))
    return redirect("person:progress-series", filling.person_id, filling.series_id)


@require_safe
def filling(request: AccountRequest, who: UUID, series_id: UUID, filling_id: UUID) -> HttpResponse:
    person, found = get_filling_for(request.user, who, series_id, filling_id, READ)
    return render(request, f"{TEMPLATES}/filling.html", page_of(request, person) | _page(who, found))


@require_safe
def now(request: AccountRequest, who: UUID, series_id: UUID, filling_id: UUID) -> HttpResponse:
    """Help at once, after an answer about death or hurting oneself: whom to ring, and whether anybody reads it."""
    person, found = get_filling_for(request.user, who, series_id, filling_id, EDIT)
    return render(request, f"{TEMPLATES}/now.html", page_of(request, person) | _page(who, found))


def _page(who: UUID, found: Filling) -> dict[str, Any]:
    return {
        "filling": found,
        "title": queries.title_of(found.series, [found]),
        "needs_help": queries.asks_for_help(found),
        "read_in": settings.VIKTIG_ANSWERS_READ_DAYS,
        "seen_by": seen_by(who, Room.PROGRESS, item=found.series_id),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def delete_filling(request: AccountRequest, who: UUID, series_id: UUID, filling_id: UUID) -> HttpResponse:
    person, found = get_filling_for(request.user, who, series_id, filling_id, EDIT)
    if request.method == "POST":
        actions.delete_filling(filling=found)
        messages.success(request, _("Deleted."))
        return redirect("person:progress-series", who, series_id)
    page = {
        "question": _("Delete what you said this time?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:progress-filling", args=[who, series_id, filling_id]),
        "consequences": [_("The answers are gone, for you and for everyone you share them with.")],
        "words": found.form["title"],
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, person) | page)
