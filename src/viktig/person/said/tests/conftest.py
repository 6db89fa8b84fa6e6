"""An office that must answer, and a person who says something to it."""

import pytest

from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_organisation


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council, areas=["housing"])


@pytest.fixture
def ane():
    return make_account(email="ane@example.org", name="Ane")


@pytest.fixture
def as_ane(client, ane):
    client.force_login(ane)
    return client
