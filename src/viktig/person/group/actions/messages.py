"""Messages between those around a person: written on the person's own page, to those who were shown."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account, Person
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten
from viktig.person.group.actions import save_once
from viktig.person.group.models import Message
from viktig.person.group.queries import name_among, readers_of, readers_shown


class OthersReadNow(RuleBroken):
    """Somebody else reads the page than when the form was opened."""


@transaction.atomic
def send(*, person: Person, by: Account, new_id: UUID, to_name: str, words: str, shown: str) -> Message:
    """Put a message on the person's page, and tell all others who read it. Sent twice, it is one.

    shown: the fingerprint of the readers that the form showed. Raises NothingWritten, OthersReadNow.
    """
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    readers = readers_of(person.pk)
    if shown != readers_shown(readers) and not Message.unguarded.filter(pk=new_id, by=by.who).exists():
        raise OthersReadNow(
            _("Who reads this has changed since you opened the page. Look above once more, and then send it.")
        )
    message = Message(
        id=new_id,
        person_id=person.pk,
        by=by.who,
        by_name="" if by.who == person.pk else name_among(readers, by.who),
        to_name=to_name,
        words=words.strip(),
        sent_at=timezone.now(),
    )
    message, is_new = save_once(message, by=by.who)
    if is_new:
        address = reverse("person:group-messages", args=[person.pk])
        for reader in {person.pk, *(one.who for one in readers)} - {by.who}:
            tell(reader, address=address)
    return message


def take_back(*, message: Message) -> None:
    """Take a message away, for everybody. It was asked once. Done twice it is one."""
    Message.unguarded.filter(pk=message.pk).delete()
