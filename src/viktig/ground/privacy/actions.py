"""Giving a share and ending it, by the database's own clock: what it refuses and what we say are never apart. Blocking."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, F, Func
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.models import Alert, Block, Level, Room, Share
from viktig.ground.rules import RuleBroken

A_MOMENT = timedelta(microseconds=1)


class IsBlocked(RuleBroken):
    """The person has blocked the one who would see it."""


class Now(Func):
    """The database's time at the start of this transaction: the one that its guards go by."""

    template = "now()"
    output_field = DateTimeField()


def give_share(
    *,
    person: UUID,
    receiver: UUID,
    receiver_name: str,
    room: Room | str,
    item: UUID | None,
    level: Level | str,
    purpose: str,
    ends_at: datetime,
    receiver_from: str = "",
) -> Share:
    """Let one named human see a room of a person, or one thing in it, from now until a moment.

    receiver_from: the name of the organisation they get it for, if they do. Raises IsBlocked; the database refuses it too.
    """
    refuse_blocked(person, receiver)
    share = Share(
        person_id=person,
        room=room,
        item=item,
        receiver=receiver,
        level=level,
        receiver_name=receiver_name,
        receiver_from=receiver_from,
        purpose=purpose,
        starts_at=Now(),
        ends_at=ends_at,
    )
    acting().found.clear()
    share.save(force_insert=True)
    share.refresh_from_db(fields=["starts_at"])
    return share


def end_shares(**which: Any) -> int:
    """End the shares that these conditions name, now; return how many were open. They stay in the person's list."""
    acting().found.clear()
    return Share.unguarded.filter(ends_at__gt=Now(), **which).update(
        starts_at=Least(F("starts_at"), Now() - A_MOMENT), ends_at=Now()
    )


def refuse_blocked(person: UUID, receiver: UUID) -> None:
    """Raise IsBlocked where the person has blocked somebody."""
    block = Block.unguarded.filter(person_id=person, blocked=receiver, ended_on=None).first()
    if block is not None:
        raise IsBlocked(
            _(
                "You have blocked %(name)s, so nothing can be shared with them."
                " You can unblock them under “Who can see what”."
            )
            % {"name": block.name}
        )


def have_looked(*, who: UUID) -> None:
    """Take down that the person has seen which tries of blocked ones there were; the next one is told again."""
    acting().found.clear()
    Block.unguarded.filter(person_id=who).exclude(alert=Alert.NONE).update(alert=Alert.NONE)


def note_blocked_try(ids: Iterable[UUID], *, room: str) -> None:
    """Write down that whoever acts tried to open something, for each person who has blocked them; for nobody else.

    ids: those that stand in the address. room: of the address. It is one query, and says nothing, whoever acts.
    """
    with connection.cursor() as cursor:
        cursor.execute("select note_blocked_try(%s, %s)", [list(ids), room])
