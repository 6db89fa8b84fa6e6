"""Blocking somebody, letting them be met again, and being told that they tried."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import Alert, Block
from viktig.ground.rules import RuleBroken
from viktig.person.sharing.queries import Receiver


class IsYourself(RuleBroken):
    """Nobody blocks themselves."""


@transaction.atomic
def block(*, person: UUID, receiver: Receiver) -> Block:
    """Block one named human: what is shared with them ends now, and nothing can be shared with them while it stands.

    They are not told. Blocking twice is blocking once. Raises IsYourself.
    """
    if receiver.who == person:
        raise IsYourself(_("You cannot block yourself. These are your own words."))
    made = Block(person_id=person, blocked=receiver.who, name=receiver.name, since=clock.today())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        made = Block.unguarded.get(person_id=person, blocked=receiver.who, ended_on=None)
    end_shares(person=person, receiver=receiver.who)  # and what was looked up before is forgotten
    return made


def unblock(*, block: Block) -> None:
    """End a block. What was shared before does not come back by itself. Doing it twice changes nothing."""
    acting().found.clear()
    Block.unguarded.filter(pk=block.pk, ended_on=None).update(ended_on=clock.today(), alert=Alert.NONE)


def tell_try(*, block_id: UUID, who: UUID) -> None:
    """Tell whoever acts that somebody they have blocked has tried: one letter, until they have looked."""
    if Block.unguarded.filter(pk=block_id, alert=Alert.NEW).update(alert=Alert.TOLD):
        tell(who, address=reverse("person:sharing-looked"))
