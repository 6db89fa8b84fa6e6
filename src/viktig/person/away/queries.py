"""Which ombud is away, who could step in, and for how many people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from viktig.ground.access.queries import open_shares
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.models import Room
from viktig.person.ombud.models import Agreement, Presentation
from viktig.person.ombud.queries import last_day_of


@dataclass(frozen=True)
class AwayNow:
    """What a person sees of their ombud's absence. stands_in: who could step in, or None. until: the last day they see
    the page, if the person has said yes to that.
    """

    since: date
    stands_in: Presentation | None
    until: date | None


def away_of(agreement: Agreement) -> AwayNow | None:
    """Return whether the ombud of an agreement that access gave is away; None, when they are there."""
    ombud = Presentation.unguarded.filter(who=agreement.ombud, away_since__isnull=False).first()
    if ombud is None or ombud.away_since is None:
        return None
    stands_in = None
    if ombud.stands_in is not None:
        stands_in = Presentation.unguarded.filter(pk=ombud.stands_in, away_since=None).first()
    if stands_in is not None and stands_in.who == agreement.person_id:
        stands_in = None
    ends = [
        one.ends_at
        for one in open_shares(agreement.person_id)
        if stands_in and one.receiver == stands_in.who and one.room == Room.OMBUD and one.item is None
    ]
    return AwayNow(ombud.away_since, stands_in, last_day_of(max(ends, default=None)))


def colleagues_of(presentation: Presentation) -> list[tuple[UUID, str]]:
    """Return (presentation, name) of the other ombuds of the same organisation who are there, by name."""
    found = Presentation.unguarded.filter(organisation_id=presentation.organisation_id, away_since=None)
    names = [(one.pk, str(one.name)) for one in found.exclude(pk=presentation.pk)]
    return sorted(names, key=lambda pair: pair[1].casefold())


def ombuds_of(organisation: Organisation) -> list[Presentation]:
    """Return how the ombuds of an organisation that access gave present themselves, by name."""
    found = Presentation.unguarded.filter(organisation=organisation)
    return sorted(found, key=lambda one: one.name.casefold())


def number_without_ombud(organisation: Organisation) -> int | None:
    """Return how many people have an ombud there who is away now; None, below five of them."""
    with connection.cursor() as cursor:
        cursor.execute("select count_without_ombud(%s)", [organisation.pk])
        row = cursor.fetchone()
    return row[0] if row else None


def due_without_ombud(presentation_id: str) -> list[UUID]:
    """Return those whose ombud has been said to be away."""
    with connection.cursor() as cursor:
        cursor.execute("select who from due_without_ombud(%s)", [presentation_id])
        return [who for (who,) in cursor.fetchall()]
