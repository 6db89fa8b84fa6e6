"""A change with a day, and the list that must be answered before it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.classes import Transition as OnTheWay
from viktig.ground.words.areas import LifeArea
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.group.actions import save_once
from viktig.person.group.actions.saying import begin_to_say
from viktig.person.group.models import Line, LineState, SuggestedAnswer, Topic, Transition, TransitionKind
from viktig.person.group.queries import fingerprint, name_among, question_of, readers_of

AREAS = {Topic.HOUSING: LifeArea.HOUSING, Topic.MONEY: LifeArea.ECONOMY}
WAYS = {
    TransitionKind.HOME: OnTheWay.HOME,
    TransitionKind.MOVE: OnTheWay.MOVE,
    TransitionKind.SERVICE: OnTheWay.BETWEEN,
}
MOST_LINES = 30


class TooManyLines(RuleBroken):
    """The list is as long as it may be."""


@transaction.atomic
def begin_transition(*, who: UUID, new_id: UUID, kind: str, day: date, words: str = "") -> Transition:
    """Begin a list of what must be clear before a change. Sent twice, it is one list. new_id: as in `add_participant`."""
    begun, is_new = save_once(Transition(id=new_id, person_id=who, kind=kind, day=day, words=words.strip()))
    if is_new:
        for position, topic in enumerate(topic for topic in Topic if topic != Topic.OWN):
            Line(person_id=who, transition=begun, topic=topic, position=position).save(force_insert=True)
    return begun


@transaction.atomic
def write_transition(*, change: Transition, kind: str, day: date, words: str, seen: str) -> None:
    """Write a change anew; with another day, the person is asked after that one. Raises WrittenMeanwhile."""
    now = Transition.unguarded.select_for_update().get(pk=change.pk)
    unchanged(seen, fingerprint(now))
    if day != now.day:
        now.told = 0
    now.kind, now.day, now.words = kind, day, words.strip()
    now.save()


def delete_transition(*, change: Transition) -> None:
    """Delete a change with its whole list. It was asked twice; done twice it is one."""
    Transition.unguarded.filter(pk=change.pk).delete()


@transaction.atomic
def add_line(*, change: Transition, new_id: UUID, question: str) -> Line:
    """Add a question of the person's own to the list. Raises NothingWritten, TooManyLines."""
    if not question.strip():
        raise NothingWritten(_("Write what you need to know."))
    positions = list(Line.unguarded.filter(transition=change).values_list("position", flat=True))
    if len(positions) >= MOST_LINES:
        raise TooManyLines(
            _("There is room for %(number)s lines here. Delete one to add another.") % {"number": MOST_LINES}
        )
    line = Line(
        id=new_id,
        person_id=change.person_id,
        transition=change,
        topic=Topic.OWN,
        question=question.strip(),
        position=max(positions, default=0) + 1,
    )
    return save_once(line)[0]


def delete_line(*, line: Line) -> None:
    """Delete a question of the person's own. Done twice it is one."""
    Line.unguarded.filter(pk=line.pk, topic=Topic.OWN).delete()


@transaction.atomic
def answer_line(*, line: Line, state: str, answer: str, responsible: str, seen: str, used: UUID | None = None) -> None:
    """Answer a line, leave it open, or say that it does not concern the person.

    seen: the fingerprint of what the form showed. used: the suggestion it began with; it is closed. Raises NothingWritten
    for an answer without words, or that nobody answers for; WrittenMeanwhile.
    """
    now = Line.unguarded.select_for_update().get(pk=line.pk)
    unchanged(seen, fingerprint(now))
    if state == LineState.ANSWERED and not answer.strip():
        raise NothingWritten(_("Write the answer, or choose that it is not answered yet."))
    if state == LineState.ANSWERED and not responsible.strip():
        raise NothingWritten(_("Write who answers for it. It can be you."))
    now.state, now.answer, now.responsible = state, answer.strip(), responsible.strip()
    now.save()
    if used:
        SuggestedAnswer.unguarded.filter(pk=used, line=now).update(is_open=False)


def suggest_answer(*, line: Line, by: Account, new_id: UUID, answer: str, responsible: str) -> SuggestedAnswer:
    """Suggest an answer on the person's page; they are told. Sent twice, it is one. Raises NothingWritten."""
    if not answer.strip():
        raise NothingWritten(_("Write the answer you suggest."))
    suggested, is_new = save_once(
        SuggestedAnswer(
            id=new_id,
            person_id=line.person_id,
            line=line,
            by=by.who,
            by_name=name_among(readers_of(line.person_id), by.who),
            answer=answer.strip(),
            responsible=responsible.strip(),
            suggested_on=clock.today(),
        ),
        by=by.who,
    )
    if is_new:
        tell(line.person_id, address=reverse("person:group-transition", args=[line.transition_id]))
    return suggested


def let_be(*, suggested: SuggestedAnswer) -> None:
    """Let a suggestion be, without a reason: the person says not this time, or whoever wrote it takes it back."""
    SuggestedAnswer.unguarded.filter(pk=suggested.pk).update(is_open=False)


def bring_back(*, suggested: SuggestedAnswer) -> None:
    """Take up a suggestion again that was let be."""
    SuggestedAnswer.unguarded.filter(pk=suggested.pk).update(is_open=True)


def say_about_line(*, line: Line) -> UUID:
    """Begin to say to somebody who must answer that a line has no answer. Return the id of what is begun."""
    change = line.transition
    words = gettext("%(change)s: %(day)s. Before that day I need to know: “%(question)s” Nobody has answered.") % {
        "change": change.get_kind_display(),
        "day": date_format(change.day),
        "question": question_of(line),
    }
    given = {"words": words, "area": AREAS.get(Topic(line.topic), LifeArea.HEALTH)}
    if way := WAYS.get(TransitionKind(change.kind)):
        given["transition"] = way
    begin_to_say(who=line.person_id, said_id=line.pk, given=given)
    return line.pk
