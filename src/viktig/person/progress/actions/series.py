"""Goals, forms, and what should be done differently."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, unchanged, written_once
from viktig.person.progress import scoring
from viktig.person.progress.counted import count_heard, count_outcome
from viktig.person.progress.lines import GOAL_RULE
from viktig.person.progress.models import GOAL, Change, Filling, Outcome, Series
from viktig.person.progress.packs import Form, Item

GOAL_FORM = {"id": GOAL, "version": "1", "language": "", "licence": GOAL_RULE.licence, "scoring": 1, "safety": []}
Answers = Mapping[str, int | str | None]


class NothingAnswered(RuleBroken):
    """No question was answered."""


def add_goal(*, who: UUID, words: str, new_id: UUID | None = None) -> Series:
    """Begin to follow a goal. new_id: minted with the form, so that a double click adds it once. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write what you want to reach. A few words are enough."))
    goal = Series(
        id=new_id or uuid.uuid4(), person_id=who, instrument=GOAL, words=words.strip(), started_on=clock.today()
    )
    return written_once(goal)


@transaction.atomic
def rewrite_goal(*, series: Series, words: str, seen: str) -> None:
    """Write a goal anew; the numbers keep the words they were given for. Raises NothingWritten, WrittenMeanwhile.

    seen: fingerprint of the words when the form was opened.
    """
    if not words.strip():
        raise NothingWritten(_("Write what you want to reach. You can also lay it aside."))
    now = Series.unguarded.select_for_update().get(pk=series.pk)
    unchanged(seen, fingerprint_of(now.words))
    now.words = words.strip()
    now.save(update_fields=["words"])


def lay_aside(*, series: Series) -> None:
    """Follow something no more. No reason is asked for, and it can be taken back."""
    Series.unguarded.filter(pk=series.pk).update(laid_aside=True)


def take_back(*, series: Series) -> None:
    """Take back what was laid aside."""
    Series.unguarded.filter(pk=series.pk).update(laid_aside=False)


def delete_series(*, series: Series) -> None:
    """Delete something with all its numbers and the shares of it alone. It was asked twice; it cannot be undone."""
    end_shares(person=series.person_id, item=series.pk)
    series.delete()


def rate_goal(*, series: Series, number: int, on: date, words: str = "", new_id: UUID | None = None) -> Filling:
    """Say how near a goal is now, 0 to 10. new_id: as in `add_goal`."""
    answers = [{"item": GOAL, "question": series.words, "value": number, "answer": str(number)}]
    return written_once(
        Filling(
            id=new_id or uuid.uuid4(),
            person_id=series.person_id,
            series=series,
            form=GOAL_FORM | {"title": series.words},
            answers=answers,
            score=scoring.score(GOAL_RULE, {GOAL: number}, {GOAL: (0, 10)}),
            words=words.strip(),
            on=on,
            filled_at=clock.now(),
        )
    )


@transaction.atomic
def fill_in(
    *, person: Person, form: Form, answers: Answers, on: date, words: str = "", new_id: UUID | None = None
) -> Filling:
    """Fill in a form; it joins what was filled in before. answers: by item, None or "" where nothing was answered.

    new_id: as in `add_goal`. Raises NothingAnswered.
    """
    if not any(answer not in (None, "") for answer in answers.values()):
        raise NothingAnswered(_("Answer one question at least, or go back."))
    said = [said_of(item, answers.get(item.id)) for item in form.questions]
    filling = Filling(
        id=new_id or uuid.uuid4(),
        person_id=person.pk,
        series=series_of(person.pk, form.id),
        form=stored(form),
        answers=said,
        score=score_of(form, said),
        words=words.strip(),
        on=on,
        filled_at=clock.now(),
    )
    is_new = not Filling.unguarded.filter(pk=filling.pk).exists()
    filling = written_once(filling)
    if is_new and form.rule.after_meeting:
        count_heard(person, filling)
    return filling


@transaction.atomic
def choose_questions(*, who: UUID, form: Form, left_out: Collection[str], seen: str) -> None:
    """Say which questions of a form do not matter; from now on the others alone are asked.

    seen: fingerprint of what was left out when the page was opened. Raises WrittenMeanwhile.
    """
    now = Series.unguarded.select_for_update().get(pk=series_of(who, form.id).pk)
    unchanged(seen, fingerprint_of(now.left_out or []))
    now.left_out = sorted(left_out)
    now.save(update_fields=["left_out"])


def delete_filling(*, filling: Filling) -> None:
    """Delete what was said one time. It was asked twice; it cannot be undone."""
    filling.delete()


def agree(*, who: UUID, words: str, whom: str = "", new_id: UUID | None = None) -> Change:
    """Write down what should be done differently. new_id: as in `add_goal`. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write what should be done differently."))
    return written_once(
        Change(
            id=new_id or uuid.uuid4(), person_id=who, words=words.strip(), whom=whom.strip(), agreed_on=clock.today()
        )
    )


@transaction.atomic
def say_outcome(*, change: Change, outcome: Outcome | str, became: str, seen: str) -> None:
    """Say what became of something that should be done differently. The first outcome is counted, with nobody in it.

    seen: fingerprint of what stood there when the form was opened. Raises WrittenMeanwhile.
    """
    now = Change.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=change.pk)
    unchanged(seen, fingerprint_of(now.outcome, now.became))
    now.outcome, now.became = str(outcome), became.strip()
    if now.outcome != Outcome.OPEN and not now.is_counted:
        now.is_counted = count_outcome(now.person, now)
    now.save(update_fields=["outcome", "became", "is_counted"])


def delete_change(*, change: Change) -> None:
    """Delete something that should be done differently. It was asked twice; it cannot be undone."""
    change.delete()


def said_of(item: Item, answer: int | str | None) -> dict[str, Any]:
    """Return what is kept of one question and its answer."""
    value = answer if isinstance(answer, int) else None
    chosen = [words for one, words in item.options if one == value]
    words = "".join(chosen) if item.options else str(answer or "").strip()
    return {"item": item.id, "question": item.text, "value": value, "answer": words}


def stored(form: Form) -> dict[str, Any]:
    """Return what is kept of a form with each filling, so that its number can be worked out again."""
    return {
        "id": form.id,
        "title": form.title,
        "version": form.version,
        "language": form.language,
        "licence": form.rule.licence,
        "scoring": form.rule.version,
        "safety": sorted(form.rule.safety),
    }


def score_of(form: Form, said: Sequence[Mapping[str, Any]]) -> int | float | None:
    """Return the number of a form, or None. said: what `said_of` gave of each question."""
    ranges = {item.id: item.values for item in form.questions if item.options}
    return scoring.score(form.rule, {one["item"]: one["value"] for one in said}, ranges)


def series_of(who: UUID, instrument: str) -> Series:
    """Return a person's own line of a form; it is begun if it is not there."""
    own = Series.unguarded.filter(person_id=who, instrument=instrument, by_other=False)
    found = own.first()
    if found is None:
        found = Series(person_id=who, instrument=instrument, started_on=clock.today())
        try:
            with transaction.atomic():
                found.save(force_insert=True)
        except IntegrityError:  # filled in in two tabs at once
            found = own.get()
    return found
