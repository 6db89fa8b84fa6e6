"""What a person does with their goals. Nothing is a failure: a goal moves in any direction, and each move can be undone."""

import uuid
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.privacy.actions import end_shares
from viktig.ground.words.areas import LifeArea
from viktig.person.actions import said, unchanged, written_once
from viktig.person.plan import counted
from viktig.person.plan.actions.rules import MovedMeanwhile
from viktig.person.plan.models import Goal, GoalStatus, Moment, MomentKind, Plan
from viktig.person.plan.queries import goal_fingerprint


def add_goal(
    *,
    plan: Plan,
    words: str,
    area: LifeArea | str,
    why: str = "",
    with_whom: str = "",
    sign: str = "",
    is_important: bool = False,
    new_id: UUID | None = None,
) -> Goal:
    """Write down something the person wants; it comes last in its life area. Raises NothingWritten.

    new_id: minted with the form, so that a double click or a retry writes it once. That somebody has a goal in this area
    is counted.
    """
    goal = Goal(
        id=new_id or uuid.uuid4(),
        person_id=plan.person_id,
        plan=plan,
        area=area,
        words=said(words),
        why=why.strip(),
        with_whom=with_whom.strip(),
        sign=sign.strip(),
        is_important=is_important,
        position=_after_the_last(plan, area),
        written_at=clock.now(),
    )
    kept = written_once(goal)
    if kept is goal:
        counted.count_goal(goal)
    return kept


@transaction.atomic
def write_goal(
    *,
    goal: Goal,
    words: str,
    area: LifeArea | str,
    why: str,
    with_whom: str,
    sign: str,
    is_important: bool,
    seen: str,
) -> None:
    """Write a goal anew; what it said before is kept on its way. seen: the fingerprint of what the form showed.

    Raises NothingWritten, WrittenMeanwhile.
    """
    words = said(words)
    now = Goal.unguarded.select_for_update().get(pk=goal.pk)
    unchanged(seen, goal_fingerprint(now))
    if words != now.words:
        Moment(person_id=now.person_id, goal=now, kind=MomentKind.BEFORE, words=now.words, at=now.written_at).save(
            force_insert=True
        )
        now.words, now.written_at = words, clock.now()
    if area != now.area:
        now.area, now.position = str(area), _after_the_last(now.plan, area)
    now.why, now.with_whom, now.sign, now.is_important = why.strip(), with_whom.strip(), sign.strip(), is_important
    now.save(update_fields=["words", "written_at", "area", "position", "why", "with_whom", "sign", "is_important"])


@transaction.atomic
def move_goal_to(*, goal: Goal, to: GoalStatus, seen: str) -> None:
    """Say where a goal is now: in any order, and back again. When it moved is kept, for the person to look back on.

    seen: the status that the page showed. The same move twice is one. Raises MovedMeanwhile.
    """
    now = Goal.unguarded.select_for_update().get(pk=goal.pk)
    if now.status == to:
        return
    if now.status != seen:
        raise MovedMeanwhile(
            _("This was moved in another window after you opened it here. Look where it is now, then choose again.")
        )
    now.status = to
    now.save(update_fields=["status"])
    Moment(person_id=now.person_id, goal=now, kind=MomentKind.STATUS, status=to, at=clock.now()).save(force_insert=True)


def note_on_goal(*, goal: Goal, words: str, new_id: UUID | None = None) -> Moment:
    """Write how it goes with a goal. Raises NothingWritten. new_id: as in `add_goal`."""
    return written_once(
        Moment(
            id=new_id or uuid.uuid4(),
            person_id=goal.person_id,
            goal=goal,
            kind=MomentKind.NOTE,
            words=said(words),
            at=clock.now(),
        )
    )


@transaction.atomic
def move_goal(*, goal: Goal, steps: int) -> None:
    """Move a goal within its life area: -1 is one up, 1 is one down. At the end of the list nothing happens."""
    beside = Goal.unguarded.filter(plan_id=goal.plan_id, area=goal.area)
    order = list(beside.select_for_update().order_by("position", "written_at", "pk").values_list("pk", "position"))
    ids = [pk for pk, _position in order]
    here = ids.index(goal.pk)
    ids.insert(min(max(here + steps, 0), len(ids) - 1), ids.pop(here))
    had = dict(order)
    for position, pk in enumerate(ids):
        if had[pk] != position:
            Goal.unguarded.filter(pk=pk).update(position=position)


@transaction.atomic
def delete_goal(*, goal: Goal) -> None:
    """Delete a goal with its steps, what others should do for it, and the shares of it alone. It was asked twice."""
    end_shares(person=goal.person_id, item=goal.pk)
    Goal.unguarded.filter(pk=goal.pk).delete()


def _after_the_last(plan: Plan, area: LifeArea | str) -> int:
    last: int | None = Goal.unguarded.filter(plan=plan, area=area).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
