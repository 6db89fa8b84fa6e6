"""Who does what by when. What others do has exactly one who answers for it, and one day; one's own steps need neither."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.actions import said, unchanged, written_once
from viktig.person.plan import counted
from viktig.person.plan.actions.rules import MovedMeanwhile, NobodyResponsible, NoDay, in_order
from viktig.person.plan.models import Goal, Measure, MeasureStatus, Plan, Side
from viktig.person.plan.queries import measure_fingerprint


def add_step(*, goal: Goal, words: str, due_on: date | None = None, new_id: UUID | None = None) -> Measure:
    """Write down a small step of the person's own on the way of a goal; a day only if they want one. As `add_measure`."""
    return add_measure(plan=goal.plan, goal=goal, side=Side.ME, words=words, due_on=due_on, new_id=new_id)


def add_measure(
    *,
    plan: Plan,
    words: str,
    side: Side | str = Side.SYSTEM,
    role: str = "",
    name: str = "",
    due_on: date | None = None,
    goal: Goal | None = None,
    by: UUID | None = None,
    extent: str = "",
    decision: str = "",
    starts_on: date | None = None,
    new_id: UUID | None = None,
) -> Measure:
    """Write down what shall be done, who answers for it and by when. What others do is counted, with nobody in it.

    goal: what it is for; None for the whole plan. role, name: exactly one who answers for it; one of the two is enough.
    by: their `who`, if the person shares the plan with them. new_id: minted with the form: sent twice it is one.
    Raises NothingWritten, NobodyResponsible, NoDay, DateBeforeStart.
    """
    checked(side=side, role=role, name=name, starts_on=starts_on, due_on=due_on)
    beside = Measure.unguarded.filter(plan=plan, goal=goal).aggregate(last=Max("position"))["last"]
    measure = Measure(
        id=new_id or uuid.uuid4(),
        person_id=plan.person_id,
        plan=plan,
        goal=goal,
        side=side,
        words=said(words),
        role=role.strip(),
        name=name.strip(),
        by=by,
        extent=extent.strip(),
        decision=decision.strip(),
        starts_on=starts_on,
        due_on=due_on,
        position=0 if beside is None else beside + 1,
    )
    kept = written_once(measure)
    if kept is measure and side != Side.ME:
        counted.count_measure(measure)
    return kept


def checked(*, side: Side | str, role: str, name: str, starts_on: date | None, due_on: date | None) -> None:
    """Let it stand if it has what it needs. Raises NobodyResponsible, NoDay, DateBeforeStart."""
    in_order(starts_on, due_on, field="due_on")
    if side == Side.ME:
        return
    if not role.strip() and not name.strip():
        raise NobodyResponsible(_("Write who answers for it: one office, one role or one name."))
    if due_on is None:
        raise NoDay(_("Choose the day by which it should be done."))


@transaction.atomic
def write_measure(
    *,
    measure: Measure,
    words: str,
    role: str = "",
    name: str = "",
    by: UUID | None = None,
    extent: str = "",
    decision: str = "",
    starts_on: date | None = None,
    due_on: date | None = None,
    seen: str,
) -> None:
    """Write it anew. A new one who answers for it takes over from whoever has left; a new day is reminded of anew.

    seen: the fingerprint of what the form showed. Raises as `add_measure`, and WrittenMeanwhile.
    """
    now = Measure.unguarded.select_for_update().get(pk=measure.pk)
    checked(side=now.side, role=role, name=name, starts_on=starts_on, due_on=due_on)
    words = said(words)
    unchanged(seen, measure_fingerprint(now))
    if (role.strip(), name.strip(), by) != (now.role, now.name, now.by):
        now.has_left = False
    if due_on != now.due_on:
        now.reminded_on, now.late_because = None, ""
    now.words, now.role, now.name, now.by = words, role.strip(), name.strip(), by
    now.extent, now.decision, now.starts_on, now.due_on = extent.strip(), decision.strip(), starts_on, due_on
    now.save()


@transaction.atomic
def set_status(*, measure: Measure, to: MeasureStatus, seen: str) -> None:
    """Say where it is: in any order, and back again. What others did is counted once, in time or late.

    seen: the status that the page showed. The same twice is one. Raises MovedMeanwhile.
    """
    now = _moved(measure, to, seen)
    if now is None:
        return
    if to == MeasureStatus.DONE and now.side != Side.ME and not now.is_counted:
        counted.count_end(now, in_time=now.due_on is None or clock.today() <= now.due_on)
        now.is_counted = True
    now.save(update_fields=["status", "is_counted"])


@transaction.atomic
def was_refused(*, measure: Measure, refusal: str, appeal_by: date | None, seen: str) -> None:
    """Keep that they said no, with the reason they gave, and until when one can complain. The first time it is counted.

    Raises MovedMeanwhile, DateBeforeStart for a day to complain that is before the measure begins.
    """
    in_order(measure.starts_on, appeal_by, field="appeal_by")
    now = _moved(measure, MeasureStatus.REFUSED, seen)
    is_first = now is not None
    now = now or Measure.unguarded.select_for_update().get(pk=measure.pk)
    now.refusal, now.appeal_by = refusal.strip(), appeal_by
    if is_first and not now.is_counted:
        counted.count_end(now, in_time=False)
        now.is_counted = True
    now.save(update_fields=["status", "refusal", "appeal_by", "is_counted"])


def _moved(measure: Measure, to: MeasureStatus, seen: str) -> Measure | None:
    """Return the measure with its new status, not yet saved; None, if it has that already. Raises MovedMeanwhile."""
    now = Measure.unguarded.select_for_update(of=("self",)).select_related("plan__person__place").get(pk=measure.pk)
    if now.status == to:
        return None
    if now.status != seen:
        raise MovedMeanwhile(
            _("This was moved in another window after you opened it here. Look where it is now, then choose again.")
        )
    now.status = to
    return now


def responsible_has_left(*, measure: Measure) -> None:
    """Keep that whoever answered for it does not any more. It stands as it is, until somebody takes it."""
    Measure.unguarded.filter(pk=measure.pk).update(has_left=True, by=None)


@transaction.atomic
def say_why_late(*, measure: Measure, words: str) -> None:
    """Keep what whoever answers for it said about why it is not done; empty words take it away."""
    now = Measure.unguarded.select_for_update().get(pk=measure.pk)
    now.late_because = words.strip()
    now.save(update_fields=["late_because"])


def delete_measure(*, measure: Measure) -> None:
    """Delete it for good. It was asked twice."""
    Measure.unguarded.filter(pk=measure.pk).delete()
