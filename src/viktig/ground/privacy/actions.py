"""Giving a share and ending it, by the database's own clock: what it refuses and what we say are never apart."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, Func
from django.db.models.functions import Least

from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.models import Level, Room, Share

A_MOMENT = timedelta(microseconds=1)


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

    receiver_from: the name of the organisation they get it for, if they do.
    """
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
