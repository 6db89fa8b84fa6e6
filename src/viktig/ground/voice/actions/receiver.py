"""What the one who must answer does."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import days_to_answer
from viktig.ground.people.models import Organisation
from viktig.ground.voice import states
from viktig.ground.voice.actions.turns import NothingToSay, take_turn
from viktig.ground.voice.models import Reach, Voice
from viktig.ground.voice.queries import above_both
from viktig.ground.voice.states import Act, Outcome, SentOn, Side


def read(*, voice: Voice) -> None:
    """Note that the receiver has opened it. Opening it again changes nothing."""
    state = states.read(voice.state)
    if state != voice.state:
        take_turn(voice, state, clock.today(), side=Side.RECEIVER, act=Act.READ, organisation=voice.held_by)


def promise(*, voice: Voice, step: int) -> None:
    """Promise a step of the ladder, said before the answer. Raises states.NotNow after it."""
    if not states.may_answer(voice.state):
        raise states.NotNow(_("This has already been answered."))
    take_turn(
        voice,
        voice.state,
        clock.today(),
        side=Side.RECEIVER,
        act=Act.PROMISED,
        step=step,
        organisation=voice.held_by,
    )
    Voice.unguarded.filter(pk=voice.pk).update(promised_step=step)
    voice.promised_step = step


def write_as_receiver(*, voice: Voice, words: str) -> None:
    """Ask the speaker something, or tell them something, without knowing who they are. Raises NothingToSay."""
    if not words.strip():
        raise NothingToSay(_("Write what you want to say."))
    take_turn(
        voice,
        voice.state,
        clock.today(),
        side=Side.RECEIVER,
        act=Act.WROTE,
        words=words,
        organisation=voice.held_by,
    )


def answer(
    *,
    voice: Voice,
    outcome: Outcome,
    words: str,
    by_when: date | None = None,
    send_on_to: Organisation | None = None,
    written_in_by: Organisation | None = None,
) -> None:
    """Answer a voice. "Not ours" sends it on to the one who must answer; said again, to the body above both, to name one.

    send_on_to: who must answer instead; for the second time it is found, not chosen. written_in_by: the user organisation
    that wrote in what the holder answered by letter.

    Raises NothingToSay without words, states.NotNow when it cannot be answered now, SomebodyWasFirst.
    """
    if not words.strip():
        raise NothingToSay(_("Write the answer in words that the one who spoke can use."))
    today, holder = clock.today(), voice.held_by
    if outcome == Outcome.NOT_OURS and voice.sent_on == SentOn.ONCE:
        send_on_to = above_both(voice)
        if send_on_to is None:
            raise states.NotNow(_("This has been sent on once already. Answer it here, and say who can decide."))
    if outcome == Outcome.NOT_OURS and (send_on_to is None or send_on_to == holder):
        raise states.NotNow(_("Say who must answer instead."))
    state = states.answer(
        voice.state, outcome, today, by_when=by_when, days_of_next=send_on_to.answer_days if send_on_to else 0
    )
    act = Act.ANSWERED
    if outcome == Outcome.NOT_OURS:
        act = Act.NAMED if voice.sent_on == SentOn.ABOVE else Act.SENT_ON
    take_turn(
        voice,
        state,
        today,
        side=Side.RECEIVER,
        act=act,
        outcome=outcome,
        words=words,
        by_when=by_when,
        organisation=holder,
        held_by=send_on_to,
        written_in_by=written_in_by,
    )
    if send_on_to is not None and outcome == Outcome.NOT_OURS:
        _reach(voice, send_on_to, today)
    happened(
        "ground.voice.answered",
        place=voice.to.place,
        organisation=holder,
        attributes={"kind": voice.kind, "outcome": outcome, "days": days_to_answer((today - voice.said_on).days)},
    )


def tell_change(*, voice: Voice, words: str, written_in_by: Organisation | None = None) -> None:
    """Tell what was changed. written_in_by: as in `answer`.

    Raises NothingToSay, states.NotNow before a promise, SomebodyWasFirst.
    """
    if not words.strip():
        raise NothingToSay(_("Write what was changed."))
    today = clock.today()
    take_turn(
        voice,
        states.change(voice.state, today),
        today,
        side=Side.RECEIVER,
        act=Act.CHANGED,
        words=words,
        organisation=voice.held_by,
        written_in_by=written_in_by,
    )


def _reach(voice: Voice, organisation: Organisation, today: date) -> None:
    last = voice.chain.order_by("position").last()
    Reach.unguarded.update_or_create(
        voice=voice,
        organisation=organisation,
        defaults={"reached_on": today},
        create_defaults={"reached_on": today, "position": last.position + 1 if last else 0},
    )
