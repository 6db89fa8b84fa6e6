"""Who holds an organisation's key, and the next one who does."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.actions import remove_member
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.requests import AccountRequest
from viktig.system.protection import actions
from viktig.system.protection.access import get_holder_for, get_organisation_for, holders_of, open_invitations

WORDS = "key words {}"


@require_safe
def holders(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    one = get_organisation_for(request.user, organisation_id)
    shown = {
        "organisation": one,
        "of_users": one.kind == OrganisationKind.USER_ORGANISATION,
        "holders": holders_of(request.user, one),
        "invitations": open_invitations(request.user, one),
        "words": request.session.pop(WORDS.format(one.pk), ""),
        "invited_address": settings.VIKTIG_URL + reverse("ground:invited"),
    }
    return render(request, "system/protection/templates/holders.html", shown)


@require_POST
def invite(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    one = get_organisation_for(request.user, organisation_id)
    # Shown once, after the redirect: until then they lie in the session, which is sealed.
    request.session[WORDS.format(one.pk)] = actions.invite_holder(organisation=one)
    return redirect("system:protection-holders", one.pk)


@require_http_methods(["GET", "POST"])
def end(request: AccountRequest, organisation_id: UUID, membership_id: UUID) -> HttpResponse:
    """Ask once more; then the key is no longer in these hands."""
    one = get_organisation_for(request.user, organisation_id)
    holder = get_holder_for(request.user, one, membership_id)
    if request.method == "POST":
        remove_member(membership=holder)
        messages.success(request, _("%(name)s does not hold the key any more.") % {"name": holder.shown_as})
        mine = holder.who == request.user.who
        return redirect("ground:tasks") if mine else redirect("system:protection-holders", one.pk)
    page = {
        "question": _("Take the key from %(name)s?") % {"name": holder.shown_as},
        "consequences": [
            _("%(name)s cannot say yes or no any more.") % {"name": holder.shown_as},
            _("The key of a user organisation counts only while two people hold it."),
        ],
        "button": _("Yes, take it away"),
        "back": reverse("system:protection-holders", args=[one.pk]),
    }
    return render(request, "ground/look/templates/confirm.html", page)
