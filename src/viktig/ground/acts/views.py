"""What those who work for an organisation have done there, for those who work there."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from viktig.ground.access.roles import Permission
from viktig.ground.acts import queries
from viktig.ground.acts.kinds import Group
from viktig.ground.people.access import get_organisation_for
from viktig.ground.people.requests import AccountRequest


@require_safe
def done(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    """List what was done, month by month. What was chosen stays in the address."""
    one = get_organisation_for(request.user, organisation_id, Permission.GROUND_ACTS_READ)
    asked, after = request.GET.get("about", ""), request.GET.get("after", "")
    group = asked if asked in Group.values else ""
    page = queries.done_at(one, by=request.user, group=group, after=after)
    chosen = {"about": group} if group else {}
    shown = {
        "organisation": one,
        "page": page,
        "group": group,
        "groups": Group.choices,
        "is_later": bool(after),
        "first": "?" + urlencode(chosen),
        "more": "?" + urlencode(chosen | {"after": page.more}) if page.more else "",
    }
    return render(request, "ground/acts/templates/done.html", shown)
