"""The plan itself: told, wanted or declined, prepared, lived by, changed, ended, taken up again."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.access.queries import open_shares
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import Room
from viktig.person.actions import unchanged, written_once
from viktig.person.plan import counted
from viktig.person.plan.actions.rules import NotNow, in_order
from viktig.person.plan.models import (
    EndReason,
    Goal,
    How,
    Measure,
    Plan,
    PlanKind,
    PlanStatus,
    PlanVersion,
    Side,
)
from viktig.person.plan.parts import PlanPart
from viktig.person.plan.queries import dates_fingerprint, overdue_measures, part_fingerprint
from viktig.person.plan.states import may_move
from viktig.person.plan.versions import content_of


def begin_plan(*, who: UUID, status: PlanStatus = PlanStatus.TOLD, kind: PlanKind | str = PlanKind.COORDINATED) -> Plan:
    """Return a person's plan; begin one, if there is none. The same again changes nothing.

    What the person says with it, that they want one or not, is counted once.
    """
    if had := Plan.unguarded.filter(person_id=who).first():
        return had
    plan = Plan(person_id=who, status=status, kind=kind, changed_on=clock.today(), parts={})
    with transaction.atomic():
        Plan.unguarded.bulk_create([plan], ignore_conflicts=True)
    made = Plan.unguarded.get(person_id=who)
    if made.pk == plan.pk:
        _count_wish(made)
    return made


def _count_wish(plan: Plan) -> None:
    if plan.status in {PlanStatus.WANTED, PlanStatus.DECLINED}:
        counted.count_wanted(plan, wants=plan.status == PlanStatus.WANTED)


def note_told(*, plan: Plan, told_by: str, told_how: str, told_on: date | None) -> None:
    """Keep who told the person that they can have a plan, when and how. The first time it is counted, without names."""
    is_first = not plan.told_how
    plan.told_by, plan.told_how, plan.told_on = told_by.strip(), told_how, told_on
    plan.save(update_fields=["told_by", "told_how", "told_on"])
    if is_first:
        counted.count_told(plan)


def told_at_work(*, organisation: Organisation, how: How | str, number: int) -> None:
    """Count that somebody who works there told people that they can have a plan: how many, and nothing about anybody."""
    counted.count_told_by(organisation, how=how, number=number)


@transaction.atomic
def move_plan(*, plan: Plan, to: PlanStatus, kind: PlanKind | str | None = None) -> Plan:
    """Move the plan: the person wants it, declines it, prepares it, lives by it, changes it.

    When the person begins to live by it, what it says is kept as a version. The same move twice is one. Raises NotNow.
    """
    now = Plan.unguarded.select_for_update().get(pk=plan.pk)
    if now.status == to and (kind is None or kind == now.kind):
        return now
    if now.status != to and not may_move(now.status, to):
        raise NotNow(_("The plan is somewhere else now. Look where it is, then choose again."))
    has_moved = now.status != to
    now.status, now.kind, now.changed_on = to, kind or now.kind, clock.today()
    if to == PlanStatus.REVISING:
        now.end_reason = ""
    now.save(update_fields=["status", "kind", "changed_on", "end_reason"])
    if has_moved:
        _count_wish(now)
    if has_moved and to == PlanStatus.ACTIVE:
        _keep_version(now)
    return now


def _keep_version(plan: Plan) -> None:
    goals, measures = list(Goal.unguarded.filter(plan=plan)), list(Measure.unguarded.filter(plan=plan))
    last: int = PlanVersion.unguarded.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    content = content_of(plan, goals, measures)
    written_once(
        PlanVersion(person_id=plan.person_id, plan=plan, number=last + 1, made_on=clock.today(), content=content)
    )


@transaction.atomic
def end_plan(*, plan: Plan, reason: EndReason | str = "") -> None:
    """End the plan; nothing is deleted, and it can be taken up again. Raises NotNow."""
    now = move_plan(plan=plan, to=PlanStatus.ENDED)
    now.end_reason = str(reason)
    now.save(update_fields=["end_reason"])


@transaction.atomic
def write_part(*, plan: Plan, part: PlanPart | str, words: str, seen: str) -> None:
    """Write one part of the plan in one's own words; empty words take it away.

    seen: the fingerprint of the words that the form showed. Raises WrittenMeanwhile.
    """
    now = Plan.unguarded.select_for_update().get(pk=plan.pk)
    unchanged(seen, part_fingerprint(now, part))
    parts = dict(now.parts or {}) | {str(part): words.strip()}
    now.parts = {code: text for code, text in parts.items() if text}
    now.save(update_fields=["parts"])


@transaction.atomic
def write_dates(*, plan: Plan, starts_on: date | None, ends_on: date | None, review_on: date | None, seen: str) -> None:
    """Say how long the plan lasts and when it is looked at again. Raises DateBeforeStart, WrittenMeanwhile."""
    in_order(starts_on, ends_on, field="ends_on")
    in_order(starts_on, review_on, field="review_on")
    now = Plan.unguarded.select_for_update().get(pk=plan.pk)
    unchanged(seen, dates_fingerprint(now))
    if review_on != now.review_on:
        now.reminded_on = None
    now.starts_on, now.ends_on, now.review_on = starts_on, ends_on, review_on
    now.save(update_fields=["starts_on", "ends_on", "review_on", "reminded_on"])


@transaction.atomic
def delete_plan(*, plan: Plan) -> None:
    """Delete the plan with all that stands in it, and the shares of it. It was asked twice; it cannot be undone."""
    end_shares(person=plan.person_id, room=Room.PLAN)
    Plan.unguarded.filter(pk=plan.pk).delete()


def remind(*, who: UUID, day: date) -> bool:
    """Tell the person once that a day has passed: of something others should have done, or to look at the plan again.

    Those who answer for it and may see the plan are told too. Return whether anybody was told.
    """
    plan = Plan.unguarded.filter(person_id=who).first()
    if plan is None:
        return False
    late = [one for one in overdue_measures(plan, day) if one.reminded_on is None and one.side != Side.ME]
    to_review = plan.review_on is not None and plan.review_on <= day and plan.reminded_on is None
    if not late and not to_review:
        return False
    Measure.unguarded.filter(pk__in=[one.pk for one in late]).update(reminded_on=day)
    if to_review:
        Plan.unguarded.filter(pk=plan.pk).update(reminded_on=day)
    tell(who, address=reverse("person:plan-own"))
    sees = {share.receiver for share in open_shares(who) if share.room == Room.PLAN and share.item is None}
    for responsible in sees & {one.by for one in late if one.by and not one.has_left}:
        tell(responsible, address=reverse("person:plan-room", args=[who]))
    return True
