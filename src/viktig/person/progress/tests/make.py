"""How it is going, for tests; said by the person themself."""

from datetime import date
from uuid import UUID

from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account
from viktig.ground.privacy.acting import acting_as
from viktig.person.progress import actions, packs
from viktig.person.progress.access import get_progress_for
from viktig.person.progress.models import Change, Filling, Series

DAY = date(2026, 3, 2)


def make_goal(who: UUID, words: str = "Sleep through the night") -> Series:
    """Begin to follow a goal."""
    with acting_as(who, because="test"):
        return actions.add_goal(who=who, words=words)


def make_number(goal: Series, number: int, *, on: date = DAY) -> Filling:
    """Say how near a goal is."""
    with acting_as(goal.person_id, because="test"):
        return actions.rate_goal(series=goal, number=number, on=on)


def make_change(who: UUID, words: str = "Meet outdoors") -> Change:
    """Write down what should be done differently."""
    with acting_as(who, because="test"):
        return actions.agree(who=who, words=words, whom="Kari")


def make_filled(
    account: Account, form: str, answers: dict[str, int | str | None], *, on: date = DAY, language: str = "en"
) -> Filling:
    """Fill in a form of ours."""
    with acting_as(account.who, because="test"):
        person, _series = get_progress_for(account, account.who, Permission.PERSON_PROGRESS_EDIT)
        asked = packs.in_language(packs.forms()[form], language)
        return actions.fill_in(person=person, form=asked, answers=answers, on=on)
