"""An ombud, a person who chose them, and what they work on: made as the people who do it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, Organisation
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.tests.make import make_photo
from viktig.person.ombud import actions
from viktig.person.ombud.models import Agreement, Assignment, Paper, Presentation, Suggestion


@dataclass(frozen=True)
class Ombud:
    """An ombud: the account, and how they present themselves."""

    account: Account
    presentation: Presentation

    @property
    def who(self) -> UUID:
        return self.account.who


def make_ombud(
    *, name: str = "Kim", has_room: bool = True, organisation: Organisation | None = None, email: str | None = None
) -> Ombud:
    """Make an ombud who has presented themselves."""
    organisation = organisation or make_organisation(name=f"Ombudene {uuid4()}")
    account = make_member(organisation, role=OrganisationRole.OMBUD, account=make_account(email=email), known_as=name)
    with acting_as(account.who, because="test"):
        presentation = actions.present(
            by=account,
            organisation=organisation,
            name=name,
            words="I have time.",
            good_at="Forms and patience.",
            languages="Norsk, العربية",
            has_room=has_room,
        )
    return Ombud(account, presentation)


def make_agreement(person: Account, ombud: Ombud, *, wants: str = "A quiet flat") -> Agreement:
    """Let a person choose an ombud."""
    with acting_as(person.who, because="test"):
        return actions.agree(presentation=ombud.presentation, by=person, wants=wants)


def make_assignment(agreement: Agreement, *, words: str = "My papers were lost twice.") -> Assignment:
    """Let the person write down something they want help with."""
    with acting_as(agreement.person_id, because="test"):
        return actions.add_assignment(agreement=agreement, kind="housing", theme="housing", words=words)


def make_suggestion(
    assignment: Assignment, by: Account, *, words: str = "Papers were lost twice.", ready: bool = True
) -> Suggestion:
    """Let an ombud suggest words."""
    with acting_as(by.who, because="test"):
        return actions.suggest(
            assignment=assignment,
            by=by,
            suggestion_id=Suggestion().pk,
            words=words,
            load={"kind": "barrier"},
            ready=ready,
        )


def make_paper(assignment: Assignment, by: Account, *, title: str = "The receipt", photo: bytes = b"") -> Paper:
    """Let the person, or somebody who helps, add a picture of a paper."""
    picture = made_anew(photo or make_photo(size=(64, 48)))
    with acting_as(by.who, because="test"):
        return actions.add_paper(assignment=assignment, by=by, title=title, picture=picture, new_id=Paper().pk)
