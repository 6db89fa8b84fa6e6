"""What somebody who helps suggests: it lies on the person's page from the first letter, and only the person takes it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten
from viktig.person.choices.actions.choosing import locked
from viktig.person.choices.facts import FACTS
from viktig.person.choices.models import Choosing, Option, Proposal, ProposalKind
from viktig.person.choices.queries import questions_in, receiver_name

LOAD = ("words", "name", "availability", *FACTS)


class PutAway(RuleBroken):
    """The person has laid the suggestion aside or taken it, so it is not written any further."""


def suggest(
    *,
    choosing: Choosing,
    by: Account,
    kind: ProposalKind,
    proposal_id: UUID,
    load: Mapping[str, Any],
    ready: bool,
    option: Option | None = None,
) -> Proposal:
    """Write a suggestion on the person's own page.

    proposal_id: minted with the form; writing on changes the same row. ready: they have finished, and the person is told,
    once. Raises PutAway, and NothingWritten when it is ready and empty.
    """
    texts = {name: str(load.get(name) or "") for name in LOAD if load.get(name)}
    said = {name for name in texts if name != "availability" and texts[name].strip()}
    if ready and not said:
        raise NothingWritten(_("Write something first."))
    written = Proposal.unguarded.filter(pk=proposal_id, choosing=choosing, by=by.who, kind=kind).first()
    if written is None:
        written = _begin(choosing, by, kind, proposal_id, option)
    if not written.is_open or written.taken_on:
        raise PutAway(_("This suggestion was taken or laid aside. Your words are below. Copy them to begin a new one."))
    was_ready = bool((written.load or {}).get("ready"))
    written.load = texts | {"ready": ready}
    written.save(update_fields=["load", "changed_at"])
    if ready and not was_ready:
        tell(choosing.person_id, address=reverse("person:choices-choosing", args=[choosing.pk]))
    return written


def _begin(choosing: Choosing, by: Account, kind: ProposalKind, proposal_id: UUID, option: Option | None) -> Proposal:
    new = Proposal(
        id=proposal_id,
        person_id=choosing.person_id,
        choosing=choosing,
        option=option,
        kind=kind,
        by=by.who,
        by_name=receiver_name(choosing, by.who),
        load={"ready": False},
    )
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        # Two letters arrived at once: the other made the row. Or the id is not ours to write under.
        there = Proposal.unguarded.filter(pk=proposal_id, choosing=choosing, by=by.who, kind=kind).first()
        if there is None:
            raise Http404 from None
        return there
    return new


def put_away(*, proposal: Proposal) -> None:
    """Lay a suggestion aside, without a reason: the person says not this time, or who wrote it takes it back."""
    Proposal.unguarded.filter(pk=proposal.pk).update(is_open=False)


def bring_back(*, proposal: Proposal) -> None:
    """Take up a suggestion again that was laid aside."""
    Proposal.unguarded.filter(pk=proposal.pk).update(is_open=True)


@transaction.atomic
def take_question(*, proposal: Proposal) -> None:
    """Put a suggested question among those the person takes along. Taking it twice puts it there once."""
    now = locked(proposal.choosing)
    question = " ".join(str((proposal.load or {}).get("words", "")).split())
    if question and question not in questions_in(now.questions):
        now.questions = f"{now.questions}\n{question}".strip()
        now.save(update_fields=["questions"])
    mark_taken(proposal)


def let_stand(*, proposal: Proposal) -> None:
    """Let somebody's view stand beside the person's own words, as they wrote it; they can change it no more."""
    mark_taken(proposal)


def take_away(*, proposal: Proposal) -> None:
    """Let a view stand there no more; it lies among what was laid aside."""
    Proposal.unguarded.filter(pk=proposal.pk).update(taken_on=None, is_open=False)


def mark_taken(proposal: Proposal) -> None:
    """Note that the person has taken a suggestion; of one that was taken before, the day stays."""
    Proposal.unguarded.filter(pk=proposal.pk, taken_on=None).update(taken_on=clock.today(), is_open=True)
