"""Who can see a page now, and who works where. Shares and roles are looked up once in a transaction, however many parts
of a page ask for them; whoever changes them clears `acting().found`. The database's own rules never go by what is kept.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from viktig.ground import clock
from viktig.ground.people.models import Absence, Account, Membership, Person
from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.actions import Now
from viktig.ground.privacy.models import Level, Room, Share


class Seer(NamedTuple):
    """Somebody who can see a page now. until: the last day."""

    name: str
    level: Level
    until: date


def seen_by(person_id: UUID, room: Room | str, item: UUID | None = None, *, whole: bool = True) -> list[Seer]:
    """Return who can see a room of a person now, or one thing in it, by name and day: for the strip on top of the page.

    The person gets everybody; somebody else gets only themselves, since the database shows them no other share.
    whole: whether a share of the whole room opens the thing too.
    """
    which = {None, item} if whole else {item}
    found = [one for one in open_shares(person_id) if one.room == room and one.item in which]
    seers = [Seer(one.receiver_in_full, Level(one.level), last_day(one)) for one in found]
    return sorted(seers, key=lambda one: (one.name.casefold(), one.until))


def last_day(share: Share) -> date:
    """Return the last day of a share, in the zone that is shown."""
    return timezone.localtime(share.ends_at - timedelta(microseconds=1)).date()


# Looked up once ---------------------------------------------------------------------------------------------------------


def open_now() -> Q:
    """Return the condition for shares that are open now, by the database's clock."""
    return Q(starts_at__lte=Now(), ends_at__gt=Now())


def open_shares(person_id: UUID) -> list[Share]:
    """Return the shares of a person's rooms that are open now: all of them for the person, for another only their own."""
    found: dict[UUID, list[Share]] = acting().found.setdefault(open_shares, {})
    if person_id not in found:
        found[person_id] = list(Share.unguarded.filter(open_now(), person_id=person_id))
    return found[person_id]


def shares_both_ways(who: UUID) -> tuple[list[Share], list[Share]]:
    """Return the shares that are open now, from whoever acts and to them, in one query."""
    both = list(Share.unguarded.filter(open_now(), Q(person_id=who) | Q(receiver=who)))
    given = [one for one in both if one.person_id == who]
    acting().found.setdefault(open_shares, {})[who] = given
    return given, [one for one in both if one.receiver == who]


def memberships_of(who: UUID) -> list[Membership]:
    """Return where somebody works and as what, each with its organisation. is_away: whether they are away there now."""
    found: dict[UUID, list[Membership]] = acting().found.setdefault(memberships_of, {})
    if who not in found:
        away = Absence.unguarded.filter(
            who=OuterRef("who"), organisation=OuterRef("organisation"), until__gte=clock.today()
        )
        found[who] = list(
            Membership.unguarded.filter(who=who)
            .annotate(is_away=Exists(away))
            .select_related("organisation__place__country")
        )
    return found[who]


def away_from(who: UUID) -> set[UUID]:
    """Return the ids of the organisations from which somebody has said that they are away now."""
    return {one.organisation_id for one in memberships_of(who) if getattr(one, "is_away", False)}


def works_somewhere(who: UUID) -> bool:
    """Say whether somebody works for any organisation now."""
    known: bool | None = acting().found.get(works_somewhere)
    return bool(memberships_of(who)) if known is None else known


def with_works(people: QuerySet[Any], *, owner: str) -> QuerySet[Any]:
    """Return rows that also know whether their person works anywhere; owner: the column of the person. See `note_works`."""
    found: QuerySet[Any] = people.annotate(works=Exists(Membership.unguarded.filter(who=OuterRef(owner))))
    return found


def note_works(row: Any, *, who: UUID) -> None:
    """Keep what a row from `with_works` knows, when its person is the one who acts: no part of the page asks again."""
    if who == acting().who:
        acting().found[works_somewhere] = row.works


def has_second_factor(account: Account) -> bool:
    """Say whether more than one thing was asked for, or is from now on: an app, a passkey, an identity provider."""
    if account.came_strongly:
        return True
    found: dict[UUID, bool] = acting().found.setdefault(has_second_factor, {})
    if account.pk not in found:
        found[account.pk] = is_mfa_enabled(account, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    return found[account.pk]


def own_person(who: UUID) -> Person | None:
    """Return the person of whoever acts, with their place and country; whether they work anywhere is found on the way."""
    found = Person.unguarded.filter(pk=who).select_related("place__country")
    person: Person | None = with_works(found, owner="pk").first()
    if person is not None:
        note_works(person, who=who)
    return person
