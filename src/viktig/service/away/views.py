"""Who is away, for those who answer in the same organisation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.service.away import actions, queries
from viktig.service.away.access import get_post_in, get_posts_of
from viktig.service.away.forms import AwayForm


@require_safe
def away(request: AccountRequest) -> HttpResponse:
    get_posts_of(request.user)
    return _page(request)


@require_POST
def say(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    organisation = get_post_in(request.user, organisation_id)
    team = queries.team_of(organisation, who=request.user.who)
    form = AwayForm(request.POST, colleagues=team.colleagues, auto_id=f"{organisation.pk}_%s")
    if form.is_valid():
        try:
            actions.say_away(by=request.user, organisation=organisation, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error("until", str(refusal.message))
        else:
            messages.success(request, _("Noted. Reminders go to those who are there, until you are back."))
            return redirect("service:away")
    return _page(request, form, organisation_id)


@require_POST
def back(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    actions.come_back(by=request.user, organisation=get_post_in(request.user, organisation_id))
    messages.success(request, _("Welcome back. What waits stands among your tasks again."))
    return redirect("service:away")


def _page(request: AccountRequest, written: AwayForm | None = None, at: UUID | None = None) -> HttpResponse:
    teams = [queries.team_of(one, who=request.user.who) for one in get_posts_of(request.user)]
    forms = [
        written if written and at == team.organisation.pk
        else AwayForm(colleagues=team.colleagues, auto_id=f"{team.organisation.pk}_%s")
        for team in teams
    ]  # fmt: skip
    shown = {"teams": zip(teams, forms, strict=True), "untended": queries.untended(), "form": written}
    return render(request, "service/away/templates/away.html", shown)
