"""Mandates and consents for tests, made as the person whose they are, by the same actions as on the pages."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.pictures import Picture
from viktig.person.mandates import actions, queries
from viktig.person.mandates.kinds import Status, Way
from viktig.person.mandates.models import Consent, Demand, Mandate

ORDER = [Status.DRAFT, Status.SIGNED, Status.DELIVERED]


def who_and_where(**values: Any) -> dict[str, Any]:
    """Return what is said first of a mandate."""
    first = {
        "holder_name": "Kim Li",
        "holder_from": "Ombudene",
        "holder_phone": "",
        "body": "Boligkontoret",
        "office": "Søknader",
        "matter": "My application for a flat",
        "starts_on": clock.today(),
        "until": clock.today() + timedelta(days=90),
    }
    return first | values


def what(mandate: Mandate, **values: Any) -> dict[str, Any]:
    """Return what is said then, with what tells that nothing was changed meanwhile."""
    first = {
        "powers": ["information", "speak"],
        "information": "How far it is",
        "limits": "Nothing about my health",
        "giver_name": "Ane Vik",
        "birth_date": "",
        "language": "nb",
        "seen": queries.fingerprint(mandate, queries.WHAT),
    }
    return first | values


def make_mandate(who: UUID, *, status: Status = Status.DRAFT, picture: Picture | None = None, **values: Any) -> Mandate:
    """Make a mandate that has come so far. picture: its name is drawn; else it was signed on paper."""
    with acting_as(who, because="test"):
        mandate = actions.begin(who=who, language="nb", new_id=uuid4(), **who_and_where(**values))
        actions.write_what(mandate=mandate, **what(mandate))
        go_to(mandate, status, picture)
        return Mandate.unguarded.select_related("person__place").get(pk=mandate.pk)


def go_to(mandate: Mandate, status: Status, picture: Picture | None = None) -> None:
    """Take a draft so far, as whoever acts."""
    today = clock.today()
    if status != Status.DRAFT:
        sign(mandate, picture)
    if status not in {Status.DRAFT, Status.SIGNED}:
        actions.hand_in(mandate=again(mandate), on=today, to="In the reception")
    if status == Status.ACCEPTED:
        actions.accept(mandate=again(mandate), on=today)
    if status == Status.REFUSED:
        actions.refuse(mandate=again(mandate), on=today, reason="none", words="")


def sign(mandate: Mandate, picture: Picture | None = None) -> None:
    """Sign a draft as whoever acts."""
    seen = queries.fingerprint(again(mandate), queries.ALL)
    actions.sign(mandate=mandate, way=Way.DRAWN if picture else Way.PAPER, picture=picture, seen=seen)


def again(mandate: Mandate) -> Mandate:
    """Return a mandate as it stands now."""
    return Mandate.unguarded.get(pk=mandate.pk)


def yes(**values: Any) -> dict[str, Any]:
    """Return what is said with a yes."""
    first = {
        "teller": "The clinic",
        "hearer": "The housing office",
        "kinds": ["plan", "housing"],
        "other": "",
        "purpose": "So that the flat is ready",
        "way": "screen",
        "witness": "",
        "until": clock.today() + timedelta(days=90),
    }
    return first | values


def make_consent(who: UUID, **values: Any) -> Consent:
    """Let one body tell another something."""
    with acting_as(who, because="test"):
        return actions.consent(who=who, new_id=uuid4(), language="nb", **yes(**values))


def make_not_shared(who: UUID) -> Consent:
    """Keep that something is not shared."""
    names = ("teller", "hearer", "kinds", "other")
    with acting_as(who, because="test"):
        said = {name: value for name, value in yes().items() if name in names}
        return actions.not_shared(who=who, new_id=uuid4(), language="nb", **said)


def make_demand(who: UUID, *, body: str = "Boligkontoret", ground: str = "none") -> Demand:
    """Note that a body demanded a mandate."""
    with acting_as(who, because="test"):
        return actions.note_demand(who=who, new_id=uuid4(), body=body, words="I stood there myself.", ground=ground)
