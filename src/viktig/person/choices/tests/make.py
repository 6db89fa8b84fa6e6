"""Something to choose, made as the people who do it."""

from uuid import uuid4

from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.person.choices.actions import choosing as choices
from viktig.person.choices.actions import deciding, options, suggesting
from viktig.person.choices.models import Choosing, ChoosingStatus, Concern, Option, Proposal, ProposalKind
from viktig.person.choices.queries import state_seen, steps_of


def make_choosing(person: Account, about: str = "Whether to try a medicine", **words: object) -> Choosing:
    """Let a person write down something to choose."""
    with acting_as(person.who, because="test"):
        return choices.open_choosing(who=person.who, about=about, **words)


def make_option(
    choosing: Choosing, name: str = "Walks with a group", *, availability: str = "here", **facts: str
) -> Option:
    """Let the person add a possibility."""
    with acting_as(choosing.person_id, because="test"):
        return options.add_option(choosing=choosing, name=name, facts=facts, availability=availability)


def make_concern(choosing: Choosing, words: str = "To sleep") -> Concern:
    """Let the person write what matters."""
    new_id = uuid4()
    with acting_as(choosing.person_id, because="test"):
        choices.add_concerns(choosing=choosing, texts={new_id: words})
        return Concern.unguarded.get(pk=new_id)


def make_settled(
    choosing: Choosing,
    option: Option | None = None,
    *,
    result: ChoosingStatus = ChoosingStatus.DECIDED,
    words: str = "",
    theirs: str = "",
    **more: object,
) -> Choosing:
    """Let the person settle it, as it stands now."""
    with acting_as(choosing.person_id, because="test"):
        now = Choosing.unguarded.select_related("person__place").get(pk=choosing.pk)
        given = {"review_on": None, "seen": state_seen(now, steps_of(now))} | more
        deciding.settle(choosing=now, result=result, option=option, words=words, theirs=theirs, **given)
        now.refresh_from_db()
    return now


def make_helper(choosing: Choosing, *, level: Level = Level.SUGGEST, alone: bool = True) -> Account:
    """Return somebody whom the person lets see a choice. alone: this one, and not the whole room."""
    helper = make_account(name="Kim")
    make_share(choosing.person_id, helper.who, room=Room.CHOICES, item=choosing.pk if alone else None, level=level)
    return helper


def make_proposal(
    choosing: Choosing,
    by: Account,
    *,
    kind: ProposalKind = ProposalKind.VIEW,
    option: Option | None = None,
    ready: bool = True,
    **load: str,
) -> Proposal:
    """Let somebody suggest something."""
    with acting_as(by.who, because="test"):
        return suggesting.suggest(
            choosing=choosing,
            by=by,
            kind=kind,
            option=option,
            proposal_id=uuid4(),
            load=load or {"words": "I would wait."},
            ready=ready,
        )
