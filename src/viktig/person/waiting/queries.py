"""Reads about waiting: what the person sees of their own, and how many wait for a service."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from viktig.ground.people.models import Organisation
from viktig.person.ombud import choices
from viktig.person.ombud.models import ChoiceList, Presentation
from viktig.person.waiting.access import ids_with_ombuds, wait_of
from viktig.person.waiting.models import Wait


@dataclass(frozen=True)
class Waiting:
    """What the person sees. months: within how many half of those before them chose an ombud; None: not known yet."""

    organisation: Organisation
    since: date
    flags: list[str]
    has_room: bool
    months: int | None


@dataclass(frozen=True)
class Queue:
    """How many wait for an organisation. number None: fewer than five. months and flags: only what may be shown."""

    organisation: Organisation
    number: int | None
    months: list[tuple[date, int]]
    flags: list[tuple[str, int]]


def organisations_with_ombuds() -> list[Organisation]:
    """Return the organisations that somebody works for as an ombud, by name."""
    found = Organisation.unguarded.filter(pk__in=ids_with_ombuds()).select_related("place")
    return sorted(found, key=lambda one: one.name.casefold())


def waiting_overview(who: UUID) -> Waiting | None:
    """Return what whoever acts waits for, as their pages show it; None, when they do not wait."""
    wait = wait_of(who)
    return waiting_of(wait) if wait else None


def waiting_of(wait: Wait) -> Waiting | None:
    """Return a wait as pages show it; None, when its organisation is gone."""
    organisation = Organisation.unguarded.filter(pk=wait.load["organisation"]).first()
    if organisation is None:
        return None
    return Waiting(
        organisation=organisation,
        since=date.fromisoformat(wait.load["since"]),
        flags=[choices.label(ChoiceList.PRIORITY, code) for code in wait.load["flags"]],
        has_room=has_room(organisation.pk),
        months=half_waited(organisation.pk),
    )


def has_room(organisation_id: UUID | str) -> bool:
    """Say whether any ombud of an organisation has room for one more now."""
    return Presentation.unguarded.filter(organisation_id=organisation_id, has_room=True).exists()


def half_waited(organisation_id: UUID) -> int | None:
    """Return within how many months half of those who waited chose an ombud here; None, below five of them."""
    with connection.cursor() as cursor:
        cursor.execute("select half_waited(%s)", [organisation_id])
        row = cursor.fetchone()
    return row[0] if row else None


def queue_of(organisation: Organisation) -> Queue:
    """Return how many wait for an organisation of whoever acts. The database gives out no number below five."""
    with connection.cursor() as cursor:
        cursor.execute("select what, value, number from count_tickets(%s)", [organisation.pk])
        rows = cursor.fetchall()
    labels = dict(choices.choices(ChoiceList.PRIORITY))
    return Queue(
        organisation=organisation,
        number=next((number for what, _value, number in rows if what == "all"), None),
        months=sorted((date.fromisoformat(f"{value}-01"), number) for what, value, number in rows if what == "month"),
        flags=sorted((labels.get(value, value), number) for what, value, number in rows if what == "flag"),
    )


def due_waits() -> list[UUID]:
    """Return who waits, for the hourly look whether there is room."""
    with connection.cursor() as cursor:
        cursor.execute("select who from due_waits()")
        return [row[0] for row in cursor.fetchall()]


def export_waiting(who: UUID) -> list[dict[str, Any]]:
    """Return what a person waits for, for "my data": one thing, or none."""
    wait = wait_of(who)
    found = waiting_of(wait) if wait else None
    if found is None:
        return []
    return [{"organisation": found.organisation.name, "since": found.since.isoformat(), "flags": found.flags}]
