"""Coming to work for an organisation, and who works there."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people import actions, queries
from viktig.ground.people.access import get_invitation_for, get_membership_for, get_organisation_for
from viktig.ground.people.forms import AcceptForm, InvitedForm, InviteForm
from viktig.ground.people.models import Organisation, OrganisationKind
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken

INVITE = Permission.GROUND_PEOPLE_INVITE


@require_http_methods(["GET", "POST"])
def invited(request: AccountRequest) -> HttpResponse:
    """Ask for the words; then show what they lead to, and ask for a name and a yes."""
    if request.method == "GET":
        return render(request, "ground/people/templates/invited.html", {"form": InvitedForm()})
    form = InvitedForm(request.POST)
    if not form.is_valid():
        return render(request, "ground/people/templates/invited.html", {"form": form})
    try:
        organisation, role = actions.seen_invitation(form.cleaned_data["words"])
        actions.refuse_both_sides(request.user.who, organisation, role)
        accept = AcceptForm(
            request.POST if "known_as" in request.POST else None,
            initial={"words": form.cleaned_data["words"], "known_as": queries.name_of(request.user)},
            confirms=role == OrganisationRole.KEEPER and organisation.kind == OrganisationKind.USER_ORGANISATION,
        )
        if accept.is_bound and accept.is_valid():
            actions.accept_invitation(words=accept.cleaned_data["words"], known_as=accept.cleaned_data["known_as"])
            messages.success(request, _("You now work for %(name)s here.") % {"name": organisation.name})
            return redirect("ground:tasks")
    except RuleBroken as refusal:
        form.add_error("words", str(refusal.message))
        return render(request, "ground/people/templates/invited.html", {"form": form})
    from_whom = queries.name_and_place(organisation)
    seen = {"form": accept, "organisation": organisation, "from_whom": from_whom, "role": role.label}
    return render(request, "ground/people/templates/accept.html", seen)


@require_GET
def organisation(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    one = get_organisation_for(request.user, organisation_id, INVITE)
    words = request.session.pop(_words_of(one.pk), "")
    return _organisation_page(request, one, InviteForm(organisation=one), words=words)


@require_POST
def invite(request: AccountRequest, organisation_id: UUID) -> HttpResponse:
    one = get_organisation_for(request.user, organisation_id, INVITE)
    form = InviteForm(request.POST, organisation=one)
    if not form.is_valid():
        return _organisation_page(request, one, form)
    # Shown once, after the redirect: until then they lie in the session, which is sealed.
    request.session[_words_of(one.pk)] = actions.invite(organisation=one, role=form.cleaned_data["role"])
    return redirect("ground:organisation", one.pk)


@require_POST
def withdraw_invitation(request: AccountRequest, organisation_id: UUID, invitation_id: UUID) -> HttpResponse:
    one = get_organisation_for(request.user, organisation_id, INVITE)
    actions.withdraw_invitation(invitation=get_invitation_for(request.user, one, invitation_id))
    messages.success(request, _("The invitation is withdrawn. Its words open nothing any more."))
    return redirect("ground:organisation", one.pk)


@require_http_methods(["GET", "POST"])
def remove_member(request: AccountRequest, organisation_id: UUID, membership_id: UUID) -> HttpResponse:
    """Ask once more; then take away what somebody may do here."""
    one = get_organisation_for(request.user, organisation_id, INVITE)
    membership = get_membership_for(request.user, one, membership_id)
    refused = ""
    if request.method == "POST":
        try:
            actions.remove_member(membership=membership)
            messages.success(request, _("%(name)s does not have this role any more.") % {"name": membership.shown_as})
            # Somebody who has just removed themselves no longer has this page.
            return (
                redirect("ground:tasks")
                if membership.who == request.user.who
                else redirect("ground:organisation", one.pk)
            )
        except RuleBroken as refusal:
            refused = str(refusal.message)
    names = {"name": membership.shown_as, "role": membership.get_role_display()}
    page = {
        "question": _("Take the role from %(name)s?") % names,
        "consequences": [
            _("%(name)s loses this role at once: %(role)s.") % names,
            _("What %(name)s has answered stays.") % names,
        ],
        "button": _("Yes, take it away"),
        "back": reverse("ground:organisation", args=[one.pk]),
        "refused": refused,
    }
    return render(request, "ground/people/templates/remove.html", page)


def _organisation_page(
    request: AccountRequest, one: Organisation, form: InviteForm, *, words: str = ""
) -> HttpResponse:
    page = {
        "organisation": one,
        "form": form,
        "words": words,
        "invited_address": settings.VIKTIG_URL + reverse("ground:invited"),
        "members": queries.members_of(one),
        "invitations": queries.invitations_to(one),
    }
    return render(request, "ground/people/templates/organisation.html", page)


def _words_of(organisation_id: UUID) -> str:
    return f"invitation words {organisation_id}"
