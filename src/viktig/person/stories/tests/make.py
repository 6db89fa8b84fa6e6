"""What a person has told, for tests: sent as the person, delivered as all stories are."""

from uuid import uuid4

from viktig.ground.people.actions import name_yourself
from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.stories.actions import Tale, deliver
from viktig.ground.stories.tests.make import WORDS
from viktig.person.stories import actions
from viktig.person.stories.models import Told


def make_teller(name: str = "Ane", email: str = "ane@example.org") -> Account:
    """Make somebody who lives in the town of the tests."""
    account, place = make_account(email=email), make_place()
    with acting_as(account.who, because="test"):
        name_yourself(person=Person.unguarded.get(pk=account.who), name=name, place_code=place.pk)
    return account


def make_told(who: Account, *, words: str = WORDS, stays: bool = False, arrived: bool = True) -> Told:
    """Tell something as a person; delivered, unless it is still on its way."""
    tale = Tale(words, "Fjellrev", "housing", "waiting", "nb", make_place().pk)
    with acting_as(who.who, because="test"):
        told = actions.tell(who=who.who, told_id=uuid4(), tale=tale, stays=stays)
    if arrived:
        deliver()
    return told
