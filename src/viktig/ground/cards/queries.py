"""Reads about key cards."""

from viktig.ground.cards.models import KeyCard
from viktig.ground.people.models import Account


def card_of(account: Account) -> KeyCard | None:
    """Return the card that an account signs in with, if it has one."""
    return KeyCard.unguarded.filter(account=account).first()
