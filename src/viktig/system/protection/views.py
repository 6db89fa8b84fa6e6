"""What protects people: for everybody what stands and who agreed, for those who hold a key what they can do."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.look.kept import kept
from viktig.ground.people.models import Organisation, OrganisationKind
from viktig.ground.people.requests import AccountRequest
from viktig.ground.protection.models import Proposal, Setting
from viktig.ground.protection.queries import keys_that_count, side_of, smallest_group, turns_open, users_keys
from viktig.ground.rules import RuleBroken
from viktig.system.protection import actions, queries
from viktig.system.protection.access import get_body, get_organisation_for, get_proposal_for, organisations_with_key
from viktig.system.protection.forms import NoForm, ProposeForm

HERE = "system/protection/templates"
OF_A_BODY = (Setting.ANSWER_DAYS, Setting.ANSWERS_TO, Setting.CHECKED_BY)


@login_not_required
@require_safe
@kept
def protection(request: HttpRequest) -> HttpResponse:
    counting, begun = users_keys()
    shown = {
        "k": smallest_group(),
        "waiting": queries.waiting(),
        "ended": queries.ended(),
        "keys": counting,
        "begun": begun,
        "standings": queries.standings(_after(request)),
    }
    return render(request, f"{HERE}/protection.html", shown)


@require_safe
def desk(request: AccountRequest) -> HttpResponse:
    ours = organisations_with_key(request.user)
    if not ours:
        raise Http404
    counting = {one.organisation_id for one in keys_that_count()}
    waiting = queries.waiting_for_whoever_acts()
    shown = {
        "to_decide": [one for one in waiting if "yes" in one.may],
        "for_others": [one for one in waiting if "yes" not in one.may],
        "keys": [_key(request, one, counts=one.pk in counting) for one in ours],
        "k": smallest_group(),
    }
    return render(request, f"{HERE}/desk.html", shown)


@require_http_methods(["GET", "POST"])
def propose(request: AccountRequest, by_id: UUID, setting: str, body_id: UUID | None = None) -> HttpResponse:
    """Ask for the new value and why; then it waits for the other side."""
    by = get_organisation_for(request.user, by_id)
    body = get_body(body_id) if body_id else None
    what = _setting(setting, body)
    if not side_of(what, body, by):
        raise Http404
    choices = queries.choices_for(what, body)
    form = ProposeForm(request.POST or None, setting=what, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.propose(setting=what, body=body, by=by, why=form.cleaned_data["why"], value=form.value())
            messages.success(request, _("Proposed. It counts when the other side says yes."))
            return redirect("system:protection-one", proposal)
        except RuleBroken as refusal:
            form.add_error("value", str(refusal.message))
    standing = queries.standing(body) if body else None
    shown = {"form": form, "by": by, "standing": standing, "setting": what, "k": smallest_group()}
    return render(request, f"{HERE}/propose.html", shown)


@require_safe
def one(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    return _one(request, get_proposal_for(request.user, proposal_id))


@require_POST
def yes(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    return _turn(request, proposal_id, "yes", _("Both sides have said yes. It counts from now on."))


@require_POST
def take_back(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    return _turn(request, proposal_id, "take_back", _("The proposal is taken back."))


@require_POST
def no(request: AccountRequest, proposal_id: UUID) -> HttpResponse:
    form = NoForm(request.POST)
    if not form.is_valid():
        return _one(request, get_proposal_for(request.user, proposal_id), form)
    return _turn(request, proposal_id, "no", _("You have said no. Those who proposed it can read why."), form)


def _turn(request: AccountRequest, proposal_id: UUID, act: str, done: str, form: NoForm | None = None) -> HttpResponse:
    """Do it for the organisation of ours that can, else for the first, whose refusal says why."""
    proposal = get_proposal_for(request.user, proposal_id)
    ours = {one.pk: one for one in organisations_with_key(request.user)}
    [shown] = queries.shown([proposal], [turn for turn in turns_open() if turn.proposal == proposal.pk])
    by = ours.get(shown.may.get(act, proposal.pk)) or next(iter(ours.values()))
    try:
        actions.turn(proposal=proposal, act=act, by=by, why=form.cleaned_data["why"] if form else "")
    except RuleBroken as refusal:
        return _one(request, proposal, form, refused=str(refusal.message))
    messages.success(request, done)
    return redirect("system:protection-one", proposal.pk)


def _one(request: AccountRequest, proposal: Proposal, form: NoForm | None = None, *, refused: str = "") -> HttpResponse:
    [shown] = queries.shown([proposal], [turn for turn in turns_open() if turn.proposal == proposal.pk])
    context = {"one": shown, "form": form or NoForm(), "refused": refused}
    return render(request, f"{HERE}/one.html", context)


def _key(request: AccountRequest, organisation: Organisation, *, counts: bool) -> dict[str, object]:
    """Return one key of ours with what can be proposed with it."""
    of_users = organisation.kind == OrganisationKind.USER_ORGANISATION
    reached = queries.standings(_after(request), users=organisation) if counts else queries.Standings()
    return {
        "organisation": organisation,
        "of_users": of_users,
        "counts": counts or not of_users,
        "own": None if of_users and counts else queries.standing(organisation),
        "reached": reached,
        "settings": [(one.value, one.label) for one in OF_A_BODY],
    }


def _setting(name: str, body: Organisation | None) -> Setting:
    if name not in Setting.values or (name == Setting.SMALLEST_GROUP) != (body is None):
        raise Http404
    return Setting(name)


def _after(request: HttpRequest) -> str:
    try:
        return str(UUID(request.GET.get("after", "")))
    except ValueError:
        return ""
