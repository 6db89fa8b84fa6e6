"""What is done with key cards: made, begun with, tried, replaced, revoked, thrown away."""

from datetime import timedelta
from enum import Enum, auto

from allauth.account.adapter import get_adapter
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.cards.models import KeyCard
from viktig.ground.people.models import Account
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken
from viktig.ground.words.receipt import mint, normalised

DAYS_TO_BEGIN = 30
TRIES = 5  # wrong codes before one must wait
MOST_COUNTED = 30_000  # a multiple of TRIES that its column holds
WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(days=1))  # the last one from then on


class CardUnknown(RuleBroken):
    """These words are no card's: wrong, replaced, revoked, or too old."""


class CardTaken(RuleBroken):
    """Someone has begun with this card already, or the account has one."""


class Tried(Enum):
    """What came of trying a code."""

    RIGHT = auto()
    WRONG = auto()
    WAITS = auto()


def make_card(*, language: str) -> str:
    """Return the words of a new card that leads to nobody yet. Only their digest is kept, for 30 days."""
    words = mint(language)
    today = timezone.localdate()
    ends_on = today + timedelta(days=DAYS_TO_BEGIN)
    KeyCard(digest=_digest(words), made_on=today.isoformat(), ends_on=ends_on).save(force_insert=True)
    return words


def find_card(words: str) -> KeyCard:
    """Return the card with these words, however they were typed. Raises CardUnknown."""
    open_now = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    card = KeyCard.unguarded.select_related("account").filter(open_now, digest=_digest(words)).first()
    if card is None:
        raise CardUnknown(_("These words open nothing. Look once more, or ask for a new card."))
    return card


@transaction.atomic
def begin(*, card: KeyCard, code: str, language: str) -> tuple[Account, str]:
    """Make the account of whoever begins with a card, and return it with new words. Raises CardTaken.

    The words on the paper open nothing from now on: somebody else printed it, and may have read them. The account leads
    to a person from the next request on, in another transaction: nothing in the database joins the two.
    """
    account = Account(email=None, language=language)
    account.set_unusable_password()
    account.save(force_insert=True)
    words = mint(language)
    still_free = KeyCard.unguarded.select_for_update().filter(pk=card.pk, account=None, digest=card.digest).first()
    if still_free is None:
        raise CardTaken(_("Someone has begun with this card already. Ask for a new one."))
    _write(still_free, account=account, words=words, code=code)
    return account, words


def try_code(*, card: KeyCard, code: str) -> Tried:
    """Say whether a code belongs to a card. After five wrong ones one must wait, longer each time."""
    with transaction.atomic():
        locked = KeyCard.unguarded.select_for_update().filter(pk=card.pk, digest=card.digest).first()
        now = timezone.now()
        if locked is None or (locked.opens_at and locked.opens_at > now):
            return Tried.WAITS
        if check_password(code, locked.code):
            KeyCard.unguarded.filter(pk=locked.pk).update(tries=0, opens_at=None)
            return Tried.RIGHT
        tries = locked.tries + 1
        rounds, within = divmod(tries, TRIES)
        opens_at = None if within else now + WAITS[min(rounds, len(WAITS)) - 1]
        KeyCard.unguarded.filter(pk=locked.pk).update(
            tries=tries % MOST_COUNTED or TRIES * len(WAITS), opens_at=opens_at
        )
        return Tried.WRONG


def give_card(*, account: Account, code: str, language: str) -> str:
    """Give an account a card with this code, or replace the one it has, and return the new words. The old ones are dead.

    Whoever has an e-mail address gets a letter about it.
    """
    words = mint(language)
    card = KeyCard.unguarded.select_for_update().filter(account=account).first() or KeyCard()
    try:
        with transaction.atomic():
            _write(card, account=account, words=words, code=code)
    except IntegrityError:
        raise CardTaken(_("Your card was changed meanwhile, in another tab perhaps.")) from None
    get_adapter().send_notification_mail("account/email/card_made", account)
    return words


def revoke(*, account: Account) -> None:
    """Let an account's card open nothing any more, and say so in a letter where there is an address."""
    if KeyCard.unguarded.filter(account=account).delete()[0]:
        get_adapter().send_notification_mail("account/email/card_revoked", account)


def tidy() -> None:
    """Throw away the cards that nobody began with in 30 days, and take away what the order of the others could tell."""
    KeyCard.unguarded.filter(account=None, ends_on__lt=timezone.localdate()).delete()
    with connection.cursor() as cursor:
        cursor.execute("select shuffle_cards()")


def _write(card: KeyCard, *, account: Account, words: str, code: str) -> None:
    card.account, card.digest, card.code = account, _digest(words), make_password(code)
    card.made_on, card.ends_on, card.tries, card.opens_at = timezone.localdate().isoformat(), None, 0, None
    card.save()


def _digest(words: str) -> str:
    return digest(normalised(words), purpose="key-cards")
