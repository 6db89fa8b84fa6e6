"""What is talked about. The person's own points come first, always; those who are invited may add theirs after them."""

import uuid
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.person.actions import said, unchanged, written_once
from viktig.person.meetings.actions.rules import NotYourWords, signed
from viktig.person.meetings.models import Meeting, MeetingPoint
from viktig.person.meetings.queries import words_fingerprint


def add_point(*, meeting: Meeting, by: Account, words: str, new_id: UUID | None = None) -> MeetingPoint:
    """Put something on the agenda: the person's own after their others, somebody else's after all. Raises NothingWritten.

    Where somebody else adds it, the person is told. new_id: minted with the form.
    """
    words = said(words)
    last = MeetingPoint.unguarded.filter(meeting=meeting, by=by.who).aggregate(last=Max("position"))["last"]
    point = MeetingPoint(
        id=new_id or uuid.uuid4(),
        person_id=meeting.person_id,
        meeting=meeting,
        words=words,
        position=0 if last is None else last + 1,
        written_at=clock.now(),
        **signed(meeting, by),
    )
    kept = written_once(point)
    if kept is point and by.who != meeting.person_id:
        tell(meeting.person_id, address=reverse("person:meetings-detail", args=[meeting.pk]))
    return kept


@transaction.atomic
def write_point(*, point: MeetingPoint, words: str, seen: str) -> None:
    """Write a point of the person's own anew. seen: the fingerprint of the words that the form showed.

    Raises NothingWritten, WrittenMeanwhile, NotYourWords.
    """
    words = said(words)
    now = MeetingPoint.unguarded.select_for_update().get(pk=point.pk)
    if now.by != now.person_id:
        raise NotYourWords(_("These are someone else's words. You can lay them aside."))
    unchanged(seen, words_fingerprint(now))
    now.words = words
    now.save(update_fields=["words"])


@transaction.atomic
def move_point(*, point: MeetingPoint, steps: int) -> None:
    """Move a point among those of the same one who wrote it: -1 is one up, 1 is one down. At the end nothing happens."""
    beside = MeetingPoint.unguarded.filter(meeting_id=point.meeting_id, by=point.by, laid_aside=False)
    order = list(beside.select_for_update().order_by("position", "written_at", "pk").values_list("pk", flat=True))
    if point.pk not in order:
        return
    here = order.index(point.pk)
    order.insert(min(max(here + steps, 0), len(order) - 1), order.pop(here))
    for position, pk in enumerate(order):
        MeetingPoint.unguarded.filter(pk=pk).update(position=position)


def lay_aside(*, point: MeetingPoint) -> None:
    """Say that a point is not for this meeting. It can be taken up again."""
    MeetingPoint.unguarded.filter(pk=point.pk).update(laid_aside=True, is_done=False)


def take_up(*, point: MeetingPoint) -> None:
    """Take up a point again that was laid aside."""
    MeetingPoint.unguarded.filter(pk=point.pk).update(laid_aside=False)


def note_done(*, point: MeetingPoint, is_done: bool) -> None:
    """Keep that a point has been talked about, or is to be talked about after all."""
    MeetingPoint.unguarded.filter(pk=point.pk, laid_aside=False).update(is_done=is_done)
