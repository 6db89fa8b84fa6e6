"""The only way to an organisation's own rows: its members and its invitations."""

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize_in
from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import GRANTS, OrganisationRole, Permission
from viktig.ground.people.models import Account, Invitation, Membership, Organisation


@dataclass(frozen=True)
class Work:
    """An organisation that somebody works for. roles: in their own words. may_invite: whether they may invite others."""

    organisation: Organisation
    roles: list[str]
    may_invite: bool


def get_organisation_for(account: Account, organisation_id: UUID, permission: Permission) -> Organisation:
    """Return the organisation, or raise Http404 if it is missing or this account may not do this there."""
    ours = Membership.unguarded.filter(who=account.who).values("organisation")
    found = Organisation.unguarded.filter(pk__in=ours).select_related("place__country")
    organisation: Organisation = get_object_or_404(found, pk=organisation_id)
    authorize_in(account, permission, organisation)
    return organisation


def get_membership_for(account: Account, organisation: Organisation, membership_id: UUID) -> Membership:
    """Return a membership of an organisation that access gave. Raises Http404."""
    found = Membership.unguarded.filter(organisation=organisation)
    membership: Membership = get_object_or_404(found, pk=membership_id)
    authorize_in(account, Permission.GROUND_PEOPLE_INVITE, organisation)
    return membership


def get_invitation_for(account: Account, organisation: Organisation, invitation_id: UUID) -> Invitation:
    """Return an open invitation of an organisation that access gave. Raises Http404."""
    found = Invitation.unguarded.filter(organisation=organisation)
    invitation: Invitation = get_object_or_404(found, pk=invitation_id)
    authorize_in(account, Permission.GROUND_PEOPLE_INVITE, organisation)
    return invitation


def work_of(account: Account) -> list[Work]:
    """Return where an account works, by name."""
    roles: dict[Organisation, list[OrganisationRole]] = {}
    for membership in memberships_of(account.who):
        roles.setdefault(membership.organisation, []).append(OrganisationRole(membership.role))
    return [
        Work(
            organisation,
            [str(role.label) for role in OrganisationRole if role in held],
            any(Permission.GROUND_PEOPLE_INVITE in GRANTS[role] for role in held),
        )
        for organisation, held in sorted(roles.items(), key=lambda pair: pair[0].name.casefold())
    ]
