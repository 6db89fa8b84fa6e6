"""Organisations with keys, and people who hold them, for tests."""

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people import actions
from viktig.ground.people.models import Account, Organisation, OrganisationKind, Place
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as


def make_keeper(organisation: Organisation, *, account: Account | None = None, by: Account | None = None) -> Account:
    """Make somebody who holds a key: invited by the operator, or by somebody who holds it already."""
    if by is None:
        return make_member(organisation, role=OrganisationRole.KEEPER, account=account)
    account = account or make_account()
    with acting_as(by.who, because="test"):
        words = actions.invite(organisation=organisation, role=OrganisationRole.KEEPER)
    with acting_as(account.who, because="test"):
        actions.accept_invitation(words=words, known_as="Kim")
    return account


def make_users(
    *, name: str = "Brukerne", place: Place | None = None, first: Account | None = None, second: Account | None = None
) -> tuple[Organisation, Account, Account]:
    """Make a user organisation whose key counts, and the two who hold it, the second invited by the first."""
    users = make_organisation(name=name, kind=OrganisationKind.USER_ORGANISATION, place=place)
    one = make_keeper(users, account=first)
    return users, one, make_keeper(users, account=second, by=one)
