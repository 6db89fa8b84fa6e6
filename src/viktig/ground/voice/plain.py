"""A voice in plain words: where it is, what happened, and the chain it may climb. For the one who spoke."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from viktig.ground.people.models import Organisation
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.states import CHANGES, REOPENS, Act, Judgement, Outcome, Side, Status, Step

if TYPE_CHECKING:
    from viktig.ground.voice.queries import Talk


SAID = {
    "agreed": gettext_lazy("You said yes to what may be published"),
    "refused": gettext_lazy("You said no to what may be published"),
    "own": gettext_lazy("You wrote what may be published"),
}


@dataclass(frozen=True)
class Line:
    """One turn of a talk as it is shown: when, what happened in a sentence, and the words, if there were any.

    on: None while it is on its way.
    """

    on: date | None
    what: str
    words: str = ""
    lang: str = ""

    @property
    def waiting(self) -> bool:
        """Say whether it has not arrived yet."""
        return self.on is None


def lines_of(talk: "Talk") -> list[Line]:
    """Return the talk turn by turn, oldest first, said to the one who spoke."""
    voice = talk.voice
    return [
        Line(turn.on, _title(turn, talk), voice.words if turn.act == Act.SAID else turn.words, _language(turn, voice))
        for turn in talk.turns
    ]


def lines_on_the_way(loads: Sequence[dict[str, Any]]) -> list[Line]:
    """Return what the one who spoke has sent and nobody has got yet. loads: from `queries.on_the_way`."""
    lines = []
    for load in sorted(loads, key=lambda load: load["what"] != "voice"):
        if load["what"] == "judgement":
            judgement = _("You said: %(judgement)s") % {"judgement": Judgement(load["judgement"]).label}
            lines.append(Line(None, judgement, load["words"]))
        elif load["what"] == "paper":
            lines.append(Line(None, _("You said that it may go by letter")))
        elif load["what"] == "edit":
            lines.append(Line(None, str(SAID[load["says"]]), load["words"]))
        else:
            lines.append(Line(None, _("You wrote"), load["words"], load.get("language", "")))
    return lines


def _language(turn: Turn, voice: Voice) -> str:
    return voice.language if turn.side == Side.SPEAKER else ""


def where_it_is(voice: Voice, today: date) -> str:
    """Return in one or two sentences who has the voice now and by when."""
    names = {"name": voice.held_by.name, "date": in_words(voice.next_date)}
    if voice.status == Status.CLOSED:
        if voice.judgement == Judgement.BETTER:
            closed = _("It became better, and this is closed.")
        else:
            closed = _("This is closed. Nobody said whether it became better.")
        return f"{closed} {_('It is published.')}" if is_published(voice) else closed
    if voice.judgement == Judgement.TOO_EARLY:
        return _("You said that it is too early to say. Come back when you know; we wait until %(date)s.") % names
    if voice.status == Status.CHANGED:
        return _("%(name)s has told what was changed. Now you say whether it became better.") % names
    if voice.status == Status.ANSWERED:
        if voice.outcome in CHANGES and voice.holder == Side.RECEIVER:
            if voice.next_date and voice.next_date < today:
                return _("%(name)s promised a change by %(date)s. It has not come.") % names
            return _("%(name)s has answered, and promises a change by %(date)s.") % names
        return _("%(name)s has answered. Now you say whether it became better.") % names
    if voice.status in {Status.RECEIVED, Status.READ} and not voice.held_by.answers_here:
        return _on_paper(voice, today)
    if voice.silent_since:
        return _("%(name)s has not answered in time. It is as far as it may go, and it stays open.") % names
    if voice.next_date and voice.next_date < today:
        return _("%(name)s has not answered in time.") % names
    if voice.judgement == Judgement.PARTLY:
        return _("A part became better. The rest is open again. %(name)s must answer by %(date)s.") % names
    if voice.judgement in REOPENS:
        return _("It is open again. %(name)s must answer by %(date)s.") % names
    if voice.status == Status.READ:
        return _("%(name)s has read it and must answer by %(date)s.") % names
    return _("%(name)s has it and must answer by %(date)s.") % names


def _on_paper(voice: Voice, today: date) -> str:
    names = {"name": voice.held_by.name, "date": in_words(voice.next_date), "sent": in_words(voice.posted_on)}
    if voice.posted_on and (voice.silent_since or (voice.next_date and voice.next_date < today)):
        return _("A letter went to %(name)s on %(sent)s. They have not answered in time. It stays open.") % names
    if voice.posted_on:
        return _("A letter went to %(name)s on %(sent)s. They must answer by %(date)s.") % names
    if voice.held_by.closed_on:
        return _("%(name)s has ended, and nobody took over. It is as far as it may go, and it stays open.") % names
    if voice.may_print:
        return (
            _("Nobody answers here for %(name)s. It goes to them by letter, and you see here when it is sent.") % names
        )
    return _("Nobody answers here for %(name)s, so nobody has read it. It can go by letter, if you say yes.") % names


def is_published(voice: Voice) -> bool:
    """Say whether everybody may read the voice with its latest answer."""
    return bool(voice.may_publish and voice.outcome and not voice.unchecked and not voice.let_be)


def promise_of(voice: Voice) -> str:
    """Return in words how much say the receiver promised, or nothing."""
    return str(Step(voice.promised_step).label) if voice.promised_step else ""


def chain_in_words(chain: Sequence[Organisation], *, levels: int, today: date) -> list[str]:
    """Return the way a voice may go, a sentence a step, the last one saying where it stops and what is shown then.

    chain: the receiver first. levels: how many of them it may reach.
    """
    way = list(chain[:levels])
    first = date_format(date.fromordinal(today.toordinal() + way[0].answer_days), "DATE_FORMAT")
    sentences = [_("%(name)s reads it, and must answer by %(date)s.") % {"name": way[0].name, "date": first}]
    if not way[0].answers_here:
        sentences = [_by_letter(way[0])]
    for below, above in pairwise(way):
        names = {"below": below.name, "above": above.name, "days": above.answer_days}
        sentences.append(
            ngettext(
                "If %(below)s has not answered by then, it goes to %(above)s. They have %(days)s day.",
                "If %(below)s has not answered by then, it goes to %(above)s. They have %(days)s days.",
                above.answer_days,
            )
            % names
        )
        if not above.answers_here:
            sentences.append(_("Nobody answers here for %(above)s. They get a letter, if you say yes to it.") % names)
    sentences.append(_("There it stops. If %(name)s does not answer, it stays open.") % {"name": way[-1].name})
    if levels < len(chain):
        sentences.append(
            _("%(name)s never gets your words. They can only see that an answer is missing.")
            % {"name": chain[levels].name}
        )
    return sentences


def _by_letter(organisation: Organisation) -> str:
    names = {"name": organisation.name, "days": organisation.answer_days}
    return (
        ngettext(
            "Nobody answers here for %(name)s. They get a letter, if you say yes to it, and then have %(days)s day.",
            "Nobody answers here for %(name)s. They get a letter, if you say yes to it, and then have %(days)s days.",
            organisation.answer_days,
        )
        % names
    )


def in_words(day: date | None) -> str:
    """Return a date as people write it, in the language of the page."""
    return date_format(day, "DATE_FORMAT") if day else ""


def _title(turn: Turn, talk: "Talk") -> str:
    names = {
        "name": turn.organisation.name if turn.organisation else "",
        "to": talk.voice.to.name,
        "next": turn.moved_to.name if turn.moved_to else "",
        "date": in_words(turn.by_when),
        "judgement": turn.get_judgement_display(),
        "step": turn.get_step_display(),
        "by": turn.written_in_by.name if turn.written_in_by else "",
    }
    if turn.act == Act.WROTE:
        return _("You wrote") if turn.side == Side.SPEAKER else _("%(name)s wrote") % names
    if turn.act == Act.ANSWERED:
        return from_letter(_answered(turn, names), turn)
    if turn.act == Act.ENDED:
        return ended(turn)
    if turn.act == Act.NOBODY:
        return nobody(turn)
    titles = {
        Act.SAID: _("You said to %(to)s"),
        Act.READ: _("%(name)s has read it"),
        Act.PROMISED: _("%(name)s promised: %(step)s"),
        Act.CHANGED: _("%(name)s told what was changed"),
        Act.JUDGED: _("You said: %(judgement)s"),
        Act.SILENT: _("%(name)s did not answer in time. It is as far as it may go."),
        Act.CLIMBED: _("%(name)s did not answer in time. It went to %(next)s"),
        Act.SENT_ON: _("%(name)s answered: It is not ours. It went to %(next)s"),
        Act.NAMED: _("%(name)s said that %(next)s must answer"),
        Act.PUBLISHED: _("It was checked and published"),
        Act.LEFT: _("Closed. Nobody said whether it became better"),
        Act.POSTED: _("%(by)s sent it to %(name)s by letter. They must answer by %(date)s"),
        Act.ASKED: _("You are asked about what may be published"),
        Act.AGREED: _("You said yes to what may be published"),
        Act.REFUSED: _("You said no to what may be published"),
        Act.REWROTE: _("You wrote what may be published"),
        Act.DELAYED: _(
            "This is serious. The office is asked to write to you first. It is not published before %(date)s"
        ),
        Act.LET_BE: _("It is not published. The user organisation says why"),
    }
    return from_letter(titles[Act(turn.act)] % names, turn)


def from_letter(title: str, turn: Turn) -> str:
    """Return the title of a turn, with who wrote it in where it came by letter."""
    if turn.written_in_by is None or turn.act == Act.POSTED:
        return title
    return _("%(title)s. Written in by %(by)s from a letter") % {"title": title, "by": turn.written_in_by.name}


def ended(turn: Turn) -> str:
    """Return in a sentence what became of a voice when the body that held it ended."""
    if turn.organisation is None:
        return str(Act.ENDED.label)
    names = {"name": turn.organisation.name, "next": turn.moved_to.name if turn.moved_to else ""}
    if turn.moved_to is None:
        return _("%(name)s has ended, and nobody took over. It stays open") % names
    if turn.organisation.part_of_id == turn.moved_to_id:
        return _("%(name)s is now part of %(next)s. It went to them") % names
    return _("%(name)s has ended. It went to %(next)s, one level up") % names


def nobody(turn: Turn) -> str:
    """Return in a sentence that a body was not reached, and where the voice went."""
    names = {
        "name": turn.organisation.name if turn.organisation else "",
        "next": turn.moved_to.name if turn.moved_to else "",
    }
    if turn.moved_to is None:
        return _("Nobody answers here for %(name)s, and no letter has gone. It stays open") % names
    return _("Nobody answers here for %(name)s, and no letter has gone. It went to %(next)s") % names


def _answered(turn: Turn, names: dict[str, str]) -> str:
    if turn.outcome == Outcome.WILL_CHANGE:
        return _("%(name)s answered: We will change it, by %(date)s") % names
    if turn.outcome == Outcome.PARTLY:
        return _("%(name)s answered: We will change a part of it, by %(date)s") % names
    if turn.outcome == Outcome.WILL_NOT:
        return _("%(name)s answered: We will not change it") % names
    return _("%(name)s answered: We explain how it is") % names
