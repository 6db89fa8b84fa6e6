"""Reads of what protects people: the values that stand, what waits, and who agreed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet

from viktig.ground.facts.protect import SMALLEST
from viktig.ground.people.models import Organisation
from viktig.ground.protection.models import Proposal, Setting, State, UsersKey

NAMED = ("organisation__place", "other__place", "other_before__place", "proposed_by__place", "ended_by__place")


@dataclass(frozen=True)
class Turn:
    """What whoever acts can do with a proposal, for one of their organisations. act: yes, no, take_back."""

    proposal: UUID
    organisation: UUID
    act: str


def smallest_group(on: date | None = None) -> int:
    """Return the smallest number that is published: 5, or what both sides have raised it to, by the end of a day."""
    agreed = Proposal.unguarded.filter(setting=Setting.SMALLEST_GROUP, state=State.AGREED)
    raised = (agreed.filter(ended_on__lte=on) if on else agreed).aggregate(number=Max("number"))["number"]
    return max(SMALLEST, raised or 0)


def proposals_waiting() -> QuerySet[Proposal]:
    """Return the proposals that wait for the other side, the oldest first."""
    found = Proposal.unguarded.filter(state=State.WAITING).select_related(*NAMED)
    return found.order_by("proposed_on", "pk")


def proposals_ended() -> QuerySet[Proposal]:
    """Return the proposals that have ended, the newest first."""
    found = Proposal.unguarded.exclude(state=State.WAITING).select_related(*NAMED)
    return found.order_by("-ended_on", "-pk")


def users_keys() -> tuple[list[UsersKey], list[UsersKey]]:
    """Return the keys of user organisations that count, and those that one person alone holds; each by name."""
    found = UsersKey.unguarded.filter(holders__gt=0).select_related("organisation__place")
    ordered = sorted(found, key=lambda one: one.organisation.name.casefold())
    return [one for one in ordered if one.counts], [one for one in ordered if not one.counts]


def keys_that_count() -> list[UsersKey]:
    """Return the keys of the user organisations that take part, by name."""
    return users_keys()[0]


def turns_open() -> list[Turn]:
    """Return what whoever acts can do with the proposals that wait. The database decides."""
    with connection.cursor() as cursor:
        cursor.execute("select proposal, organisation, act from keys_to_turn()")
        return [Turn(*row) for row in cursor.fetchall()]


def side_of(setting: Setting | str, body: Organisation | None, organisation: Organisation | None) -> str:
    """Return as whose key an organisation counts in a matter, for whoever acts; empty if it does not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(key_side(%s, %s, %s), '')",
            [str(setting), body.pk if body else None, organisation.pk if organisation else None],
        )
        return str(cursor.fetchone()[0])


def may_give_key(organisation: Organisation, by: UUID | None) -> bool:
    """Say whether somebody may invite one more who holds an organisation's key."""
    with connection.cursor() as cursor:
        cursor.execute("select may_give_key(%s, %s)", [organisation.pk, by])
        return bool(cursor.fetchone()[0])
