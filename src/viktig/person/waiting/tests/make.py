"""Somebody who waits for an ombud, made as the person who does it."""

from collections.abc import Sequence

from viktig.ground.people.models import Account, Organisation
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.person.waiting import actions
from viktig.person.waiting.models import Wait


def make_wait(organisation: Organisation, *, account: Account | None = None, flags: Sequence[str] = ()) -> Account:
    """Let somebody wait; their ticket is written."""
    account = account or make_account()
    with acting_as(account.who, because="test"):
        actions.wait(who=account.who, organisation=organisation, flags=flags)
    actions.deliver()
    return account


def wait_now(account: Account) -> Wait | None:
    """Return what somebody waits for, as they see it."""
    with acting_as(account.who, because="test"):
        return Wait.unguarded.first()
