"""The same few people in every test, each named after what they are to one voice to the housing office."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, Membership, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of


@dataclass
class Cast:
    """office answers to council. other: an organisation that has nothing to do with it."""

    office: Organisation
    council: Organisation
    other: Organisation
    member: Account
    colleague: Account
    above: Account
    elsewhere: Account
    administrator: Account
    moderator: Account
    former: Account
    speaker: Account
    stranger: Account


@pytest.fixture
def cast() -> Cast:
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    office = make_organisation(answers_to=council)
    other = make_organisation(name="Biblioteket")
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    former = make_member(office)
    with acting_as(former.who, because="test"):
        Membership.unguarded.filter(who=former.who).delete()
    return Cast(
        office=office,
        council=council,
        other=other,
        member=make_member(office),
        colleague=make_member(office),
        above=make_member(council),
        elsewhere=make_member(other),
        administrator=make_member(office, role=OrganisationRole.ADMINISTRATOR),
        moderator=make_member(users, role=OrganisationRole.MODERATOR),
        former=former,
        speaker=make_account(name="Ane"),
        stranger=make_account(),
    )


def let_the_date_pass(receipt: str) -> None:
    """Let the date of a voice pass, and do what is done then."""
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        Voice.unguarded.update(next_date=timezone.localdate() - timedelta(days=1))
    pass_dates()
