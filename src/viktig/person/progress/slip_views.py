"""Letting somebody answer a form without an account: making the words, showing them, taking them back."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground import clock
from viktig.ground.documents.square import square_of
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.page import did, page_of
from viktig.person.progress import actions, queries
from viktig.person.progress.access import get_progress_for, get_slip_for
from viktig.person.progress.forms import SlipForm
from viktig.person.progress.models import Slip
from viktig.person.progress.page import EDIT, NEW_SLIP, TEMPLATES


@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: AccountRequest, who: UUID) -> HttpResponse:
    """Make words for a form, and see which are out."""
    person, series = get_progress_for(request.user, who, EDIT)
    given = queries.asked_again(request.GET.get("line", ""), series)
    given = given | drafts.kept(who=who, form=NEW_SLIP)
    _come, waiting = slips_out(request, who)
    form = SlipForm(request.POST or None, offered=queries.by_slip(), initial=given)
    if request.method == "POST" and form.is_valid() and did(form, actions.make_slip, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=NEW_SLIP)
        return redirect("person:progress-slip", who, form.cleaned_data["new_id"])
    page = {"form": form, "draft": NEW_SLIP, "out": waiting}
    return render(request, f"{TEMPLATES}/slips.html", page_of(request, person) | page)


@require_safe
def slip(request: AccountRequest, who: UUID, slip_id: UUID) -> HttpResponse:
    """Show the words. Only now the form lies ready: in a transaction of its own, where no row of the person is written."""
    person, found = get_slip_for(request.user, who, slip_id)
    actions.lay_out(found)
    address = settings.VIKTIG_URL + reverse("person:progress-answer")
    link = f"{address}#{found.load['words'].replace(' ', '-')}"
    page = {
        "slip": found,
        "title": queries.title_of_form(found.load["form"]),
        "has_ended": found.ends_on < clock.today(),
        "words": found.load["words"].split(),
        "address": address,
        "link": link,
        "square": square_of(link),
    }
    response = render(request, f"{TEMPLATES}/slip.html", page_of(request, person) | page)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_POST
def take_slip_back(request: AccountRequest, who: UUID, slip_id: UUID) -> HttpResponse:
    _person, found = get_slip_for(request.user, who, slip_id)
    actions.take_slip_back(slip=found)
    messages.success(request, _("Taken back. The words open nothing any more."))
    return redirect("person:progress-slips", who)


def slips_out(request: AccountRequest, who: UUID) -> tuple[bool, list[tuple[Slip, str, bool]]]:
    """Take in what was answered. Return whether something came, and each slip that is still out, with the title of its form
    and whether it has ended."""
    found = queries.slips_of(who)
    come = actions.gather(who=who, slips=found) if found else []
    if come:
        said = ngettext("An answer has come.", "%(number)s answers have come.", len(come))
        messages.success(request, said % {"number": len(come)})
    gone, today = {one.pk for one in come}, clock.today()
    left = [one for one in found if one.pk not in gone]
    return bool(come), [(one, queries.title_of_form(one.load["form"]), one.ends_on < today) for one in left]
