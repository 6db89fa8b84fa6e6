"""Who is away, who looks after what comes, and where nobody is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Absence, Membership, Organisation


@dataclass(frozen=True)
class Away:
    """Somebody who is away. after: who looks after what comes; empty: all who are there."""

    name: str
    until: date
    after: str


@dataclass(frozen=True)
class Team:
    """Those who answer in one organisation, as one of them sees it. own: whether they are away themselves.

    colleagues: (who, name) of the others who answer; away: the others who are away now.
    """

    organisation: Organisation
    own: Away | None
    colleagues: list[tuple[UUID, str]]
    away: list[Away]

    @property
    def nobody_there(self) -> bool:
        """Say whether everybody who answers is away now."""
        return self.own is not None and len(self.away) == len(self.colleagues)


def team_of(organisation: Organisation, *, who: UUID) -> Team:
    """Return those who answer in an organisation that access gave. who: who looks."""
    answering = Membership.unguarded.filter(organisation=organisation, role=OrganisationRole.MEMBER)
    names = {one.who: str(one.shown_as) for one in answering}
    absent = Absence.unguarded.filter(organisation=organisation, until__gte=clock.today(), who__in=names)
    away = {
        one.who: Away(names[one.who], one.until, names.get(one.looked_after_by, "") if one.looked_after_by else "")
        for one in absent.order_by("until", "pk")
    }
    others = sorted(((one, name) for one, name in names.items() if one != who), key=lambda pair: pair[1].casefold())
    return Team(organisation, away.get(who), others, [one for key, one in away.items() if key != who])


def untended() -> Sequence[Organisation]:
    """Return the organisations near whoever acts in which everybody who answers is away today, by name."""
    with connection.cursor() as cursor:
        cursor.execute("select untended_organisations(%s)", [clock.today()])
        ids = [row[0] for row in cursor.fetchall()]
    found = Organisation.unguarded.filter(pk__in=ids) if ids else []
    return sorted(found, key=lambda one: one.name.casefold())
