"""What the person writes for themselves: the sheet before a meeting, and three answers after it."""

import uuid
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.actions import unchanged
from viktig.person.meetings import counted
from viktig.person.meetings.actions.rules import NotNow
from viktig.person.meetings.models import HowItWas, Meeting, MeetingAnswers, MeetingPreparation, MeetingStatus, Part
from viktig.person.meetings.queries import preparation_fingerprint, preparation_of
from viktig.person.said.actions import keep_begun
from viktig.person.said.queries import begun


@transaction.atomic
def prepare(*, meeting: Meeting, words: Mapping[str, str], shown: Collection[str], seen: str) -> None:
    """Write the sheet: words by Part; shown: the parts that those who are invited may read. An empty part is gone.

    seen: the fingerprint of what the form showed. Raises WrittenMeanwhile.
    """
    Meeting.unguarded.select_for_update().get(pk=meeting.pk)
    there = preparation_of(meeting)
    unchanged(seen, preparation_fingerprint(there))
    for part in Part:
        said, row = words.get(part, "").strip(), there.get(part)
        if not said:
            if row is not None:
                row.delete()
            continue
        row = row or MeetingPreparation(person_id=meeting.person_id, meeting=meeting, part=part)
        row.words, row.is_shown = said, part in shown
        row.save()


@transaction.atomic
def answer(*, meeting: Meeting, said: str, dealt: str, next: str, words: str = "") -> MeetingAnswers:
    """Keep how a meeting was for the person. The first time it is counted, with nobody in it. Raises NotNow.

    Answering again replaces it, and is not counted again.
    """
    now = Meeting.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=meeting.pk)
    if now.status != MeetingStatus.HELD:
        raise NotNow(_("The meeting has not been held yet."))
    answers = MeetingAnswers.unguarded.filter(meeting=now).first()
    is_first = answers is None
    answers = answers or MeetingAnswers(id=uuid.uuid4(), person_id=now.person_id, meeting=now)
    answers.said, answers.dealt, answers.next = HowItWas(said), HowItWas(dealt), HowItWas(next)
    answers.words, answers.answered_on = words.strip(), clock.today()
    try:
        with transaction.atomic():
            answers.save()
    except IntegrityError:  # the same form came twice at once
        return MeetingAnswers.unguarded.get(meeting=now)
    if is_first:
        counted.count_answers(answers, now)
    return answers


def begin_to_say(*, answers: MeetingAnswers) -> None:
    """Begin to say to somebody who must answer what the person wrote after a meeting. Nothing is sent.

    It has the id of the answers, so that it is begun and said once; what was begun already is not written over.
    """
    if answers.words and not begun(answers.person_id, answers.pk):
        keep_begun(who=answers.person_id, said_id=answers.pk, given={"words": answers.words})
