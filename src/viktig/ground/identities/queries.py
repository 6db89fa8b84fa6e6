"""Reads about ways in by an identity provider."""

from viktig.ground.identities.models import Identity
from viktig.ground.people.models import Account


def account_of(digest: str) -> Account | None:
    """Return the account that opens for whoever has this digest, if there is one."""
    found = Identity.unguarded.filter(digest=digest).select_related("account").first()
    return found.account if found else None


def identities_of(account: Account) -> list[Identity]:
    """Return the identities that open an account, by provider."""
    return list(Identity.unguarded.filter(account=account).order_by("provider", "id"))
