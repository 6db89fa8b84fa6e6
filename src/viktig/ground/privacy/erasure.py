"""Erasing a person: key first, then every row, then the account (design.md 5).

It begins with a job in the transaction of whoever says yes, so that it is finished also when it is interrupted after
the key is gone. Doing it twice changes nothing.
"""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from viktig.ground.jobs import enqueue
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import destroy_key
from viktig.ground.privacy.models import Session
from viktig.ground.privacy.sealing import Broken, unseal_pointer
from viktig.ground.privacy.sessions import SessionStore


def begin_erasure(who: UUID) -> None:
    """Erase whoever acts, as soon as this transaction has committed; the job finishes what is interrupted."""
    enqueue("ground.privacy.erase", who=str(who))
    transaction.on_commit(lambda: erase(who))


def erase(who: UUID) -> bool:
    """Erase a person and their account; return False if they were erased before.

    First the key, so that nothing can be read any more, in any copy. What they sent as voices stays: nothing there
    points to them. Other people's logs keep that somebody looked.
    """
    destroy_key(who)
    with acting_as(who, because="ground.privacy.erase"):
        person = Person.unguarded.select_for_update().filter(pk=who).first()
        if person is None:
            return False
        account = account_of(person)
        with connection.cursor() as cursor:
            cursor.execute("select erase_person(%s)", [who])
            cursor.execute("select count_erasure(%s)", [f"{timezone.localdate():%G-W%V}"])
            cursor.execute(
                "delete from procrastinate_jobs where status = 'todo' and position(%s in args::text) > 0", [str(who)]
            )
        if account is not None:
            _forget_account(account)
    return True


def account_of(person: Person) -> Account | None:
    """Return the account that leads to a person and to which the person leads back, if there is one."""
    if person.sealed_account is None:
        return None
    account_id = unseal_pointer(bytes(person.sealed_account), bound_to=f"person|{person.pk}")
    account = Account.objects.filter(pk=account_id).first()
    return account if account and account.sealed_who and account.who == person.pk else None


def _forget_account(account: Account) -> None:
    for mail in Mail.unguarded.all():
        if _letter_to(mail) == account.email:
            mail.delete()
    for session in Session.objects.iterator():
        if SessionStore().decode(session.session_data).get("_auth_user_id") == str(account.pk):
            session.delete()
    account.delete()  # and its e-mail addresses with it


def _letter_to(mail: Mail) -> str:
    try:
        return str(mail.letter["to"])
    except Broken:
        return ""
