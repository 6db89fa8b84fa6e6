"""Settling a choice, trying it, looking back at it, and changing one's mind."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Place
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.choices.actions.choosing import locked
from viktig.person.choices.counted import count_how, count_settled
from viktig.person.choices.models import Choosing, ChoosingStatus, ChoosingStep, Option
from viktig.person.choices.queries import name_of, settled_last, state_seen, steps_of
from viktig.person.choices.states import NEXT, may_become

FARTHEST = timedelta(days=3 * 365)


class NotNow(RuleBroken):
    """From where the choice is now, it cannot go there."""


class DateOutOfReach(RuleBroken):
    """The day to look back is past, or too far away."""


class NothingChosen(RuleBroken):
    """No possibility was named."""


class AnsweredBefore(RuleBroken):
    """The questions about how it was done were answered before."""


def move(*, choosing: Choosing, to: ChoosingStatus, seen: str) -> None:
    """Move a choice that is not settled, or say that it was tried. seen: the status that the page showed. Raises NotNow.

    The same move twice is one.
    """
    with transaction.atomic():
        now = locked(choosing)
        if now.status == to:
            return
        if now.status != seen or to not in NEXT[now.status] or to == ChoosingStatus.REVIEWED:
            raise NotNow(_("This was moved in another window after you opened it here. Look where it is now."))
        if to == ChoosingStatus.TRIED:
            _write_down(now, to, name=_chosen_name(now))
        Choosing.unguarded.filter(pk=now.pk).update(status=to)


@transaction.atomic
def settle(
    *,
    choosing: Choosing,
    result: ChoosingStatus,
    option: Option | None,
    words: str,
    theirs: str,
    review_on: date | None,
    seen: str,
) -> None:
    """Say what became of a choice: a possibility, later, somebody else chooses, or no agreement. Earlier ends are kept.

    The first time it is counted, with nobody in it: how many possibilities could be had. seen: `state_seen` of what the
    form showed. Raises NothingChosen, NothingWritten, DateOutOfReach, WrittenMeanwhile.
    """
    now, words, theirs = locked(choosing), words.strip(), theirs.strip()
    steps = steps_of(now)
    if seen != state_seen(now, steps):
        last = settled_last(steps)
        if last and (last.status, last.words, last.theirs) == (result, words, theirs) and now.review_on == review_on:
            return
        raise WrittenMeanwhile
    if result == ChoosingStatus.DECIDED and (option is None or option.choosing_id != now.pk):
        raise NothingChosen(_("Choose one of the possibilities."))
    if result == ChoosingStatus.DISAGREED and not words:
        raise NothingWritten(_("Write how you see it. Both views stand here, side by side."))
    _check_day(review_on)
    now.status, now.review_on = result, review_on
    now.chosen = option.pk if option and result == ChoosingStatus.DECIDED else None
    _write_down(now, result, name=name_of(option) if option and now.chosen else "", words=words, theirs=theirs)
    if not now.is_counted:
        now.is_counted = count_settled(now, list(Option.unguarded.filter(choosing=now)), place=choosing.person.place)
    now.save(update_fields=["status", "chosen", "review_on", "is_counted"])


@transaction.atomic
def look_back(*, choosing: Choosing, words: str, review_on: date | None, seen: str) -> None:
    """Write how it is now, and perhaps when to look again. Raises NotNow, DateOutOfReach, WrittenMeanwhile."""
    now, words = locked(choosing), words.strip()
    steps = steps_of(now)
    if seen != state_seen(now, steps):
        last = steps[-1] if steps else None
        if last and (last.status, last.words, now.review_on) == (ChoosingStatus.REVIEWED, words, review_on):
            return
        raise WrittenMeanwhile
    if not may_become(now.status, ChoosingStatus.REVIEWED):
        raise NotNow(_("There is nothing to look back at yet."))
    _check_day(review_on)
    _write_down(now, ChoosingStatus.REVIEWED, name=_chosen_name(now), words=words)
    Choosing.unguarded.filter(pk=now.pk).update(status=ChoosingStatus.REVIEWED, review_on=review_on)


@transaction.atomic
def change_my_mind(*, choosing: Choosing) -> None:
    """Take a settled choice up again, without a reason. What was settled before stays in its history."""
    now = locked(choosing)
    if now.status not in (ChoosingStatus.OPENED, ChoosingStatus.INFORMED, ChoosingStatus.THINKING):
        _write_down(now, ChoosingStatus.THINKING)
        Choosing.unguarded.filter(pk=now.pk).update(status=ChoosingStatus.THINKING, chosen=None, review_on=None)


@transaction.atomic
def say_how_it_was(*, choosing: Choosing, answers: Mapping[str, str], place: Place) -> None:
    """Count how it was to choose, each answer by itself and with nobody in it; no answer is kept here.

    Raises NotNow, NothingWritten, AnsweredBefore.
    """
    now = locked(choosing)
    if now.is_asked:
        raise AnsweredBefore(_("You have answered this. Thank you."))
    if now.status in (ChoosingStatus.OPENED, ChoosingStatus.INFORMED, ChoosingStatus.THINKING):
        raise NotNow(_("You can say how it was when it is settled."))
    answered = {question: answer for question, answer in answers.items() if answer}
    if not answered:
        raise NothingWritten(_("Choose an answer, or go back."))
    count_how(answered, place=place)
    Choosing.unguarded.filter(pk=now.pk).update(is_asked=True)


def remind(*, choosing_id: UUID) -> None:
    """Tell whoever acts that the day has come to look back at a choice. No words of it are in the letter."""
    found = Choosing.unguarded.filter(pk=choosing_id, review_on=clock.today()).first()
    if found is not None:
        tell(found.person_id, address=reverse("person:choices-choosing", args=[found.pk]))


def _check_day(review_on: date | None) -> None:
    today = clock.today()
    if review_on is not None and not today < review_on <= today + FARTHEST:
        raise DateOutOfReach(_("Choose a day from tomorrow on, within three years."))


def _chosen_name(now: Choosing) -> str:
    option = Option.unguarded.filter(pk=now.chosen).first() if now.chosen else None
    return name_of(option) if option else ""


def _write_down(now: Choosing, status: ChoosingStatus, *, name: str = "", words: str = "", theirs: str = "") -> None:
    last: int | None = ChoosingStep.unguarded.filter(choosing=now).aggregate(last=Max("number"))["last"]
    ChoosingStep(
        person_id=now.person_id,
        choosing=now,
        number=(last or 0) + 1,
        status=status,
        name=name,
        words=words,
        theirs=theirs,
        on=clock.today(),
    ).save(force_insert=True)
