from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.requests import AccountRequest
from viktig.person.ombud.choices import choices
from viktig.person.ombud.models import ChoiceList
from viktig.person.ombud.queries import active_agreement
from viktig.person.waiting import access, actions, queries
from viktig.person.waiting.forms import FlagsForm, WaitForm
from viktig.person.waiting.models import Wait

TEMPLATES = "person/waiting/templates"


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: AccountRequest) -> HttpResponse:
    """Show that one waits; or let somebody without an ombud begin to."""
    wait = access.own_wait(request.user)
    if wait is not None:
        return _waiting(request, wait)
    if active_agreement(request.user.who) is not None:
        return redirect("person:ombud-own")
    organisations = queries.organisations_with_ombuds()
    form = WaitForm(
        request.POST or None,
        initial={"organisation": request.GET.get("at")},
        organisations=organisations,
        flags=choices(ChoiceList.PRIORITY),
    )
    if request.method == "POST" and form.is_valid():
        actions.wait(who=request.user.who, **form.cleaned_data)
        messages.success(request, _("You wait now. You are told when there is room."))
        return redirect("person:waiting")
    return render(request, f"{TEMPLATES}/begin.html", {"form": form, "organisations": organisations})


def _waiting(request: AccountRequest, wait: Wait) -> HttpResponse:
    form = FlagsForm(request.POST or None, initial={"flags": wait.load["flags"]}, flags=choices(ChoiceList.PRIORITY))
    # A form to begin with that stood open since before must not take away what was allowed meanwhile.
    if request.method == "POST" and "allow" in request.POST and form.is_valid():
        actions.allow(wait=wait, **form.cleaned_data)
        messages.success(request, _("Saved."))
    if request.method == "POST" and not form.errors:
        return redirect("person:waiting")
    shown: dict[str, Any] = {"waiting": queries.waiting_of(wait), "form": form}
    return render(request, f"{TEMPLATES}/waiting.html", shown)


@require_POST
def stop(request: AccountRequest) -> HttpResponse:
    actions.stop(who=request.user.who)
    messages.success(request, _("You wait no more. You may begin again whenever you want."))
    return redirect("person:ombud-list")


@require_safe
def number(request: AccountRequest) -> HttpResponse:
    """Show somebody who works for an organisation with ombuds how many wait there, and nothing about any of them."""
    organisations = access.organisations_that_count(request.user)
    if not organisations:
        raise Http404
    queues = [queries.queue_of(one) for one in organisations]
    return render(request, f"{TEMPLATES}/number.html", {"queues": queues})
