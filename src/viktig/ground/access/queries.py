"""Who can see a page now."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from viktig.ground.people.models import Account, Membership
from viktig.ground.privacy.actions import Now
from viktig.ground.privacy.models import Level, Room, Share


class Seer(NamedTuple):
    """Somebody who can see a page now. until: the last day."""

    name: str
    level: Level
    until: date


def seen_by(person_id: UUID, room: Room | str, item: UUID | None = None) -> list[Seer]:
    """Return who can see a room of a person now, or one thing in it, by name and day: for the strip on top of the page.

    The person gets everybody; somebody else gets only themselves, since the database shows them no other share.
    """
    which = Q(item=None) | Q(item=item) if item else Q(item=None)
    found = Share.unguarded.filter(open_now(), which, person_id=person_id, room=room)
    seers = [Seer(one.receiver_name, Level(one.level), last_day(one)) for one in found]
    return sorted(seers, key=lambda one: (one.name.casefold(), one.until))


def open_now() -> Q:
    """Return the condition for shares that are open now, by the database's clock."""
    return Q(starts_at__lte=Now(), ends_at__gt=Now())


def last_day(share: Share) -> date:
    """Return the last day of a share, in the zone that is shown."""
    return timezone.localtime(share.ends_at - timedelta(microseconds=1)).date()


def works_somewhere(account: Account) -> bool:
    """Say whether an account works for any organisation now."""
    return Membership.unguarded.filter(who=account.who).exists()
