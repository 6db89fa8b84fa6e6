"""What is done with accounts, persons and memberships."""

import uuid
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts.actions import note_act
from viktig.ground.acts.kinds import Done
from viktig.ground.people.models import Account, Invitation, Membership, Organisation, OrganisationKind, Person
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.fields import INSTALLATION, bound_to
from viktig.ground.privacy.keystore import create_key
from viktig.ground.privacy.sealing import digest, installation_key, seal, seal_pointer
from viktig.ground.protection.queries import may_give_key
from viktig.ground.rules import RuleBroken
from viktig.ground.words.receipt import mint, normalised

INVITATION_DAYS = 14


class InvitationUnknown(RuleBroken):
    """The words are not an open invitation: wrong, used, or too old."""


class RoleOutOfReach(RuleBroken):
    """The organisation cannot give this role."""


class BothSides(RuleBroken):
    """One human does not hold the keys of both sides."""


class LastAdministrator(RuleBroken):
    """Without this one nobody could invite anybody any more."""


def lead_to_person(account: Account) -> UUID:
    """Return the `who` an account leads to; the first time, make the person: key first, then the row, then the pointer.

    The pointer is written in a transaction of its own. `shuffle_accounts` later takes away what the order could tell.
    """
    if account.sealed_who is None:
        who = make_person(account_id=account.pk)
        with transaction.atomic():
            pointer = seal_pointer(who, bound_to=f"account|{account.pk}")
            if not Account.objects.filter(pk=account.pk, sealed_who=None).update(sealed_who=pointer):
                account.refresh_from_db()  # another tab was first; the person made here stays empty
            else:
                account.sealed_who = pointer
    return account.who


def make_person(*, account_id: UUID | None = None, name: str = "") -> UUID:
    """Make a person with a key of their own and return their `who`. account_id: the account to write to, if any."""
    who = uuid.uuid4()
    create_key(who)
    pointer = seal_pointer(account_id, bound_to=f"person|{who}") if account_id else None
    with acting_as(who, because="ground.people.make_person"):
        Person(who=who, name=name, sealed_account=pointer).save(force_insert=True)
    return who


def roles_in_reach(organisation: Organisation) -> list[OrganisationRole]:
    """Return the roles that whoever acts can give in an organisation.

    Only a user organisation checks what is published (design.md 2). Who holds its key invites the next who does.
    """
    out_of_reach = set()
    if organisation.kind != OrganisationKind.USER_ORGANISATION:
        out_of_reach.add(OrganisationRole.MODERATOR)
    if not may_give_key(organisation, acting().who):
        out_of_reach.add(OrganisationRole.KEEPER)
    return [role for role in OrganisationRole if role not in out_of_reach]


@transaction.atomic
def invite(*, organisation: Organisation, role: OrganisationRole) -> str:
    """Return the words of a new invitation to work for an organisation, open for 14 days. Only their digest is kept.

    Raises RoleOutOfReach for a role that this organisation cannot give, or any, when it has ended.
    """
    if organisation.closed_on is not None:
        raise RoleOutOfReach(_("This organisation has ended, so nobody can be invited to it."))
    if role not in roles_in_reach(organisation):
        if role == OrganisationRole.KEEPER:
            raise RoleOutOfReach(_("Those who hold this key already invite the next one who does."))
        raise RoleOutOfReach(_("Only a user organisation checks what is published."))
    words = mint("nb")
    Invitation(
        organisation=organisation,
        role=role,
        secret_digest=_invitation_digest(words),
        ends_on=timezone.localdate() + timedelta(days=INVITATION_DAYS),
        by=acting().who,
    ).save(force_insert=True)
    note_act(Done.INVITED, organisation=organisation.pk)
    return words


def seen_invitation(words: str) -> tuple[Organisation, OrganisationRole]:
    """Return what an open invitation is to. Raises InvitationUnknown."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation, role from see_invitation(%s)", [_invitation_digest(words)])
        found = cursor.fetchone()
    if found is None:
        raise InvitationUnknown(_("These words are not an open invitation. Ask the one who invited you for a new one."))
    return Organisation.unguarded.select_related("place").get(pk=found[0]), OrganisationRole(found[1])


def refuse_both_sides(who: UUID, organisation: Organisation, role: OrganisationRole) -> None:
    """Refuse the key of a user organisation to somebody who works for one that must answer. Raises BothSides."""
    if role != OrganisationRole.KEEPER or organisation.kind != OrganisationKind.USER_ORGANISATION:
        return
    for one in memberships_of(who):
        if one.organisation.kind != OrganisationKind.USER_ORGANISATION:
            raise BothSides(
                _("You work for %(name)s, which must answer people. Someone else must hold this key.")
                % {"name": one.organisation.name}
            )


@transaction.atomic
def accept_invitation(*, words: str, known_as: str) -> Organisation:
    """Let whoever acts work for the organisation that invited them, known there by this name. Raises InvitationUnknown."""
    acting().found.clear()
    membership = Membership(shown_as=known_as)
    sealed = seal(
        known_as.encode(), key=installation_key("rows"), bound_to=bound_to(membership, "shown_as", INSTALLATION)
    )
    with connection.cursor() as cursor:
        cursor.execute("select accept_invitation(%s, %s, %s)", [_invitation_digest(words), membership.pk, sealed])
        [organisation_id] = cursor.fetchone()
    if organisation_id is None:
        raise InvitationUnknown(_("These words are not an open invitation. Ask the one who invited you for a new one."))
    note_act(Done.CAME, organisation=organisation_id, known_as=known_as)
    return Organisation.unguarded.get(pk=organisation_id)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation) -> None:
    """Let the words of an open invitation open nothing any more."""
    invitation.delete()
    note_act(Done.WITHDREW, organisation=invitation.organisation_id)


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take a role away from somebody, at once. Raises LastAdministrator for the one who would be missed."""
    if membership.role == OrganisationRole.ADMINISTRATOR:
        # Locked, so that two administrators who remove each other at once do not leave nobody.
        Organisation.unguarded.select_for_update().get(pk=membership.organisation_id)
        others = Membership.unguarded.filter(organisation_id=membership.organisation_id, role=membership.role)
        if not others.exclude(pk=membership.pk).exists():
            raise LastAdministrator(_("Nobody else here can invite people. Invite another one first."))
    # Before: whoever gives up their only role here cannot write it afterwards.
    done = Done.LEFT_ROLE if membership.who == acting().who else Done.TOOK_ROLE
    note_act(done, organisation=membership.organisation_id)
    acting().found.clear()
    Membership.unguarded.filter(pk=membership.pk).delete()


def name_yourself(*, person: Person, name: str, place_code: str | None) -> None:
    """Write what the person wants to be called, and where they live, if they say so."""
    person.name = name
    person.place_id = place_code or None
    person.save(update_fields=["name", "place"])


def shuffle_accounts() -> None:
    """Write all accounts anew in random order, so that their order says nothing (see the function's own comment)."""
    with connection.cursor() as cursor:
        cursor.execute("select shuffle_accounts()")


def _invitation_digest(words: str) -> str:
    return digest(normalised(words), purpose="invitations")
