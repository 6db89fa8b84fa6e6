"""Letters: a constant subject, a link, no words of anybody (design.md 6, *E-mail*)."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from viktig.ground.jobs import enqueue
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.sealing import unseal_pointer

MOST_TRIES = 5


def send_letter(*, to: str, text: str, language: str) -> None:
    """Put a letter among those to be sent; it leaves when the transaction has committed."""
    with translation.override(language):
        mail = Mail(letter={"to": to, "subject": _("A message from Viktig"), "text": text})
    mail.save(force_insert=True)
    enqueue("ground.notify.send", mail_id=str(mail.pk))


def tell(who: UUID, *, address: str) -> None:
    """Tell a person that something waits for them at an address of theirs, if they have an account with e-mail."""
    with acting_as(who, because="ground.notify.tell"):
        person = Person.unguarded.filter(pk=who).only("sealed_account").first()
    if person is None or person.sealed_account is None:
        return
    account_id = unseal_pointer(bytes(person.sealed_account), bound_to=f"person|{who}")
    account = Account.objects.filter(pk=account_id).exclude(email=None).first()
    if account is None or account.email is None:
        return
    language = account.language or settings.LANGUAGE_CODE
    with translation.override(language):
        text = _("Something new waits for you in Viktig.") + f"\n\n{settings.VIKTIG_URL}{address}\n"
    send_letter(to=account.email, text=text, language=language)


def deliver(mail_id: str) -> None:
    """Hand one letter to the mail server and forget it. Raises what the mail server raises; the job then tries again."""
    mail = Mail.unguarded.filter(pk=mail_id).first()
    if mail is None:
        return
    letter = mail.letter
    EmailMessage(letter["subject"], letter["text"], settings.DEFAULT_FROM_EMAIL, [letter["to"]]).send()
    mail.delete()


def try_again() -> None:
    """Queue every letter that has waited through its job's tries; one that was queued five times is given up."""
    Mail.unguarded.filter(tries__gte=MOST_TRIES).delete()
    for mail in Mail.unguarded.all():
        enqueue("ground.notify.send", mail_id=str(mail.pk))
    Mail.unguarded.update(tries=F("tries") + 1)
