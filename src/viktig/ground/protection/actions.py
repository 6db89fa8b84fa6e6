"""What is done with the two keys. The database decides; here its refusals become sentences."""

import uuid
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation
from viktig.ground.protection.models import Setting
from viktig.ground.rules import RuleBroken

REFUSALS = {
    "no_key": _("Your organisation has no key to this, or its key does not count yet."),
    "one_waits": _("A change of this waits already. It must end before another is proposed."),
    "not_raised": _("This number can be raised, up to 20, and never lowered."),
    "no_such_days": _("An answer takes from 1 to 365 days."),
    "nothing_new": _("This is how it is already."),
    "body_ended": _("This organisation has ended."),
    "circle": _("Then it would answer to itself."),
    "no_checker": _("Only a user organisation whose key counts can check, and never the one that is spoken to."),
    "own_proposal": _("Your organisation has proposed this. The other side says yes or no."),
    "same_side": _("The yes must come from the other side."),
    "same_human": _("You have turned the first key yourself. Someone else must turn the second."),
    "first_key_gone": _("The one who proposed this does not hold a key any more. Propose it again."),
    "no_reason": _("Write why. Those who proposed it read it."),
    "ended": _("This has ended already."),
}


class KeyRefused(RuleBroken):
    """The key does not turn; the sentence says why. code: the database's own word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code


def propose(
    *,
    setting: Setting,
    body: Organisation | None,
    by: Organisation | None,
    why: str,
    number: int | None = None,
    other: Organisation | None = None,
) -> UUID:
    """Propose a change of what protects people, and return its id. It waits until the other side says yes.

    body: whom it concerns; none for the smallest group. by: whose key; none for the operator. Raises KeyRefused.
    """
    proposal = uuid.uuid4()
    _ask(
        "select propose_change(%s, %s, %s, %s, %s, %s, %s)",
        [proposal, str(setting), _pk(body), number, _pk(other), _pk(by), why],
    )
    return proposal


def say_yes(*, proposal: UUID, by: Organisation | None) -> None:
    """Turn the second key: the value counts at once. Raises KeyRefused."""
    _ask("select end_proposal(%s, 'yes', %s, '')", [proposal, _pk(by)])


def say_no(*, proposal: UUID, by: Organisation | None, why: str) -> None:
    """Let a proposal end, with a reason. Raises KeyRefused."""
    _ask("select end_proposal(%s, 'no', %s, %s)", [proposal, _pk(by), why])


def take_back(*, proposal: UUID, by: Organisation | None) -> None:
    """Let a proposal of one's own organisation end. Raises KeyRefused."""
    _ask("select end_proposal(%s, 'take_back', %s, '')", [proposal, _pk(by)])


def _ask(question: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        [refusal] = cursor.fetchone()
    if refusal:
        raise KeyRefused(refusal)


def _pk(organisation: Organisation | None) -> UUID | None:
    return organisation.pk if organisation else None
