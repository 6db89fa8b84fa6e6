"""How it is going: what somebody follows, and each line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.page import did, page_of, shown_anew
from viktig.person.progress import actions, fhir, packs, queries
from viktig.person.progress.access import get_progress_for, get_series_for
from viktig.person.progress.forms import GoalForm, RewriteGoalForm
from viktig.person.progress.models import GOAL
from viktig.person.progress.page import EDIT, NEW_GOAL, READ, TEMPLATES
from viktig.person.progress.slip_views import slips_out

# The room ------------------------------------------------------------------------------------------------------------


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:progress-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    return _room(request, who, None)


def _room(request: AccountRequest, who: UUID, form: GoalForm | None) -> HttpResponse:
    person, series = get_progress_for(request.user, who, READ)
    is_own = request.user.who == who
    come, waiting = slips_out(request, who) if is_own else (False, [])
    if come:
        series = queries.all_series(who)
    if is_own and form is None:
        form = GoalForm(initial=drafts.kept(who=who, form=NEW_GOAL))
    shown = queries.followed([one for one in series if not one.laid_aside])
    changes = queries.open_first(queries.changes_of(who))
    page = {
        "form": form,
        "draft": NEW_GOAL,
        "goals": [one for one in shown if one.is_goal],
        "filled": sorted((one for one in shown if not one.is_goal), key=lambda one: one.place),
        "laid_aside": [(one, queries.title_of(one)) for one in series if one.laid_aside],
        "offered": queries.offered() if is_own else [],
        "out": waiting,
        "changes": changes[: queries.NEWEST],
        "is_empty": not series and not changes,
        "seen_by": seen_by(who, Room.PROGRESS),
    }
    return render(request, f"{TEMPLATES}/room.html", page_of(request, person) | page)


@require_POST
def add_goal(request: AccountRequest, who: UUID) -> HttpResponse:
    get_progress_for(request.user, who, EDIT)
    form = GoalForm(request.POST)
    if form.is_valid() and did(form, actions.add_goal, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=NEW_GOAL)
        messages.success(request, _("Saved. Only you see it, and those you share it with."))
        return redirect("person:progress-before", who)
    return _room(request, who, form)


@require_safe
def rules(request: AccountRequest) -> HttpResponse:
    """What we reckon, by which rules, and from where they are: for everybody who is signed in."""
    forms = [next(iter(languages.values())) for languages in packs.forms().values()]
    shown = [form for form in sorted(forms, key=lambda one: one.title.casefold()) if form.rule.items]
    return render(request, f"{TEMPLATES}/rules.html", {"forms": shown})


# One line ------------------------------------------------------------------------------------------------------------


@require_safe
def series(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    person, found = get_series_for(request.user, who, series_id, READ)
    [shown] = queries.followed([found])
    languages = packs.offered().get(found.instrument)
    page = {
        "one": shown,
        "newest_first": shown.fillings[::-1],
        "rule": queries.rule_of(found),
        "is_offered": bool(languages),
        "may_choose": bool(languages and next(iter(languages.values())).is_free) and not found.by_other,
        "needs_help": bool(shown.fillings) and queries.asks_for_help(shown.fillings[-1]),
        "seen_by": seen_by(who, Room.PROGRESS, item=found.pk),
        "room_is_open": request.user.who == who or bool(seen_by(who, Room.PROGRESS)),
    }
    return render(request, f"{TEMPLATES}/series.html", page_of(request, person) | page)


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    person, found = get_series_for(request.user, who, series_id, EDIT)
    if found.instrument != GOAL:
        return redirect("person:progress-series", who, series_id)
    draft, seen = f"person.progress.{found.pk}", fingerprint_of(found.words)
    written = {"words": found.words} | drafts.kept(who=who, form=draft) | {"seen": seen}
    form = RewriteGoalForm(request.POST or None, initial=written)
    if request.method == "POST" and form.is_valid():
        if did(form, actions.rewrite_goal, series=found, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:progress-series", who, series_id)
        shown_anew(form, seen=seen)
    page = {
        "title": _("Change the words"),
        "form": form,
        "draft": draft,
        "now": found.words if request.POST.get("seen", seen) != seen else "",
        "back": reverse("person:progress-series", args=[who, series_id]),
    }
    return render(request, f"{TEMPLATES}/write.html", page_of(request, person) | page)


@require_POST
def lay_aside(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    _person, found = get_series_for(request.user, who, series_id, EDIT)
    actions.lay_aside(series=found)
    messages.success(request, _("Laid aside. You can take it back whenever you want."))
    return redirect("person:progress-room", who)


@require_POST
def take_back(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    _person, found = get_series_for(request.user, who, series_id, EDIT)
    actions.take_back(series=found)
    return redirect("person:progress-series", who, series_id)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    person, found = get_series_for(request.user, who, series_id, EDIT)
    if request.method == "POST":
        actions.delete_series(series=found)
        messages.success(request, _("Deleted."))
        return redirect("person:progress-room", who)
    page: dict[str, Any] = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:progress-series", args=[who, series_id]),
        "consequences": [_("All its numbers are gone, for you and for everyone you share them with.")],
        "words": queries.title_of(found),
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, person) | page)


@require_safe
def as_fhir(request: AccountRequest, who: UUID, series_id: UUID) -> HttpResponse:
    """The line as a file that other programs read, for the person alone: theirs to take to a new helper."""
    _person, found = get_series_for(request.user, who, series_id, EDIT)
    [shown] = queries.followed([found])
    headers = {"Content-Disposition": 'attachment; filename="viktig-fhir.json"', "Cache-Control": "no-store, private"}
    return JsonResponse(fhir.bundle(shown.fillings), content_type="application/fhir+json", headers=headers)
