"""The few people of this room's tests, each named after what they are to Ane."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_member, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Room
from viktig.person.ombud import actions
from viktig.person.ombud.models import Agreement, Assignment, Paper, Suggestion
from viktig.person.ombud.tests.make import (
    Ombud,
    make_agreement,
    make_assignment,
    make_ombud,
    make_paper,
    make_suggestion,
)


@dataclass(frozen=True)
class Cast:
    """Ane and those around her; her ombud Kim, with whom she has an agreement, an assignment, a suggestion and a paper."""

    ane: Account
    kim: Ombud
    reader: Account
    former_ombud: Account
    former_reader: Account
    other_ombud: Account
    administrator: Account
    stranger: Account
    agreement: Agreement
    assignment: Assignment
    suggestion: Suggestion
    paper: Paper
    ended: Agreement

    def account(self, name: str) -> Account:
        """Return one of them by name."""
        return self.kim.account if name == "kim" else getattr(self, name)


@pytest.fixture
def cast() -> Cast:
    ane, kim, former = make_account(name="Ane"), make_ombud(), make_ombud(name="Per")
    earlier = make_agreement(ane, former, wants="Debt")
    with acting_as(ane.who, because="test"):
        actions.end(agreement=earlier)
        last_month = timezone.localdate() - timedelta(days=30)
        Agreement.unguarded.update(started_on=last_month, ended_on=last_month)
    agreement = make_agreement(ane, kim)
    assignment = make_assignment(agreement)
    reader, former_reader = make_account(name="Ola"), make_account()
    make_share(ane.who, reader.who, room=Room.OMBUD)
    make_share(ane.who, former_reader.who, room=Room.OMBUD, days=-1)
    return Cast(
        ane=ane,
        kim=kim,
        reader=reader,
        former_ombud=former.account,
        former_reader=former_reader,
        other_ombud=make_ombud(name="Liv").account,
        administrator=make_member(kim.presentation.organisation, role=OrganisationRole.ADMINISTRATOR),
        stranger=make_account(),
        agreement=agreement,
        assignment=assignment,
        suggestion=make_suggestion(assignment, kim.account),
        paper=make_paper(assignment, ane),
        ended=earlier,
    )


@pytest.fixture
def rows():
    """Return how many rows of a table somebody sees, when the code forgets to ask."""

    def count(account: Account | None, table: str) -> int:
        with acting_as(account.who if account else None, because="test"), connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")  # noqa: S608 (a name from the test)
            return cursor.fetchone()[0]

    return count
