"""The one decision: may this account do this? Under it lies row security; both are tested."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from viktig.ground.access.queries import has_second_factor, memberships_of, open_shares, works_somewhere
from viktig.ground.access.roles import GRANTS, OrganisationRole, Permission, PersonRole
from viktig.ground.people.models import Account, Organisation, Person
from viktig.ground.privacy.models import Level, LogEntry, Share
from viktig.ground.record import Record

Roles = dict[PersonRole, Share | None]


class Refused(Http404):
    """Somebody who may read tried to change: they meet "not found", and the person sees the try."""

    def __init__(self, line: LogEntry) -> None:
        super().__init__()
        self.line = line

    def write_down(self) -> None:
        """Write the line, after the request's own work was rolled back."""
        write_line(self.line)


class SecondFactorNeeded(Exception):
    """Somebody who works for an organisation has no second factor yet: they are led to add one, and then on."""


def demand_second_factor(account: Account) -> None:
    """Let somebody who works for an organisation go on to what is others'. Raises SecondFactorNeeded."""
    if settings.VIKTIG_SECOND_FACTOR == "required" and not has_second_factor(account):
        raise SecondFactorNeeded


def roles_on(account: Account, person_id: UUID, *, room: str, item: UUID | None = None, whole: bool = True) -> Roles:
    """Return what an account is to a person in one room now, each role with the share that gives it.

    item: the shared row, for a share of one item. whole: whether a share of the whole room counts for it too.
    A share that has ended gives nothing.
    """
    if account.who == person_id:
        return {PersonRole.SELF: None}
    roles: Roles = {}
    which = {None, item} if whole else {item}
    for share in open_shares(person_id):
        if (share.receiver, share.room) == (account.who, room) and share.item in which:
            roles[PersonRole.HELPER if share.level == Level.SUGGEST else PersonRole.READER] = share
    return roles


def authorize(
    account: Account, permission: Permission, *, roles: Roles, about: Record | Person, person_id: UUID
) -> None:
    """Let the request go on if one of the roles grants the permission, and write down that somebody looked.

    about: the row it is about, the person for a whole room; `person_id`: whose it is. Raises Http404, not 403: an
    outsider must not learn that the row exists. Raises Refused, which leaves a line, for one who may read but not this.
    """
    granted = [role for role in roles if permission in GRANTS[role]]
    if PersonRole.SELF in roles:
        if not granted:
            raise Http404
        return
    if not roles:
        raise Http404
    if works_somewhere(account.who):
        demand_second_factor(account)
    share = next(iter(roles.values()))
    line = line_for(account, permission, share=share, about=about, person_id=person_id, granted=bool(granted))
    if not granted:
        raise Refused(line)
    write_line(line)


def line_for(
    account: Account,
    permission: Permission,
    *,
    share: Share | None,
    about: Record | Person,
    person_id: UUID,
    granted: bool,
) -> LogEntry:
    """Return the line of the access log that says this look, not yet written."""
    room = str(permission).split(".")[1]
    now = timezone.now()
    return LogEntry(
        person_id=person_id,
        reader=account.who,
        reader_name=share.receiver_name if share else "",
        reader_from=share.receiver_from if share else "",
        role=share.level if share else "",
        room=room,
        item=about.pk,
        action=str(permission),
        granted=granted,
        because=share.purpose if share else _("No reason is known."),
        half_hour=now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0),
    )


def write_line(line: LogEntry) -> None:
    """Write a line of the access log; the same reader, room, item and half hour make one line."""
    LogEntry.unguarded.bulk_create([line], ignore_conflicts=True)


def roles_in(account: Account, organisation: Organisation) -> set[OrganisationRole]:
    """Return what an account is in an organisation now."""
    return {OrganisationRole(one.role) for one in memberships_of(account.who) if one.organisation_id == organisation.pk}


def authorize_in(account: Account, permission: Permission, organisation: Organisation) -> None:
    """Let the request go on if a role in the organisation grants the permission. Raises Http404."""
    if not any(permission in GRANTS[role] for role in roles_in(account, organisation)):
        raise Http404
    demand_second_factor(account)


def organisations_where(account: Account, permission: Permission) -> Iterable[Organisation]:
    """Return the organisations in which an account may do something, by name."""
    granting = [one for one in memberships_of(account.who) if permission in GRANTS[OrganisationRole(one.role)]]
    if granting:
        demand_second_factor(account)
    return sorted({one.organisation for one in granting}, key=lambda one: one.name.casefold())


def person_of(person_id: UUID) -> Person:
    """Return a person whose page is open to whoever acts. Raises Http404."""
    person = Person.unguarded.filter(pk=person_id).select_related("place__country").first()
    if person is None:
        raise Http404
    return person
