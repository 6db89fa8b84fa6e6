"""A right, used or not: asking for a plan, what they answered, and what the person thinks of the work with it."""

import uuid
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.actions import said, written_once
from viktig.person.plan import counted
from viktig.person.plan.actions.rules import DateBeforeStart
from viktig.person.plan.models import Answer, MainActor, Plan, PlanAsk, PlanRating, Reason


def ask_for_plan(*, plan: Plan, to: str, asked_on: date | None = None, new_id: UUID | None = None) -> PlanAsk:
    """Keep whom the person asked for a plan, and when. It is counted, with nobody in it. Raises NothingWritten.

    new_id: minted with the form, so that a double click or a retry writes it once. Raises DateBeforeStart for a day to
    come.
    """
    day = asked_on or clock.today()
    if day > clock.today():
        raise DateBeforeStart(_("This day has not come yet. Choose today, or the day when you asked."), "asked_on")
    ask = PlanAsk(id=new_id or uuid.uuid4(), person_id=plan.person_id, plan=plan, to=said(to), asked_on=day)
    kept = written_once(ask)
    if kept is ask:
        counted.count_asked(plan)
    return kept


@transaction.atomic
def answered(*, ask: PlanAsk, answer: Answer | str, reason: Reason | str = "", words: str = "") -> None:
    """Keep what they answered. Each answer is counted once: a yes, a no with its reason, or that none came."""
    now = PlanAsk.unguarded.select_for_update(of=("self",)).select_related("plan__person__place").get(pk=ask.pk)
    now.answer, now.words = str(answer), words.strip()
    now.reason = str(reason) or Reason.NO_REASON if answer == Answer.NO else ""
    now.answered_on = clock.today() if answer in {Answer.YES, Answer.NO} else None
    done = [one for one in now.counted.split(",") if one]
    if answer != Answer.WAITING and answer not in done:
        counted.count_answer(now)
        now.counted = ",".join([*done, str(answer)])
    now.save(update_fields=["answer", "words", "reason", "answered_on", "counted"])


def delete_ask(*, ask: PlanAsk) -> None:
    """Delete it for good. It was asked twice; what was counted has nobody in it, and stays."""
    PlanAsk.unguarded.filter(pk=ask.pk).delete()


def rate(*, plan: Plan, main_actor: MainActor | str, words: str = "", new_id: UUID | None = None) -> PlanRating:
    """Keep what the person thinks of the work with the plan; only the answer is counted, never the words."""
    rating = PlanRating(
        id=new_id or uuid.uuid4(),
        person_id=plan.person_id,
        plan=plan,
        main_actor=main_actor,
        words=words.strip(),
        rated_on=clock.today(),
    )
    kept = written_once(rating)
    if kept is rating:
        counted.count_rating(rating)
    return kept
