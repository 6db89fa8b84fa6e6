"""The way of a voice, as a pure table: what may happen next, who holds it, and by which date (design.md 2)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viktig.ground.rules import RuleBroken

SPEAKER_HAS = timedelta(days=90)
TOO_EARLY = timedelta(days=30)


class Status(TextChoices):
    """Where a voice is on its way."""

    RECEIVED = "received", _("Received")
    READ = "read", pgettext_lazy("what was said", "Read")
    ANSWERED = "answered", _("Answered")
    CHANGED = "changed", _("Changed")
    CLOSED = "closed", _("Closed")


class Outcome(TextChoices):
    """What an answer says. "Noted" is not an answer."""

    EXPLAINED = "explained", _("We explain how it is")
    WILL_CHANGE = "will_change", _("We will change it")
    PARTLY = "partly", _("We will change a part of it")
    WILL_NOT = "will_not", _("We will not change it")
    NOT_OURS = "not_ours", _("It is not ours, we send it on")


class Judgement(TextChoices):
    """What the one who spoke says of what came of it."""

    BETTER = "better", _("It became better")
    SAME = "same", _("It is the same")
    WORSE = "worse", _("It became worse")
    PARTLY = "partly", _("A part of it became better")
    TOO_EARLY = "too_early", _("It is too early to say")
    NOT_JUDGED = "not_judged", _("Not judged")


class Step(IntegerChoices):
    """The ladder of influence: how much say the receiver promises (Shier 2001, in the field's words)."""

    KNOW = 1, _("You get to know what we do")
    THINK = 2, _("We ask what you think")
    REASON = 3, _("We talk it through with you")
    CARRY_OUT = 4, _("We do it together with you")
    DECIDE = 5, _("We decide it together with you")


class Felt(TextChoices):
    """The same ladder as whoever spoke felt it."""

    KNOW = "1", _("I got to know what they do")
    THINK = "2", _("They asked what I think")
    REASON = "3", _("We talked it through")
    CARRY_OUT = "4", _("We did it together")
    DECIDE = "5", _("We decided it together")


class SentOn(IntegerChoices):
    """How often it was said to be somebody else's. Sending on works once; then a body above both names who answers."""

    NOT = 0
    ONCE = 1
    ABOVE = 2
    NAMED = 3


class Side(TextChoices):
    """Whose turn it was."""

    SPEAKER = "speaker", _("The one who spoke")
    RECEIVER = "receiver", _("The one who answers")
    MODERATOR = "moderator", _("The user organisation")
    HOUSE = "house", _("By itself, by date")


class Act(TextChoices):
    """What happened in a turn."""

    SAID = "said", _("Said")
    READ = "read", pgettext_lazy("what was said", "Read")
    PROMISED = "promised", _("Promised how much say you have")
    WROTE = "wrote", _("Wrote")
    ANSWERED = "answered", _("Answered")
    CHANGED = "changed", _("Told what was changed")
    JUDGED = "judged", _("Judged")
    CLIMBED = "climbed", _("Sent one level up")
    SILENT = "silent", _("Nobody has answered")
    SENT_ON = "sent_on", _("Sent on")
    NAMED = "named", _("Said who must answer")
    PUBLISHED = "published", _("Published")
    LEFT = "left", _("Closed without a judgement")
    POSTED = "posted", _("Sent by letter")
    NOBODY = "nobody", _("Nobody answers there")
    ENDED = "ended", _("The body has ended")
    ASKED = "asked", _("Asked about what may be published")
    AGREED = "agreed", _("Said yes to what may be published")
    REFUSED = "refused", _("Said no to what may be published")
    REWROTE = "rewrote", _("Wrote what may be published")
    DELAYED = "delayed", _("Talked about first")
    LET_BE = "let_be", _("Not published")


class NotNow(RuleBroken):
    """The step does not follow on where the voice is now."""


CHANGES = {Outcome.WILL_CHANGE, Outcome.PARTLY}
REOPENS = {Judgement.SAME, Judgement.WORSE, Judgement.PARTLY}


@dataclass(frozen=True)
class State:
    """Where a voice is. holder: whose move it is. next_date: by when; None only when closed. sent_on: a `SentOn`."""

    status: Status = Status.RECEIVED
    outcome: Outcome | None = None
    judgement: Judgement | None = None
    holder: Side | None = Side.RECEIVER
    next_date: date | None = None
    sent_on: int = SentOn.NOT


def received(today: date, *, days: int, sent_on: int = SentOn.NOT) -> State:
    """Return the state of a voice that has just come. days: the receiver's own time to answer."""
    return State(next_date=today + timedelta(days=days), sent_on=sent_on)


def read(state: State) -> State:
    """Somebody at the receiver has opened it. Opening it again changes nothing."""
    return replace(state, status=Status.READ) if state.status == Status.RECEIVED else state


def may_answer(state: State) -> bool:
    """Say whether an answer may be given now: the receiver has it, and has not answered since it came or came back."""
    return state.status in {Status.RECEIVED, Status.READ}


def may_tell_change(state: State) -> bool:
    """Say whether "changed" may be told now: only after an answer that promised it."""
    return state.status == Status.ANSWERED and state.outcome in CHANGES


def may_judge(state: State) -> bool:
    """Say whether the one who spoke may judge now: after an answer, until it is closed."""
    return state.status in {Status.ANSWERED, Status.CHANGED}


def answer(state: State, outcome: Outcome, today: date, *, by_when: date | None, days_of_next: int) -> State:
    """Return the state after an answer.

    by_when: the promised date, needed where a change is promised, and not before today.
    days_of_next: the time to answer of the body that gets it next, where it is not ours. Raises NotNow.
    """
    if not may_answer(state):
        raise NotNow(_("This has already been answered."))
    if outcome == Outcome.NOT_OURS:
        if state.sent_on == SentOn.NAMED:
            raise NotNow(_("The body above has said that you answer this. Answer it here, and say who can decide."))
        return State(next_date=today + timedelta(days=days_of_next), sent_on=state.sent_on + 1)
    if outcome in CHANGES:
        if by_when is None or by_when < today:
            raise NotNow(_("Say by which date, today or later."))
        return replace(state, status=Status.ANSWERED, outcome=outcome, judgement=None, next_date=by_when)
    return replace(
        state,
        status=Status.ANSWERED,
        outcome=outcome,
        judgement=None,
        holder=Side.SPEAKER,
        next_date=today + SPEAKER_HAS,
    )


def posted(state: State, sent: date, *, days: int) -> State:
    """Return the state after a letter was sent: the body's own time to answer begins that day. Raises NotNow."""
    if not may_answer(state):
        raise NotNow(_("This has already been answered."))
    return replace(state, next_date=sent + timedelta(days=days))


def moved(state: State, today: date, *, days: int) -> State:
    """Return the state after the body that held it has ended. days: the time to answer of the one that gets it.

    What was not answered is new there. A promise, and what waits for the speaker, stand as they are.
    """
    return received(today, days=days, sent_on=state.sent_on) if may_answer(state) else state


def change(state: State, today: date) -> State:
    """Return the state after "changed: this is what". Raises NotNow."""
    if not may_tell_change(state):
        raise NotNow(_("First answer that you will change it, then tell what was changed."))
    return replace(state, status=Status.CHANGED, judgement=None, holder=Side.SPEAKER, next_date=today + SPEAKER_HAS)


def judge(state: State, verdict: Judgement, today: date, *, days: int) -> State:
    """Return the state after a judgement: better closes; same, worse and in part reopen; too early waits. Raises NotNow.

    days: the receiver's own time to answer, for a voice that reopens.
    """
    if not may_judge(state) or verdict == Judgement.NOT_JUDGED:
        raise NotNow(_("There is nothing to judge yet."))
    if verdict == Judgement.BETTER:
        return replace(state, status=Status.CLOSED, judgement=verdict, holder=None, next_date=None)
    if verdict == Judgement.TOO_EARLY:
        return replace(state, judgement=verdict, holder=Side.SPEAKER, next_date=today + TOO_EARLY)
    # What is no better, or better in part only, is answered once more.
    return State(Status.READ, None, verdict, Side.RECEIVER, today + timedelta(days=days), state.sent_on)


def is_overdue(state: State, today: date) -> bool:
    """Say whether the date has passed without the move that it waited for."""
    return state.next_date is not None and today > state.next_date


def overdue(state: State, today: date, *, days_above: int | None) -> State:
    """Return the state after the date has passed.

    The receiver was silent: it climbs one level and must be answered there within days_above; None where the chain ends,
    then it stays, open and visibly silent, and is looked at again after the same time. The speaker was silent:
    closed, not judged. Raises NotNow before the date.
    """
    if not is_overdue(state, today):
        raise NotNow(_("The date has not passed."))
    if state.holder == Side.SPEAKER:
        return replace(state, status=Status.CLOSED, judgement=Judgement.NOT_JUDGED, holder=None, next_date=None)
    if days_above is None:
        return replace(state, next_date=today + TOO_EARLY)
    return State(next_date=today + timedelta(days=days_above), sent_on=state.sent_on)
