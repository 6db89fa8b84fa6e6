"""Those around two of the demo's people: a helper, somebody close, a coordinator asked for, a list before a change."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from viktig.ground import clock
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import give_share
from viktig.ground.privacy.models import Level, Room
from viktig.person.group.actions import asking, messages, people, transitions
from viktig.person.group.models import Line, Topic
from viktig.person.group.queries import fingerprint, readers_of, readers_shown
from viktig.person.sharing.actions import end_of


@dataclass(frozen=True)
class Around:
    """What stands on somebody's page about those around them. suggestion: for when the next meeting is."""

    helper_name: str
    helper_role: str
    helper_body: str
    close_name: str
    close_role: str
    asked: str
    purpose: str
    home: str
    home_by: str
    suggestion: str
    message: str


AROUND = {
    "anna": Around(
        "Kari", "Går ved siden av meg, og blir med på møter.", "Sammen i Fjordby", "Mamma", "Ringer på søndager.",
        "Psykisk helse og rus i kommunen", "For at vi skal snakke sammen.",
        "Jeg flytter inn i leiligheten i Storgata. Nøkkelen får jeg samme dag.", "Boligkontoret",
        "Tirsdag klokka ti, hjemme hos deg. Jeg kommer.", "Skal jeg ringe boligkontoret om nøkkelen?",
    ),
    "alva": Around(
        "Noor", "Går bredvid mig, och följer med på möten.", "Tillsammans i Sjöstad", "Mamma", "Ringer på söndagar.",
        "Öppenvården i kommunen", "För att vi ska kunna prata med varandra.",
        "Jag flyttar in i lägenheten på Storgatan. Nyckeln får jag samma dag.", "Bostadskontoret",
        "Tisdag klockan tio, hemma hos dig. Jag kommer.", "Ska jag ringa bostadskontoret om nyckeln?",
    ),
}  # fmt: skip


def gather(key: str, account: Account, helper: Account) -> None:
    """Write who is around somebody, a list before they move, and what their helper says to it."""
    one, who, today = AROUND[key], account.who, clock.today()
    with acting_as(who, because="demo"):
        people.add_participant(
            who=who, new_id=uuid.uuid4(), name=one.helper_name, part="contact", role=one.helper_role,
            body=one.helper_body, in_group=True, receiver=helper.who, started_on=today - timedelta(days=100),
        )  # fmt: skip
        people.add_participant(who=who, new_id=uuid.uuid4(), name=one.close_name, part="close", role=one.close_role)
        asking.ask(who=who, new_id=uuid.uuid4(), of=one.asked, asked_on=today - timedelta(days=40))
        give_share(
            person=who, receiver=helper.who, receiver_name=one.helper_name, receiver_from=one.helper_body,
            room=Room.GROUP, item=None, level=Level.SUGGEST, purpose=one.purpose,
            ends_at=end_of(today + timedelta(days=180)),
        )  # fmt: skip
        change = transitions.begin_transition(who=who, new_id=uuid.uuid4(), kind="move", day=today + timedelta(days=12))
        lines = {line.topic: line for line in Line.unguarded.filter(transition=change)}
        home = lines[Topic.HOUSING]
        transitions.answer_line(
            line=home, state="answered", answer=one.home, responsible=one.home_by, seen=fingerprint(home)
        )
    with acting_as(helper.who, because="demo"):
        transitions.suggest_answer(
            line=lines[Topic.MEETING], by=helper, new_id=uuid.uuid4(), answer=one.suggestion,
            responsible=one.helper_name,
        )  # fmt: skip
        messages.send(
            person=Person.unguarded.get(pk=who), by=helper, new_id=uuid.uuid4(), to_name="", words=one.message,
            shown=readers_shown(readers_of(who)),
        )  # fmt: skip
