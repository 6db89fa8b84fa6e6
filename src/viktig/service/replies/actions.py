"""What the receiver does with a voice: the ground's own actions, for one who holds it and has seen it as it is.

seen: how many turns the voice had on the page where this was written. If it has more now, SomebodyWasFirst: the words
stay in the form, and what came is shown. The same words sent twice (double click, retry) are said once.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from viktig.ground.acts.actions import note_act
from viktig.ground.acts.kinds import Done
from viktig.ground.people.models import Account, Organisation
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import actions
from viktig.ground.voice.actions import SomebodyWasFirst
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import Act, NotNow, Outcome, Side, Status


class MovedOn(RuleBroken):
    """Somebody else has the voice now; the date passed, or it was sent on."""


def draft_of(form: str, voice: Voice) -> str:
    """Return the key under which what is being written to a voice is kept. form: answer, change or write."""
    return f"service.replies.{form}:{voice.pk}"


def lay_aside(*, voice: Voice, by: Account, written: dict[str, str]) -> None:
    """Keep an answer that is not sent yet, while its writer chooses another kind of answer."""
    drafts.keep(who=by.who, form=draft_of("answer", voice), words=written)


def note_read(*, voice: Voice, ours: list[Organisation]) -> None:
    """Note that we have opened it, when we hold it. Two who open it at once have both opened it."""
    if voice.held_by not in ours:
        return
    try:
        actions.read(voice=voice)
    except SomebodyWasFirst:
        voice.refresh_from_db()


def promise(*, voice: Voice, by: Account, ours: list[Organisation], seen: int, step: int) -> None:
    """Promise a step of the ladder. Raises MovedOn, SomebodyWasFirst, states.NotNow."""
    if voice.turns_taken != seen and voice.promised_step == step:
        return
    ours_now = _still_ours(voice, ours, seen)
    actions.promise(voice=voice, step=step)
    note_act(Done.PROMISED, organisation=ours_now, about=voice.pk)


def answer(
    *,
    voice: Voice,
    by: Account,
    ours: list[Organisation],
    seen: int,
    outcome: Outcome,
    words: str,
    by_when: date | None = None,
    send_on_to: Organisation | None = None,
    who_decides: str = "",
    remains: str = "",
) -> None:
    """Answer a voice. who_decides: for "we will not", who can decide otherwise; it becomes a line of the answer. remains:
    for a part, what is not changed, and why; likewise.

    Raises MovedOn, SomebodyWasFirst, states.NotNow, NothingToSay.
    """
    if outcome == Outcome.WILL_NOT and words.strip():
        with override(voice.language):
            words = f"{words}\n\n" + _("Who can decide this: %(who)s") % {"who": who_decides}
    words = _with_rest(voice, words, remains)
    if _said_just_now(voice, ours, {Act.ANSWERED, Act.SENT_ON, Act.NAMED}, seen, words):
        return
    ours_now = _still_ours(voice, ours, seen)
    actions.answer(voice=voice, outcome=outcome, words=words, by_when=by_when, send_on_to=send_on_to)
    note_act(Done.ANSWERED, organisation=ours_now, about=voice.pk)
    drafts.forget(who=by.who, form=draft_of("answer", voice))


def tell_change(
    *, voice: Voice, by: Account, ours: list[Organisation], seen: int, words: str, remains: str = ""
) -> None:
    """Tell what was changed. remains: what is left, and by when; it becomes a line of it.

    Raises MovedOn, SomebodyWasFirst, states.NotNow, NothingToSay.
    """
    words = _with_rest(voice, words, remains)
    if _said_just_now(voice, ours, {Act.CHANGED}, seen, words):
        return
    ours_now = _still_ours(voice, ours, seen)
    actions.tell_change(voice=voice, words=words)
    note_act(Done.TOLD_CHANGE, organisation=ours_now, about=voice.pk)
    drafts.forget(who=by.who, form=draft_of("change", voice))


def write(*, voice: Voice, by: Account, ours: list[Organisation], seen: int, words: str) -> None:
    """Ask or tell the speaker something. Raises MovedOn, SomebodyWasFirst, states.NotNow, NothingToSay."""
    if _said_just_now(voice, ours, {Act.WROTE}, seen, words):
        return
    ours_now = _still_ours(voice, ours, seen)
    if voice.status == Status.CLOSED:
        raise NotNow(gettext_lazy("The one who spoke has closed this. Nothing more can be sent."))
    actions.write_as_receiver(voice=voice, words=words)
    note_act(Done.WROTE, organisation=ours_now, about=voice.pk)
    drafts.forget(who=by.who, form=draft_of("write", voice))


def _with_rest(voice: Voice, words: str, remains: str) -> str:
    if not words.strip() or not remains.strip():
        return words
    with override(voice.language):
        return f"{words}\n\n" + _("What is left: %(what)s") % {"what": remains.strip()}


def _said_just_now(voice: Voice, ours: list[Organisation], acts: set[Act], seen: int, words: str) -> bool:
    """Say whether exactly these words came from our side after the page was opened: they were sent twice."""
    if voice.turns_taken == seen or not words.strip():
        return False
    since = voice.turns.filter(position__gte=seen, side=Side.RECEIVER, act__in=acts, organisation__in=ours)
    for turn in since:
        turn.voice = voice
        if turn.words == words:
            return True
    return False


def _still_ours(voice: Voice, ours: list[Organisation], seen: int) -> UUID:
    """Return the id of the organisation of ours that holds a voice, before an answer may move it on."""
    if voice.held_by not in ours:
        raise MovedOn(
            gettext_lazy("This is with %(name)s now, who must answer. Your words are below; nothing was sent.")
            % {"name": voice.held_by.name}
        )
    if voice.turns_taken != seen:
        raise SomebodyWasFirst(
            gettext_lazy(
                "Someone else wrote here while you were writing. Your words are still below."
                " Read what came, then send again."
            )
        )
    return voice.held_by_id
