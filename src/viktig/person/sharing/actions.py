"""Sharing, taking back, asking why."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.clock import months_after
from viktig.ground.notify.actions import tell
from viktig.ground.privacy.actions import end_shares, give_share
from viktig.ground.privacy.models import Level, LogEntry, LogQuestion, Room, Share
from viktig.ground.privacy.shareable import shareable
from viktig.ground.rules import RuleBroken
from viktig.ground.words.receipt import mint
from viktig.person.sharing.models import ContactWords
from viktig.person.sharing.queries import Receiver, contact_digest, who_has

CONTACT_WORDS, CONTACT_TIME = 4, timedelta(hours=1)
MONTHS_AT_FIRST, MOST_MONTHS = 3, 24


class CannotShare(RuleBroken):
    """This cannot be shared like this."""


class WordsUnknown(RuleBroken):
    """Nobody can be found by these words now."""


class NothingAnswered(RuleBroken):
    """The answer is empty."""


def share(
    *, person: UUID, receiver: Receiver, room: Room, item: UUID | None, level: Level, purpose: str, until: date
) -> Share:
    """Let one named human see a room, or one thing in it, until the end of a day. Raises CannotShare."""
    if level not in shareable(room).levels(single=item is not None):
        raise CannotShare(_("This can only be read."))
    check(person=person, receiver=receiver, purpose=purpose, until=until)
    return give_share(
        person=person,
        receiver=receiver.who,
        receiver_name=receiver.name,
        room=room,
        item=item,
        level=level,
        purpose=purpose.strip(),
        ends_at=end_of(until),
        receiver_from=receiver.works_for,
    )


def check(*, person: UUID, receiver: Receiver, purpose: str, until: date) -> None:
    """Raise CannotShare where something does not fit."""
    if receiver.who == person:
        raise CannotShare(_("You can already see this yourself."))
    if not purpose.strip():
        raise CannotShare(_("Say in a few words what it is for."))
    today = timezone.localdate()
    if not today <= until <= months_after(today, MOST_MONTHS):
        raise CannotShare(_("Choose a day from today and at most two years ahead."))


@transaction.atomic
def change(*, former: Share, level: Level, purpose: str, until: date) -> Share | None:
    """Give what is shared another end, level or purpose; the former share ends now and stays in the list.

    Returns None, and changes nothing, where it has ended already: by itself, or by the same button pressed twice.
    Raises as `share`.
    """
    if not end_shares(pk=former.pk):
        return None
    receiver = Receiver(former.receiver, former.receiver_name, former.receiver_from)
    return share(
        person=former.person_id,
        receiver=receiver,
        room=Room(former.room),
        item=former.item,
        level=level,
        purpose=purpose,
        until=until,
    )


def withdraw(*, share: Share) -> None:
    """Take a share back, at once. Doing it twice changes nothing."""
    end_shares(pk=share.pk)


def mint_contact_words(*, who: UUID, name: str, language: str) -> tuple[str, datetime]:
    """Return four words by which somebody can be found for an hour, and when they end. Earlier words end now."""
    ContactWords.unguarded.filter(person_id=who).delete()
    words = " ".join(mint(language).split()[:CONTACT_WORDS])
    row = ContactWords(person_id=who, digest=contact_digest(words), name=name, ends_at=timezone.now() + CONTACT_TIME)
    row.save(force_insert=True)
    return words, row.ends_at


def find_by_words(*, words: str, by: UUID) -> Receiver:
    """Return who has told these words. Raises WordsUnknown, CannotShare for one's own."""
    found = who_has(words)
    if found is None:
        raise WordsUnknown(_("Nobody has these words now. They are good for one hour. Ask for new ones."))
    if found.who == by:
        raise CannotShare(_("These are your own words. Ask for the words of the one you want to share with."))
    return found


@transaction.atomic
def ask_why(*, entry: LogEntry, asked_by: str) -> LogQuestion:
    """Ask somebody who has looked: why? They get a message, and have seven days. Asking twice is asking once.

    asked_by: the name that the reader sees.
    """
    about = {"name": asked_by, "room": entry.room, "half_hour": entry.half_hour.isoformat()}
    question, is_new = LogQuestion.unguarded.get_or_create(
        entry=entry,
        person_id=entry.person_id,
        defaults={"reader": entry.reader, "asked_on": clock.today(), "about": about},
    )
    if is_new:
        tell(entry.reader, address=reverse("person:sharing-asked"))
    return question


def answer_why(*, question: LogQuestion, answer: str) -> None:
    """Answer somebody who asks why one has looked. Raises NothingAnswered."""
    if not answer.strip():
        raise NothingAnswered(_("Write an answer first."))
    question.answer, question.answered_on = answer.strip(), clock.today()
    question.save(update_fields=["answer", "answered_on"])
    tell(question.person_id, address=reverse("person:sharing-looked"))


def end_of(day: date) -> datetime:
    """Return the moment when a day ends, in the zone that is shown."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
