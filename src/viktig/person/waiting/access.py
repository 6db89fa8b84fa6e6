"""The only way to what a person waits for, and to how many wait for an organisation."""

from uuid import UUID

from django.db import connection

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Organisation
from viktig.person.waiting.models import Wait


def own_wait(account: Account) -> Wait | None:
    """Return what this account's person waits for; None, when they do not wait."""
    return wait_of(account.who)


def wait_of(who: UUID) -> Wait | None:
    """Return what whoever acts waits for; None, when they do not wait. Nobody else has such a row."""
    return Wait.unguarded.filter(person_id=who).first()


def organisations_that_count(account: Account) -> list[Organisation]:
    """Return the organisations for which an account may see how many wait, by name: those with ombuds."""
    found = list(organisations_where(account, Permission.PERSON_WAITING_COUNT))
    with_ombuds = ids_with_ombuds() if found else set()
    return [one for one in found if one.pk in with_ombuds]


def ids_with_ombuds() -> set[UUID]:
    """Return the ids of the organisations that somebody works for as an ombud. That is public."""
    with connection.cursor() as cursor:
        cursor.execute("select ombud_organisations()")
        return {row[0] for row in cursor.fetchall()}
