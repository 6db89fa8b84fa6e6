"""What is done with ways in by an identity provider."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground.identities.models import Identity
from viktig.ground.identities.queries import account_of, identities_of
from viktig.ground.people.models import Account
from viktig.ground.privacy.models import Session
from viktig.ground.rules import RuleBroken


class OpensAnother(RuleBroken):
    """This identity opens another account already."""


class LastWayIn(RuleBroken):
    """Without this one nobody could sign in to the account any more."""


@transaction.atomic
def begin_with(*, provider: str, digest: str, language: str) -> Account:
    """Make an account that opens for this identity, with no e-mail; return the one that does, if there is one."""
    if account := account_of(digest):
        return account
    account = Account(language=language)
    account.set_unusable_password()
    account.save(force_insert=True)
    Identity(account=account, provider=provider, digest=digest).save(force_insert=True)
    return account


@transaction.atomic
def connect(*, account: Account, provider: str, digest: str) -> None:
    """Let an identity open an account from now on, and say so in a letter. Raises OpensAnother."""
    opens = account_of(digest)
    if opens is None:
        Identity(account=account, provider=provider, digest=digest).save(force_insert=True)
        get_adapter().send_notification_mail("account/email/identity_connected", account)
    elif opens != account:
        raise OpensAnother(_("It opens another page already. Sign in with it, and see which one."))


@transaction.atomic
def disconnect(*, identity: Identity) -> None:
    """Let an identity open its account no more, and say so in a letter. Raises LastWayIn for the only way in there is."""
    account = Account.objects.select_for_update().get(pk=identity.account_id)
    if not account.email and len(identities_of(account)) == 1:
        raise LastWayIn(_("This is your only way in. Find another one first."))
    identity.delete()
    get_adapter().send_notification_mail("account/email/identity_disconnected", account)


def end_sessions(*, session: str, everywhere: str = "") -> None:
    """End what came from one session of a provider's, or, when none is named, from all that somebody has there.

    Both are digests that `oidc` gives. One that nobody came from ends nothing.
    """
    if session:
        Session.objects.filter(over=session).delete()
    elif everywhere:
        Session.objects.filter(over_everywhere=everywhere).delete()
