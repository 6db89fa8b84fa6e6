"""The only way to a block: for the person who made it, and for nobody else."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, roles_on
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account
from viktig.ground.privacy.models import Block

EDIT = Permission.PERSON_SHARING_EDIT
ROOM = "sharing"


def get_block_for(account: Account, block_id: UUID) -> Block:
    """Return a block of this account's person. Raises Http404 for all others."""
    block = get_object_or_404(Block.unguarded, pk=block_id, person_id=account.who)
    authorize(account, EDIT, roles=roles_on(account, block.person_id, room=ROOM), about=block, person_id=account.who)
    return block
