"""The only way to the pages of those who hold a key."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize_in, organisations_where
from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.models import Account, Invitation, Membership, Organisation
from viktig.ground.protection.models import Proposal
from viktig.ground.protection.queries import NAMED

TURN = Permission.SYSTEM_PROTECTION_TURN


def organisations_with_key(account: Account) -> list[Organisation]:
    """Return the organisations whose key an account holds, by name."""
    return list(organisations_where(account, TURN))


def get_organisation_for(account: Account, organisation_id: UUID) -> Organisation:
    """Return an organisation whose key the account holds. Raises Http404."""
    for one in organisations_with_key(account):
        if one.pk == organisation_id:
            return one
    raise Http404


def get_body(body_id: UUID) -> Organisation:
    """Return an organisation that something is proposed about: who there is, is public. Raises Http404."""
    found: Organisation = get_object_or_404(Organisation.unguarded.select_related("place"), pk=body_id)
    return found


def get_proposal_for(account: Account, proposal_id: UUID) -> Proposal:
    """Return a proposal, for somebody who holds a key. Raises Http404."""
    if not organisations_with_key(account):
        raise Http404
    found: Proposal = get_object_or_404(Proposal.unguarded.select_related(*NAMED), pk=proposal_id)
    return found


def holders_of(account: Account, organisation: Organisation) -> list[Membership]:
    """Return who holds an organisation's key, by the name they are known by. Raises Http404."""
    authorize_in(account, TURN, organisation)
    found = Membership.unguarded.filter(organisation=organisation, role=OrganisationRole.KEEPER)
    return sorted(found, key=lambda one: one.shown_as.casefold())


def get_holder_for(account: Account, organisation: Organisation, membership_id: UUID) -> Membership:
    """Return somebody who holds an organisation's key. Raises Http404."""
    authorize_in(account, TURN, organisation)
    found = Membership.unguarded.filter(organisation=organisation, role=OrganisationRole.KEEPER)
    membership: Membership = get_object_or_404(found, pk=membership_id)
    return membership


def open_invitations(account: Account, organisation: Organisation) -> list[Invitation]:
    """Return the open invitations to hold an organisation's key. Raises Http404."""
    authorize_in(account, TURN, organisation)
    return list(
        Invitation.unguarded.filter(organisation=organisation, role=OrganisationRole.KEEPER).order_by("ends_on", "pk")
    )
