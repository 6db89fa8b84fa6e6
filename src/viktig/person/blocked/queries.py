"""Whom a person can block, whom they have blocked, and which tries they have not been told yet."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Task, provider_of_own
from viktig.ground.people.models import Account
from viktig.ground.privacy.models import Alert, Block
from viktig.ground.privacy.queries import blocks_of
from viktig.person.ombud.queries import active_agreement
from viktig.person.sharing.queries import Receiver, readers_known, receivers_known


def those_to_block(who: UUID) -> list[Receiver]:
    """Return those whom a person knows here and has not blocked: shared with, their ombud, who has looked, or was
    blocked before; by name."""
    blocks = blocks_of(who)
    blocked = {one.blocked for one in blocks if one.ended_on is None}
    before = [Receiver(one.blocked, one.name) for one in blocks if one.ended_on is not None]
    known = {one.who: one for one in (*before, *readers_known(who), *receivers_known(who))}
    found = [one for one in known.values() if one.who not in blocked and one.name]
    return sorted(found, key=lambda one: one.name.casefold())


def is_ombud_of(who: UUID, other: UUID) -> bool:
    """Say whether somebody is a person's ombud now."""
    agreement = active_agreement(who)
    return agreement is not None and agreement.ombud == other


def due_blocked_tries() -> list[tuple[UUID, UUID]]:
    """Return (who, block) of each person who must be told that somebody they have blocked has tried."""
    with connection.cursor() as cursor:
        cursor.execute("select who, id from due_blocked_tries()")
        return [(who, block) for who, block in cursor.fetchall()]


@provider_of_own(Block)
def tries(account: Account) -> Iterable[Task]:
    """Say that somebody whom the person has blocked has tried, until they have looked."""
    for one in Block.unguarded.filter(person_id=account.who).exclude(alert=Alert.NONE).order_by("pk"):
        yield Task(
            title=_("%(name)s tried to open your pages") % {"name": one.name},
            address=reverse("person:sharing-looked"),
            by_when=None,
            why=_("You have blocked them. They were not let in, and they do not know that you see it."),
        )
