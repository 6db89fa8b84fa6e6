"""A form that is filled in once, by whoever holds eight words: the person elsewhere, or somebody they name.

What lies ready leads to nobody: it is found by a digest of the words and sealed with a key made of them. The words stand in
the person's own row, sealed with theirs. So the answer is looked for from the person's side, and then it is gone there.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.access.authorize import person_of
from viktig.ground.notify.actions import tell
from viktig.ground.privacy.sealing import Broken, digest, seal, unseal
from viktig.ground.rules import RuleBroken
from viktig.ground.words.receipt import mint, normalised
from viktig.person.actions import written_once
from viktig.person.progress.actions.series import Answers, NothingAnswered, said_of, score_of, series_of, stored
from viktig.person.progress.counted import count_heard
from viktig.person.progress.models import Filling, Series, Slip
from viktig.person.progress.packs import Form

MOST = 20


class SlipUnknown(RuleBroken):
    """These words lead nowhere: wrong, used, taken back, or too old. Which of them is never said."""


class TooManySlips(RuleBroken):
    """So many are out already."""


class NotForThem(RuleBroken):
    """The form is written for another than the one who shall answer."""


@dataclass(frozen=True)
class Laid:
    """What lies ready. form: its id. called: what the person wants to be called, or "". left_out: as in Series."""

    form: str
    language: str
    called: str
    left_out: Sequence[str]


@transaction.atomic
def make_slip(
    *, who: UUID, form: Form, ends_on: date, called: str = "", rater: str = "", new_id: UUID | None = None
) -> Slip:
    """Make eight words for a form, to be answered once. Nothing lies ready before `lay_out`.

    called: what whoever answers reads there, or nothing. rater: what the person calls them; empty: the person themself.
    new_id: as in `add_goal`. Raises TooManySlips, NotForThem.
    """
    if rater.strip() and not form.rule.for_others:
        raise NotForThem(_("This form is written to be answered about oneself. Choose another for someone else."))
    if not rater.strip() and not form.rule.for_oneself:
        raise NotForThem(_("This form is for those around you. Write who will answer it."))
    slip_id = new_id or uuid.uuid4()
    if Slip.unguarded.filter(person_id=who).exclude(pk=slip_id).count() >= MOST:
        raise TooManySlips(_("There are twenty already. Take one back before you make one more."))
    own = Series.unguarded.filter(person_id=who, instrument=form.id, by_other=False).first()
    load = {
        "words": mint(get_language() or "nb"),
        "form": form.id,
        "language": form.language,
        "called": called.strip(),
        "rater": rater.strip(),
        "left_out": list(own.left_out or []) if own and not rater.strip() else [],
    }
    return written_once(Slip(id=slip_id, person_id=who, load=load, ends_on=ends_on))


def lay_out(slip: Slip) -> None:
    """Lay the form ready. It is done when the words are shown, in a transaction where no row of the person is written."""
    if slip.ends_on < clock.today():
        return
    words = slip.load["words"]
    ready = {name: slip.load[name] for name in ("form", "language", "called", "left_out")}
    sealed = seal(json.dumps(ready).encode(), key=_key(words), bound_to="slip|form")
    _call("lay_out_slip", slip.pk, uuid.uuid4(), _digest(words), sealed, slip.ends_on)


def take_slip_back(*, slip: Slip) -> None:
    """Take a slip back, also while somebody has it open: what they send then comes nowhere."""
    _call("take_back_slips", [_digest(slip.load["words"])])
    slip.delete()


def take_slips_back(*, who: UUID) -> None:
    """Take all slips back. Whoever erases everything does it first: nobody else could find what lies ready."""
    for slip in Slip.unguarded.filter(person_id=who):
        take_slip_back(slip=slip)


# Whoever holds the words --------------------------------------------------------------------------------------------------


def seen(words: str) -> Laid:
    """Return what lies ready for eight words, however they were typed. Raises SlipUnknown."""
    sealed = _call("see_slip", _digest(words), clock.today())
    if sealed is None:
        raise SlipUnknown(
            _("These words lead nowhere now. They are good once, until the day that was set. Look at each word again.")
        )
    return Laid(**json.loads(unseal(bytes(sealed), key=_key(words), bound_to="slip|form")))


def send(words: str, *, form: Form, answers: Answers, said: str, sheet: UUID) -> None:
    """Answer, once. form: with what was asked. said: what was added in own words. sheet: the same one twice is one answer.

    Raises NothingAnswered, SlipUnknown.
    """
    if not any(answer not in (None, "") for answer in answers.values()):
        raise NothingAnswered(_("Answer one question at least, or go back."))
    each = [said_of(item, answers.get(item.id)) for item in form.questions]
    answer = {
        "form": stored(form),
        "answers": each,
        "score": score_of(form, each),
        "words": said.strip(),
        "on": clock.today().isoformat(),
        "is_counted": form.rule.after_meeting,
    }
    sealed = seal(json.dumps(answer).encode(), key=_key(words), bound_to="slip|answer")
    if not _call("answer_slip", _digest(words), sealed, _sheet(sheet), clock.today()):
        raise SlipUnknown(_("These words lead nowhere any more. Nothing was sent. What you wrote is below."))


def was_sent(words: str, *, sheet: UUID) -> bool:
    """Say whether this sheet has come already, as when the button was pressed twice."""
    return bool(_call("slip_was_sent", _digest(words), _sheet(sheet)))


# The answer ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def gather(*, who: UUID, slips: Iterable[Slip]) -> list[Slip]:
    """Take in the answers that have come, and return the slips that they were for: used now, and gone.

    One of the person themself joins their own line; one of somebody else stands in a line of its own.
    """
    mine = {_digest(slip.load["words"]): slip for slip in slips}
    with connection.cursor() as cursor:
        cursor.execute("select words_digest, sealed from take_slip_answers(%s)", [list(mine)])
        come = [(mine[found], bytes(sealed)) for found, sealed in cursor.fetchall()]
    for slip, sealed in come:
        try:
            answer = json.loads(unseal(sealed, key=_key(slip.load["words"]), bound_to="slip|answer"))
        except Broken:  # changed in the database by a hand: there is nothing to read, and the rest shall come in
            answer = None
        if answer:
            _keep(who, slip, answer)
        slip.delete()
    return [slip for slip, _sealed in come]


def look_for_answers(*, who: UUID) -> None:
    """Take in what has come for whoever acts, and tell them."""
    if gather(who=who, slips=Slip.unguarded.filter(person_id=who)):
        tell(who, address=reverse("person:progress-own"))


def tidy() -> None:
    """Forget what nobody answered in time, and take away what the order of the rest could tell."""
    _call("tidy_slips", clock.today())


def _keep(who: UUID, slip: Slip, answer: dict[str, Any]) -> None:
    rater = slip.load["rater"]
    filling = written_once(
        Filling(
            id=uuid.uuid4(),
            person_id=who,
            series=_series_of_other(who, slip.load["form"], rater) if rater else series_of(who, slip.load["form"]),
            form=answer["form"],
            answers=answer["answers"],
            score=answer["score"],
            words=answer["words"],
            on=date.fromisoformat(answer["on"]),
            filled_at=clock.now(),
        )
    )
    if answer["is_counted"] and not rater:
        count_heard(person_of(who), filling)


def _series_of_other(who: UUID, instrument: str, rater: str) -> Series:
    lines = Series.unguarded.filter(person_id=who, instrument=instrument, by_other=True)
    found = next((one for one in lines if one.rater.casefold() == rater.casefold()), None)
    if found is None:
        found = Series(person_id=who, instrument=instrument, by_other=True, rater=rater, started_on=clock.today())
        found.save(force_insert=True)
    return found


def _digest(words: str) -> str:
    return digest(normalised(words), purpose="slips")


def _key(words: str) -> bytes:
    return bytes.fromhex(digest(normalised(words), purpose="keys of slips"))


def _sheet(sheet: UUID) -> str:
    return digest(str(sheet), purpose="sheets of slips")


def _call(function: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        row = cursor.fetchone()
    return row[0] if row else None
