"""What happened to a voice, in plain words for the one who must answer."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.plain import ended, from_letter, nobody
from viktig.ground.voice.queries import Talk, above_both
from viktig.ground.voice.states import CHANGES, Act, Outcome, SentOn, Side, Status
from viktig.ground.words.lines import day_in_words


def outcomes_of(voice: Voice) -> dict[Outcome, str]:
    """Return what can be answered now, in words. "Not ours" works once; then a body above both says who answers."""
    found = {
        Outcome.EXPLAINED: _("We explain how it is"),
        Outcome.WILL_CHANGE: _("We will change it, by a date"),
        Outcome.PARTLY: _("We will change a part of it, by a date"),
        Outcome.WILL_NOT: _("We will not change it. We say why, and who can decide"),
    }
    if voice.sent_on == SentOn.NOT:
        found[Outcome.NOT_OURS] = _("It is not ours. We send it on to the one who must answer")
    elif voice.sent_on == SentOn.ABOVE:
        found[Outcome.NOT_OURS] = _("We say who must answer")
    elif voice.sent_on == SentOn.ONCE and (above := above_both(voice)):
        found[Outcome.NOT_OURS] = _("It is not ours either. %(name)s says who must answer") % {"name": above.name}
    return found


def whose_move(voice: Voice, *, ours: bool, due_on: date | None, late: bool, promised_change: bool) -> str:
    """Return, for a line of the list, whose move it is and by when. ours: the move is ours, if it is the receiver's.

    due_on: see `queries.Row`; None only when the voice is closed.
    """
    day = day_in_words(voice.said_on if due_on is None or voice.status == Status.CLOSED else due_on)
    names = {"day": day, "name": voice.held_by.name}
    if voice.status == Status.CLOSED:
        return _("Said on %(day)s. Closed.") % names
    if late:
        missed = _("You promised a change by %(day)s"), _("The date was %(day)s. It can still be answered")
        return missed[0 if promised_change else 1] % names
    if voice.holder == Side.SPEAKER:
        return _("The one who spoke has until %(day)s to say whether it became better.") % names
    if not ours:
        return _("%(name)s must answer now.") % names
    return (_("You have promised a change by %(day)s.") if promised_change else _("Answer by %(day)s.")) % names


@dataclass(frozen=True)
class Step:
    """One step of the way, as ground/look's path shows it. waiting: it has not happened yet."""

    what: str
    on: date | None = None
    words: str = ""
    lang: str = ""
    waiting: bool = False


def way_of(talk: Talk, *, late: bool) -> list[Step]:
    """Return what happened, oldest first, and what comes next. late: the date for an answer has passed."""
    voice = talk.voice
    steps = [Step(_happened(turn, voice.to.name), turn.on, turn.words) for turn in talk.turns]
    if voice.status == Status.CLOSED or voice.next_date is None:
        return steps
    names = {"name": voice.held_by.name, "date": date_format(voice.next_date, "DATE_FORMAT")}
    if voice.holder == Side.SPEAKER:
        last = _("The one who spoke says whether it became better. If nothing is said by %(date)s, it is closed.")
        return [*steps, Step(last % names, waiting=True)]
    if voice.status == Status.ANSWERED:
        return [*steps, Step(_("The change comes by %(date)s.") % names, waiting=True)]
    if late:
        return [*steps, Step(_("%(name)s can still answer.") % names, waiting=True)]
    steps.append(Step(_("%(name)s answers by %(date)s.") % names, waiting=True))
    above = next(
        (one.organisation for one in talk.chain if one.reached_on is None and not one.organisation.closed_on), None
    )
    if above is not None:
        then = _("If nobody has answered by then, it goes to %(above)s.") % {"above": above.name}
        steps.append(Step(then, waiting=True))
    return steps


def _happened(turn: Turn, to: str) -> str:
    names = {
        "name": turn.organisation.name if turn.organisation else "",
        "to": to,
        "next": turn.moved_to.name if turn.moved_to else "",
        "date": date_format(turn.by_when, "DATE_FORMAT") if turn.by_when else "",
        "step": turn.get_step_display(),
        "outcome": turn.get_outcome_display(),
        "judgement": turn.get_judgement_display(),
    }
    if turn.act == Act.WROTE and turn.side == Side.SPEAKER:
        return _("The one who spoke wrote")
    if turn.act == Act.ANSWERED and turn.outcome in CHANGES:
        return from_letter(_("%(name)s answered: %(outcome)s, by %(date)s") % names, turn)
    if turn.act in {Act.ENDED, Act.NOBODY}:
        return ended(turn) if turn.act == Act.ENDED else nobody(turn)
    sentences = {
        Act.SAID: _("Someone said it to %(to)s"),
        Act.READ: _("%(name)s has read it"),
        Act.PROMISED: _("%(name)s promised: %(step)s"),
        Act.WROTE: _("%(name)s wrote"),
        Act.ANSWERED: _("%(name)s answered: %(outcome)s"),
        Act.CHANGED: _("%(name)s told what was changed"),
        Act.JUDGED: _("The one who spoke says: %(judgement)s"),
        Act.CLIMBED: _("%(name)s did not answer in time. It went to %(next)s"),
        Act.SILENT: _("%(name)s did not answer in time. It stays open"),
        Act.SENT_ON: _("%(name)s said that it is not theirs. It went to %(next)s"),
        Act.NAMED: _("%(name)s said that %(next)s must answer"),
        Act.PUBLISHED: _("It was checked and published"),
        Act.LEFT: _("It was closed. Nobody said whether it became better"),
        Act.ASKED: _("The one who spoke is asked about what may be published"),
        Act.AGREED: _("The one who spoke said yes to what may be published"),
        Act.REFUSED: _("The one who spoke said no to what may be published"),
        Act.REWROTE: _("The one who spoke wrote what may be published"),
        Act.DELAYED: _("This is serious. You are asked to write to the one who spoke first"),
        Act.LET_BE: _("The user organisation does not publish it, and says why"),
        Act.POSTED: _("It was sent to %(name)s by letter"),
    }
    return from_letter(sentences[Act(turn.act)] % names, turn)
