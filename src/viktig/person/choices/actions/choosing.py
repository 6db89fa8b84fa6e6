"""Opening a choice, writing what it is about, and what matters in it. Done by the person alone: access has seen to that."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.privacy.actions import end_shares
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.choices.models import Availability, Choosing, Concern, Option, OptionKind
from viktig.person.choices.queries import concern_seen, concerns_of, questions_seen, words_seen

MOST_CONCERNS = 30


class TooMany(RuleBroken):
    """As much stands in the list as fits."""


def open_choosing(
    *,
    who: UUID,
    about: str,
    why_now: str = "",
    wants: str = "",
    by_when: date | None = None,
    new_id: UUID | None = None,
) -> Choosing:
    """Begin a choice. Waiting and doing nothing are possibilities in it from the start. Raises NothingWritten.

    new_id: minted with the form, so that a double click or a retry opens it once.
    """
    choosing = Choosing(
        id=new_id or uuid.uuid4(),
        person_id=who,
        about=_needed(about, _("Write what there is to choose. A few words are enough.")),
        why_now=why_now.strip(),
        wants=wants.strip(),
        by_when=by_when,
        begun_on=clock.today(),
    )
    try:
        with transaction.atomic():
            choosing.save(force_insert=True)
            for kind in (OptionKind.WAIT, OptionKind.NOTHING):
                always = Option(
                    person_id=who, choosing=choosing, kind=kind, availability=Availability.HERE, facts={}, beside={}
                )
                always.save(force_insert=True)
    except IntegrityError:
        written = Choosing.unguarded.filter(pk=choosing.pk, person_id=who).first()
        if written is None:
            raise Http404 from None
        return written
    return choosing


@transaction.atomic
def write_choosing(
    *, choosing: Choosing, about: str, why_now: str, wants: str, by_when: date | None, seen: str
) -> None:
    """Write anew what a choice is about. seen: `words_seen` of what the form showed.

    Raises NothingWritten, WrittenMeanwhile.
    """
    about = _needed(about, _("Write what there is to choose. A few words are enough."))
    now = locked(choosing)
    if seen != words_seen(now):
        if (now.about, now.why_now, now.wants, now.by_when) == (about, why_now.strip(), wants.strip(), by_when):
            return
        raise WrittenMeanwhile
    now.about, now.why_now, now.wants, now.by_when = about, why_now.strip(), wants.strip(), by_when
    now.save(update_fields=["about", "why_now", "wants", "by_when"])


@transaction.atomic
def write_questions(*, choosing: Choosing, questions: str, seen: str) -> None:
    """Write the questions to take along, one on each line. Raises WrittenMeanwhile."""
    now = locked(choosing)
    if seen != questions_seen(now) and now.questions != questions.strip():
        raise WrittenMeanwhile
    now.questions = questions.strip()
    now.save(update_fields=["questions"])


@transaction.atomic
def delete_choosing(*, choosing: Choosing) -> None:
    """Delete a choice with all that hangs on it, and the shares of it alone. It was asked twice."""
    end_shares(person=choosing.person_id, item=choosing.pk)
    Choosing.unguarded.filter(pk=choosing.pk).delete()


# What matters in it -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_concerns(*, choosing: Choosing, texts: Mapping[UUID, str]) -> None:
    """Add what matters, each last in the person's own order; what is there already under its id is left as it is.

    texts: words by an id minted with the form. Raises NothingWritten, TooMany.
    """
    texts = {pk: text.strip() for pk, text in texts.items() if text.strip()}
    if not texts:
        raise NothingWritten(_("Write something that matters, or choose something you have written before."))
    locked(choosing)
    there = concerns_of(choosing)
    new = {pk: text for pk, text in texts.items() if pk not in {one.pk for one in there}}
    if len(there) + len(new) > MOST_CONCERNS:
        raise TooMany(
            _("There is room for %(number)s things here. Delete one to add another.") % {"number": MOST_CONCERNS}
        )
    first = there[-1].position + 1 if there else 0
    for position, (pk, text) in enumerate(new.items(), start=first):
        Concern(id=pk, person_id=choosing.person_id, choosing=choosing, words=text, position=position).save(
            force_insert=True
        )


@transaction.atomic
def weigh(*, concern: Concern, words: str, beside: Mapping[UUID, Mapping[str, Any]], seen: str) -> None:
    """Write what matters, and beside each possibility what it means there: a number from 0 to 10, words, or nothing.

    Nothing is summed up from it. seen: `concern_seen` of what the form showed. Raises NothingWritten, WrittenMeanwhile.
    """
    words = _needed(words, _("Write what matters to you. A few words are enough."))
    locked(concern.choosing)
    now = Concern.unguarded.get(pk=concern.pk)
    options = list(Option.unguarded.filter(choosing_id=concern.choosing_id))
    new = {one.pk: _noted(beside.get(one.pk, {})) for one in options}
    if seen != concern_seen(now, options):
        there = {one.pk: (one.beside or {}).get(str(concern.pk), {}) for one in options}
        if (now.words, there) == (words, new):
            return
        raise WrittenMeanwhile
    now.words = words
    now.save(update_fields=["words"])
    for option in options:
        others = {pk: noted for pk, noted in (option.beside or {}).items() if pk != str(concern.pk)}
        option.beside = others | ({str(concern.pk): new[option.pk]} if new[option.pk] else {})
        option.save(update_fields=["beside"])


@transaction.atomic
def move_concern(*, concern: Concern, steps: int) -> None:
    """Move what matters: -1 is one up, 1 is one down. At the end of the list nothing happens."""
    locked(concern.choosing)
    order = [one.pk for one in concerns_of(concern.choosing)]
    if concern.pk not in order:
        return
    here = order.index(concern.pk)
    order.insert(min(max(here + steps, 0), len(order) - 1), order.pop(here))
    for position, pk in enumerate(order):
        Concern.unguarded.filter(pk=pk).update(position=position)


@transaction.atomic
def delete_concern(*, concern: Concern) -> None:
    """Delete what matters, and what stood beside each possibility for it. It was asked twice."""
    for option in Option.unguarded.select_for_update().filter(choosing_id=concern.choosing_id):
        option.beside = {pk: noted for pk, noted in (option.beside or {}).items() if pk != str(concern.pk)}
        option.save(update_fields=["beside"])
    Concern.unguarded.filter(pk=concern.pk).delete()


def locked(choosing: Choosing) -> Choosing:
    """Return a choice as it is now, while nobody else changes it. Raises Http404 when it was deleted meanwhile."""
    now = Choosing.unguarded.select_for_update().filter(pk=choosing.pk).first()
    if now is None:
        raise Http404
    return now


def _needed(text: str, otherwise: Any) -> str:
    if not text.strip():
        raise NothingWritten(otherwise)
    return text.strip()


def _noted(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return number and words without what was not said."""
    return {name: value for name, value in given.items() if value not in (None, "")}
