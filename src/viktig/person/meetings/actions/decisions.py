"""What is decided, in plain words. Nothing is decided before the person has read it and said so."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.person.actions import said, unchanged, written_once
from viktig.person.meetings.actions.rules import NothingIsWrittenDown, NotNow, signed
from viktig.person.meetings.models import DecisionStatus, Meeting, MeetingDecision
from viktig.person.meetings.queries import words_fingerprint
from viktig.person.plan.actions import add_measure
from viktig.person.plan.models import Side
from viktig.person.plan.queries import plan_of

READ_IT_AGAIN = _("This was changed in another window. Read it once more.")


def propose(
    *,
    meeting: Meeting,
    by: Account,
    words: str,
    who_does: str = "",
    by_when: date | None = None,
    new_id: UUID | None = None,
) -> MeetingDecision:
    """Write down what could be decided. Only the person, and whoever wrote it, sees it until it is fixed.

    Where somebody else writes it, the person is told. Raises NothingWritten, NothingIsWrittenDown. new_id: of the form.
    """
    if not Meeting.unguarded.filter(pk=meeting.pk, writes_down=True).exists():
        raise NothingIsWrittenDown(_("Nothing is written down in this meeting. The person has decided that."))
    decision = MeetingDecision(
        id=new_id or uuid.uuid4(),
        person_id=meeting.person_id,
        meeting=meeting,
        words=said(words),
        who_does=who_does.strip(),
        by_when=by_when,
        written_at=clock.now(),
        **signed(meeting, by),
    )
    kept = written_once(decision)
    if kept is decision and by.who != meeting.person_id:
        tell(meeting.person_id, address=reverse("person:meetings-detail", args=[meeting.pk]))
    return kept


@transaction.atomic
def write_decision(*, decision: MeetingDecision, words: str, who_does: str, by_when: date | None, seen: str) -> None:
    """Let the person write what was proposed in other words. It is their own proposal from then on.

    seen: the fingerprint of what the form showed. Raises NothingWritten, WrittenMeanwhile, NotNow where it is fixed.
    """
    words = said(words)
    now = MeetingDecision.unguarded.select_for_update().get(pk=decision.pk)
    unchanged(seen, words_fingerprint(now))
    if now.status == DecisionStatus.FIXED:
        raise NotNow(_("This is decided. Take it up again before you change it."))
    now.words, now.who_does, now.by_when = words, who_does.strip(), by_when
    now.status, now.by, now.by_name = DecisionStatus.PROPOSED, now.person_id, ""
    now.save(update_fields=["words", "who_does", "by_when", "status", "by", "by_name"])


@transaction.atomic
def fix(*, decision: MeetingDecision, seen: str) -> None:
    """Decide what the person has read; it is theirs from then on, with the name of whoever proposed it.

    seen: the fingerprint of the words that were read. Twice is once. Raises NotNow.
    """
    now = MeetingDecision.unguarded.select_for_update().get(pk=decision.pk)
    if seen != words_fingerprint(now):
        raise NotNow(READ_IT_AGAIN)
    if now.status != DecisionStatus.FIXED:
        now.status, now.fixed_at, now.by = DecisionStatus.FIXED, clock.now(), now.person_id
        now.save(update_fields=["status", "fixed_at", "by"])


@transaction.atomic
def put_in_plan(*, decision: MeetingDecision, side: Side | str) -> None:
    """Let what was decided stand in the person's plan too: who does what by when. Twice is once, with the same id.

    side: who does it. Raises NotNow where it is not decided, or there is no plan; and what a plan asks: somebody who
    answers for it, and a day.
    """
    now = MeetingDecision.unguarded.select_for_update().get(pk=decision.pk)
    plan = plan_of(now.person_id)
    if now.status != DecisionStatus.FIXED:
        raise NotNow(_("This is not decided yet."))
    if plan is None:
        raise NotNow(_("You have no plan yet. It stays here."))
    measure = add_measure(plan=plan, words=now.words, side=side, name=now.who_does, due_on=now.by_when, new_id=now.pk)
    now.in_plan = measure.pk
    now.save(update_fields=["in_plan"])


def take_up_again(*, decision: MeetingDecision) -> None:
    """Take up again what was decided, or not decided: it is proposed once more, and only the person sees it."""
    MeetingDecision.unguarded.filter(pk=decision.pk).update(status=DecisionStatus.PROPOSED, fixed_at=None)


@transaction.atomic
def let_be(*, decision: MeetingDecision) -> None:
    """Say that it is not decided, without a reason. What is fixed must be taken up again first: then nothing happens."""
    MeetingDecision.unguarded.filter(pk=decision.pk, status=DecisionStatus.PROPOSED).update(
        status=DecisionStatus.LET_BE
    )
