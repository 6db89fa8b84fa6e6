"""What is decided in a meeting."""

import uuid
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rooms import is_open
from viktig.person.meetings import access, actions, queries
from viktig.person.meetings.forms import NewDecisionForm, SeenForm, WrittenDecisionForm
from viktig.person.meetings.models import MeetingDecision
from viktig.person.meetings.page import READ, SUGGEST, TEMPLATES, Writing, begun, done, meeting_page, write
from viktig.person.meetings.paper import decisions_as_paper
from viktig.person.plan.models import Side
from viktig.person.plan.queries import plan_of

PLAN = "person/plan"
DO = {"again": actions.take_up_again, "let_be": actions.let_be}


def propose(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, SUGGEST)
    is_own = meeting.person_id == request.user.who
    draft = f"person.meetings.decision.{meeting.pk}" if is_own else ""
    form = NewDecisionForm(request.POST or None, initial=begun(request, draft, {"new_id": uuid.uuid4()}))
    page = Writing(
        title=_("Write down what could be decided"),
        lead=_("It is not decided before you have read it and said yes.")
        if is_own
        else _("It is not decided before the one whose meeting it is has read it and said yes."),
        to=("person:meetings-table" if request.GET.get("at") == "table" else "person:meetings-detail", meeting.pk),
        draft=draft,
    )
    return write(request, meeting, form, page, actions.propose, meeting=meeting, by=request.user)


@require_safe
def read(request: AccountRequest, decision_id: UUID) -> HttpResponse:
    decision = access.get_decision_for(request.user, decision_id)
    shown = {
        "decision": decision,
        "is_fixed": decision.status == "fixed",
        "is_open": decision.status == "proposed",
        "seen": queries.words_fingerprint(decision),
        "has_plan": is_open(PLAN) and plan_of(request.user.who) is not None,
        "in_plan": decision.in_plan if is_open(PLAN) else None,
        "at": "table" if request.GET.get("at") == "table" else "",
    }
    return render(request, f"{TEMPLATES}/decision.html", meeting_page(request, decision.meeting) | shown)


def write_decision(request: AccountRequest, decision_id: UUID) -> HttpResponse:
    decision = access.get_decision_for(request.user, decision_id)
    draft, seen = f"person.meetings.decided.{decision.pk}", queries.words_fingerprint(decision)
    first = {"words": decision.words, "who_does": decision.who_does, "by_when": decision.by_when, "seen": seen}
    form = WrittenDecisionForm(request.POST or None, initial=begun(request, draft, first))
    page = Writing(
        title=_("Write it in other words"),
        to=("person:meetings-decision", decision.pk),
        draft=draft,
        seen=seen,
        standing=[(_("What stands there now"), decision.words), (_("Who does it?"), decision.who_does)],
    )
    return write(request, decision.meeting, form, page, actions.write_decision, decision=decision)


@require_POST
def do(request: AccountRequest, decision_id: UUID) -> HttpResponse:
    decision = access.get_decision_for(request.user, decision_id)
    what, form = request.POST.get("do", ""), SeenForm(request.POST)
    if what == "fix" and form.is_valid():
        say = _("Decided. Those you have invited see it now.")
        if not done(request, actions.fix, say=say, decision=decision, **form.cleaned_data):
            return redirect("person:meetings-decision", decision.pk)
    elif what == "plan" and is_open(PLAN):
        side = Side.ME if request.POST.get("side") == Side.ME else Side.SYSTEM
        done(request, actions.put_in_plan, say=_("It stands in your plan too."), decision=decision, side=side)
    elif what in DO:
        done(request, DO[what], say=_("Changed."), decision=decision)
    return _onward(request, decision)


def _onward(request: AccountRequest, decision: MeetingDecision) -> HttpResponse:
    if request.POST.get("at") == "table":
        return redirect("person:meetings-table", decision.meeting_id)
    return redirect("person:meetings-decision", decision.pk)


@require_safe
def as_paper(request: AccountRequest, meeting_id: UUID) -> HttpResponse:
    meeting = access.get_meeting_for(request.user, meeting_id, READ)
    decisions = [one.decision for one in queries.decisions_of(meeting, me=request.user.who) if one.is_fixed]
    return as_download(decisions_as_paper(meeting, decisions, language=get_language() or "nb"), "viktig.pdf")
