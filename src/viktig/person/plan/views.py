from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.page import page_of
from viktig.person.plan import access, actions, queries
from viktig.person.plan.forms import DatesForm, EndForm, MovePlanForm, PartForm
from viktig.person.plan.models import Plan, PlanKind, PlanStatus
from viktig.person.plan.page import EDIT, READ, TEMPLATES, Writing, begun, write
from viktig.person.plan.paper import plan_as_paper
from viktig.person.plan.parts import WORDS, PlanPart, wanted_in, words_of
from viktig.person.plan.reference import law_for
from viktig.person.plan.states import MOVES
from viktig.person.plan.versions import changes, content_of

ROOM = "person:plan-room"
BEFORE = {PlanStatus.TOLD, PlanStatus.WANTED, PlanStatus.DECLINED}


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect(ROOM, request.user.who)


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_plan_for(request.user, who, READ)
    page = page_of(request, person) | {"plan": plan, "law": law_for(person), "seen_by": seen_by(who, Room.PLAN)}
    if plan is None:
        return render(request, f"{TEMPLATES}/start.html", page)
    return render(request, f"{TEMPLATES}/room.html", page | _shown(request, person, plan))


def _shown(request: AccountRequest, person: Person, plan: Plan) -> dict[str, Any]:
    found = queries.contents_of(plan)
    law = law_for(person)
    return {
        "found": found,
        "matters": words_of(plan, PlanPart.MATTERS),
        "parts": [(part, words_of(plan, part)) for part in PlanPart if part != PlanPart.MATTERS],
        "wanted": wanted_in(law, plan, found.goals, found.measures) if plan.kind == PlanKind.COORDINATED else [],
        "moves": [one for one in MOVES[PlanStatus(plan.status)] if one != PlanStatus.ENDED],
        "is_before": plan.status in BEFORE,
        "may_end": PlanStatus.ENDED in MOVES[PlanStatus(plan.status)],
        "may_suggest": access.may_suggest(request.user, person.pk),
    }


@require_POST
def move(request: AccountRequest, who: UUID) -> HttpResponse:
    _person, plan = access.get_plan_for(request.user, who, EDIT)
    form = MovePlanForm(request.POST)
    if form.is_valid():
        to = PlanStatus(form.cleaned_data["to"])
        if plan is None:
            plan = actions.begin_plan(who=who, status=to if to in BEFORE else PlanStatus.TOLD)
        elif to != PlanStatus.ENDED:
            try:
                actions.move_plan(plan=plan, to=to)
            except RuleBroken as refusal:
                messages.warning(request, str(refusal.message))
    return redirect(ROOM, who)


def part(request: AccountRequest, who: UUID, code: str) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    if code not in PlanPart.values:
        raise Http404
    which = PlanPart(code)
    words, seen, draft = words_of(plan, which), queries.part_fingerprint(plan, code), f"person.plan.part.{code}"
    first = words
    if which == PlanPart.MATTERS and not words and request.method != "POST":
        first = queries.what_matters_now(who)
    form = PartForm(request.POST or None, initial=begun(request, draft, {"words": first}) | {"seen": seen})
    form.fields["words"].label = which.label
    page = Writing(
        title=str(which.label),
        lead=str(WORDS[code]),
        to=(ROOM, who),
        draft=draft,
        seen=seen,
        standing=[(which.label, words)],
    )
    return write(request, person, form, actions.write_part, page, plan=plan, part=code)


def dates(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    seen, draft = queries.dates_fingerprint(plan), "person.plan.dates"
    written = {name: getattr(plan, name) for name in ("starts_on", "ends_on", "review_on")}
    form = DatesForm(request.POST or None, initial=begun(request, draft, written) | {"seen": seen})
    page = Writing(
        title=_("How long, and when to look again"),
        lead=_("You can change these days whenever you want."),
        to=(ROOM, who),
        draft=draft,
        seen=seen,
        standing=[(form.fields[name].label, day) for name, day in written.items() if day],
    )
    return write(request, person, form, actions.write_dates, page, plan=plan)


def end(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    page = Writing(
        title=_("End your plan?"),
        lead=_("Nothing is deleted. You can take it up again whenever you want. You need not say why."),
        to=(ROOM, who),
        button=_("Yes, end it"),
        message=_("Your plan has ended. All of it is still here."),
    )
    return write(request, person, EndForm(request.POST or None), actions.end_plan, page, plan=plan)


def delete(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, EDIT)
    if request.method == "POST":
        actions.delete_plan(plan=plan)
        messages.success(request, _("Deleted."))
        return redirect(ROOM, who)
    page = {
        "question": _("Delete your whole plan for good?"),
        "button": _("Yes, delete it"),
        "back": reverse(ROOM, args=[who]),
        "consequences": [
            _("All goals, steps and versions are gone, for you and for everyone you share them with."),
            _("You can also end it. Then nothing is deleted."),
        ],
    }
    return render(request, "ground/look/templates/confirm.html", page_of(request, person) | page)


@require_safe
def versions(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, READ)
    found = queries.versions_of(plan)
    contents = queries.contents_of(plan)
    now = content_of(plan, contents.goals, contents.measures)
    lines = [
        (one, changes(older.content, one.content) if older else [])
        for one, older in zip(found, [*found, None][1:], strict=True)
    ]
    shown = {
        "plan": plan,
        "lines": lines,
        "since": changes(found[0].content, now) if found else [],
        "seen_by": seen_by(who, Room.PLAN),
    }
    return render(request, f"{TEMPLATES}/versions.html", page_of(request, person) | shown)


@require_safe
def paper(request: AccountRequest, who: UUID) -> HttpResponse:
    person, plan = access.get_begun_plan_for(request.user, who, READ)
    language = get_language() or "nb"
    return as_download(plan_as_paper(plan, person=person, law=law_for(person), language=language), "viktig.pdf")
