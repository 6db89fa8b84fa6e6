"""An ombud is away: the ombud says it, or who invites where they work; the person says whether somebody steps in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.away import access, actions, queries
from viktig.person.away.forms import AwayForm

TEMPLATES = "person/away/templates"


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: AccountRequest) -> HttpResponse:
    """Let an ombud say that they are away, and who could step in."""
    presentation = access.get_own_presentation_here(request.user)
    if presentation is None:
        return redirect("person:ombud-present")
    initial = {"stands_in": str(presentation.stands_in or "")}
    form = AwayForm(request.POST or None, initial=initial, colleagues=queries.colleagues_of(presentation))
    if request.method == "POST" and form.is_valid():
        actions.go_away(presentation=presentation, **form.cleaned_data)
        messages.success(request, _("Noted. The people you work for see that you are away, and since when."))
        return redirect("person:away")
    return render(request, f"{TEMPLATES}/own.html", {"presentation": presentation, "form": form})


@require_POST
def back(request: AccountRequest) -> HttpResponse:
    presentation = access.get_own_presentation_here(request.user)
    if presentation is not None:
        actions.come_back(presentation=presentation)
    messages.success(request, _("Welcome back. The people you work for see that you are there again."))
    return redirect("person:ombud-clients")


@require_POST
def let_step_in(request: AccountRequest) -> HttpResponse:
    """The person says yes: somebody else sees their page for a while."""
    agreement = access.get_own_agreement(request.user)
    try:
        actions.let_step_in(agreement=agreement)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("They can see the page of the two of you now. You can end it whenever you want."))
    return redirect("person:ombud-room", request.user.who)


@require_safe
def here(request: AccountRequest) -> HttpResponse:
    """Show who invites people which ombuds are away, and a number, and nobody they work for."""
    organisations = access.organisations_with_ombuds(request.user)
    if not organisations:
        raise Http404
    rows = [(one, queries.ombuds_of(one), queries.number_without_ombud(one)) for one in organisations]
    return render(request, f"{TEMPLATES}/here.html", {"rows": rows})


@require_POST
def say(request: AccountRequest, organisation_id: UUID, presentation_id: UUID) -> HttpResponse:
    organisation = access.get_organisation_for(request.user, organisation_id)
    presentation = access.get_presentation_in(organisation, presentation_id)
    actions.say_for_ombud(presentation=presentation, away=request.POST.get("away") == "yes")
    messages.success(request, _("Noted."))
    return redirect("person:away-here")
