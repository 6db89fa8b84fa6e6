"""What somebody who holds a key does, for one of their organisations."""

from typing import Any
from uuid import UUID

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions as people
from viktig.ground.people.models import Organisation
from viktig.ground.protection import actions as keys
from viktig.ground.protection.models import Proposal, Setting


def propose(*, setting: Setting, body: Organisation | None, by: Organisation, why: str, value: dict[str, Any]) -> UUID:
    """Propose a change, and return its id. Raises KeyRefused."""
    return keys.propose(setting=setting, body=body, by=by, why=why, **value)


def turn(*, proposal: Proposal, act: str, by: Organisation, why: str = "") -> None:
    """Say yes or no to a proposal, or take it back. Raises KeyRefused."""
    if act == "yes":
        keys.say_yes(proposal=proposal.pk, by=by)
    elif act == "no":
        keys.say_no(proposal=proposal.pk, by=by, why=why)
    else:
        keys.take_back(proposal=proposal.pk, by=by)


def invite_holder(*, organisation: Organisation) -> str:
    """Return the words of an invitation to hold the key too. Raises RoleOutOfReach."""
    return people.invite(organisation=organisation, role=OrganisationRole.KEEPER)
