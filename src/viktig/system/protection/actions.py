"""What somebody who holds a key does, for one of their organisations."""

from typing import Any
from uuid import UUID

from django.db import transaction

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts.actions import note_act
from viktig.ground.acts.kinds import Done
from viktig.ground.people import actions as people
from viktig.ground.people.models import Organisation
from viktig.ground.protection import actions as keys
from viktig.ground.protection.models import Proposal, Setting


@transaction.atomic
def propose(*, setting: Setting, body: Organisation | None, by: Organisation, why: str, value: dict[str, Any]) -> UUID:
    """Propose a change, and return its id. Raises KeyRefused."""
    proposal = keys.propose(setting=setting, body=body, by=by, why=why, **value)
    note_act(Done.PROPOSED, organisation=by.pk, about=proposal)
    return proposal


@transaction.atomic
def turn(*, proposal: Proposal, act: str, by: Organisation, why: str = "") -> None:
    """Say yes or no to a proposal, or take it back. Raises KeyRefused."""
    if act == "yes":
        keys.say_yes(proposal=proposal.pk, by=by)
        note_act(Done.SAID_YES, organisation=by.pk, about=proposal.pk)
    elif act == "no":
        keys.say_no(proposal=proposal.pk, by=by, why=why)
        note_act(Done.SAID_NO, organisation=by.pk, about=proposal.pk)
    else:
        keys.take_back(proposal=proposal.pk, by=by)
        note_act(Done.TOOK_BACK, organisation=by.pk, about=proposal.pk)


def invite_holder(*, organisation: Organisation) -> str:
    """Return the words of an invitation to hold the key too. Raises RoleOutOfReach."""
    return people.invite(organisation=organisation, role=OrganisationRole.KEEPER)
