"""The room of those around a person: who they are, whom there was, how they work together, and how it is now."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.group import access, queries
from viktig.person.group.access import EDIT, READ
from viktig.person.group.actions import checking, people
from viktig.person.group.forms import CircleForm, MonthsForm
from viktig.person.group.models import Circle
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:group-room", request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, READ)
    page = page_of(request, person)
    now, left = queries.participants_of(who)
    circle, changes = queries.circle_of(who), queries.changes_of(who)
    due = queries.due_now(who, circle, [one.transition for one in changes]) if page["is_own"] else None
    return render(
        request,
        f"{TEMPLATES}/room.html",
        page
        | {
            "around": queries.with_what_they_see(now, who, is_own=page["is_own"]),
            "coordinators": [one for one in now if one.part == "coordinator"],
            "vacant_since": queries.vacant_since(now, left),
            "has_left": bool(left),
            "group": [one for one in now if one.in_group],
            "circle": circle,
            "coming": [one for one in changes if one.days_left >= 0],
            "passed": [one for one in changes if one.days_left < 0],
            "due": due,
        },
    )


@require_safe
def earlier(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, READ)
    now, left = queries.participants_of(who)
    return render(
        request,
        f"{TEMPLATES}/earlier.html",
        page_of(request, person) | {"parts": queries.history([*now, *left])},
    )


def together(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, EDIT)
    circle = queries.circle_of(who) or Circle(person_id=who)
    seen, draft = queries.fingerprint(circle), "person.group.together"
    written = {"how_often": circle.how_often, "who_calls": circle.who_calls} | drafts.kept(who=who, form=draft)
    form = CircleForm(request.POST or None, initial=written | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if did(form, people.write_circle, who=who, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:group-room", who)
        shown_anew(form, seen=seen)
    page = {"form": form, "draft": draft, "circle": circle, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/together.html", page_of(request, person) | page)


def how_it_is(request: AccountRequest, who: UUID) -> HttpResponse:
    """Answer how the help is after some months; see what one answered before. Only the person comes here."""
    person = access.get_circle_of(request.user, who, EDIT)
    if request.user.who != who:
        raise Http404
    due = queries.due_now(who, queries.circle_of(who), [])
    form = MonthsForm(request.POST or None) if due.months else None
    if form and due.since and request.method == "POST" and form.is_valid():
        checking.answer_months(person=person, since=due.since, months=due.months, answers=form.cleaned_data)
        messages.success(request, _("Thank you. Only you can see what you answered."))
        return redirect("person:group-how-it-is", who)
    if request.method == "POST" and form is None:  # sent twice: it is answered
        return redirect("person:group-how-it-is", who)
    page = {"form": form, "due": due, "check_ins": queries.check_ins_of(who)}
    return render(request, f"{TEMPLATES}/how_it_is.html", page_of(request, person) | page)
