"""Printing, noting that it was sent, and writing in what came back."""

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from viktig.ground import clock
from viktig.ground.acts.actions import note_act
from viktig.ground.acts.kinds import Done
from viktig.ground.people.models import Organisation
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import NotNow, Outcome, may_answer
from viktig.ground.words.receipt import mint
from viktig.system.letters.models import Letter
from viktig.system.letters.queries import letter_of, words_digest


class NotPrinted(RuleBroken):
    """A letter that was never printed cannot have been sent."""


class Unopened(RuleBroken):
    """The words of a letter open nothing any more: it was answered, or moved on, or they were used."""


def print_letter(*, voice: Voice, by: Organisation, to_address: str, from_address: str) -> str:
    """Note that a letter is printed, and return its eight words. Those of an earlier print open nothing from now on.

    Raises states.NotNow, when it is answered already.
    """
    if not may_answer(voice.state):
        raise NotNow(gettext_lazy("This has already been answered."))
    words = mint(voice.held_by.place.country.language)
    values = {
        "by": by,
        "to_address": to_address,
        "from_address": from_address,
        "secret_digest": words_digest(words),
        "printed_on": clock.today(),
        "used_on": None,
    }
    Letter.unguarded.update_or_create(voice=voice, organisation=voice.held_by, defaults=values)
    note_act(Done.PRINTED, organisation=by.pk, about=voice.pk)
    return words


def note_sent(*, voice: Voice, by: Organisation, sent_on: date) -> None:
    """Note on which day the letter was sent. Raises NotPrinted, voices.NotThatDay, states.NotNow. Said twice, it is one."""
    if voice.posted_on == sent_on:
        return
    if letter_of(voice) is None:
        raise NotPrinted(gettext_lazy("Print the letter first. Then put it in the post, and write the day here."))
    actions.note_posted(voice=voice, by=by, sent_on=sent_on)
    note_act(Done.SENT, organisation=by.pk, about=voice.pk)


def write_in(
    *,
    voice: Voice,
    by: Organisation | None,
    outcome: Outcome,
    words: str,
    by_when: date | None = None,
    who_decides: str = "",
    send_on_to: Organisation | None = None,
) -> None:
    """Write in what the body answered. by: the user organisation to which it came on paper; None, when the body itself
    writes it with the words of the letter. who_decides: for "we will not"; it becomes a line of the answer.

    Raises states.NotNow, NothingToSay, SomebodyWasFirst.
    """
    if outcome == Outcome.WILL_NOT:
        with override(voice.language):
            words = f"{words}\n\n" + _("Who can decide this: %(who)s") % {"who": who_decides}
    actions.answer(voice=voice, outcome=outcome, words=words, by_when=by_when, send_on_to=send_on_to, written_in_by=by)
    if by is not None:
        note_act(Done.WROTE_ANSWER, organisation=by.pk, about=voice.pk)


@transaction.atomic
def write_in_change(*, voice: Voice, by: Organisation, words: str) -> None:
    """Write in what the body says it has changed. Raises states.NotNow, NothingToSay, SomebodyWasFirst."""
    actions.tell_change(voice=voice, words=words, written_in_by=by)
    note_act(Done.WROTE_CHANGE, organisation=by.pk, about=voice.pk)


@transaction.atomic
def answer_once(*, voice: Voice, letter_words: str, **answer: Any) -> None:
    """Answer with the words of a letter, and use them up. answer: as for `write_in`.

    Raises Unopened, when they open nothing any more, and what `write_in` raises; then they are not used.
    """
    with connection.cursor() as cursor:
        cursor.execute("select use_letter(%s, %s)", [words_digest(letter_words), clock.today()])
        [used] = cursor.fetchone()
    if not used:
        raise Unopened(gettext_lazy("This letter was answered already, or it has gone on to someone else."))
    write_in(voice=voice, by=None, **answer)
