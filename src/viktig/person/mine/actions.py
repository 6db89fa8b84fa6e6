"""What a person does with their own page as a whole."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.actions import name_yourself
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.erasure import begin_erasure
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.queries import digests_of
from viktig.ground.words.receipt import mint, normalised
from viktig.person.mine.models import OneTimeWords, Purpose
from viktig.person.progress.actions import take_slips_back
from viktig.person.said.queries import receipts_of
from viktig.person.stories.actions import leave
from viktig.person.waiting.actions import stop

WORDS_LAST = timedelta(hours=1)


class WordsUnknown(RuleBroken):
    """These words open nothing: wrong, used, or too old."""


def say_who_you_are(*, person: Person, account: Account, name: str, place: str, language: str) -> None:
    """Write what the person wants to be called, where they live, and the language they read."""
    name_yourself(person=person, name=name.strip(), place_code=place)
    if language and language != account.language:
        account.language = language
        account.save(update_fields=["language"])


def mint_words(*, who: UUID, purpose: Purpose, language: str) -> tuple[str, datetime]:
    """Return eight words for the command line, good once within an hour, and when they end. Earlier ones end now."""
    OneTimeWords.unguarded.filter(person_id=who, purpose=purpose).delete()
    words = mint(language)
    row = OneTimeWords(person_id=who, purpose=purpose, digest=words_digest(words), ends_at=timezone.now() + WORDS_LAST)
    row.save(force_insert=True)
    return words, row.ends_at


def take_words(*, words: str, purpose: Purpose) -> UUID:
    """Return whose words these are; they are used up. Raises WordsUnknown."""
    with connection.cursor() as cursor:
        cursor.execute("select take_one_time_words(%s, %s)", [words_digest(words), purpose])
        [who] = cursor.fetchone()
    if who is None:
        raise WordsUnknown(_("These words open nothing. They are good once, for one hour."))
    return UUID(str(who))


def words_digest(words: str) -> str:
    """Return the digest under which one-time words are found, however they were typed."""
    return digest(normalised(words), purpose="one-time-words")


def erase_everything(*, who: UUID) -> None:
    """Erase whoever acts, as soon as this transaction has committed. It was asked twice; it cannot be undone.

    What they have sent and what has not been delivered yet is thrown away; what has been delivered stays. If they wait
    for an ombud, their ticket goes. What lies ready for somebody to answer goes too, and so do the stories they
    told, but for those they let stay.
    """
    digests = [one for receipt in receipts_of(who) for one in digests_of(receipt)]
    with acting_as(who, because="person.mine.erase", receipts=digests), connection.cursor() as cursor:
        cursor.execute("select throw_away_waiting()")
    take_slips_back(who=who)
    leave(who=who)
    stop(who=who)  # nothing in a ticket leads to the person, so that nobody else could find it afterwards
    begin_erasure(who)
