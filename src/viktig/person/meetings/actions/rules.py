"""What a person may be told when something cannot be done in this room, and how a row is written once."""

from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Account
from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken
from viktig.person.meetings.models import Meeting, MeetingDecision, MeetingPaper, MeetingPoint
from viktig.person.meetings.queries import name_of

Row = TypeVar("Row", bound=Record)


class MeetingRule(RuleBroken):
    """A rule of this room. field: of the form, beside which it is said."""

    field = ""


class NothingWritten(MeetingRule):
    """The one thing that must be said was not said."""

    field = "words"


class NotAtThatTime(MeetingRule):
    """The day is past, or too far away."""

    field = "day"


class NotNow(MeetingRule):
    """The meeting cannot go there from where it is."""


class WrittenMeanwhile(MeetingRule):
    """The same was changed in another window since this page was opened."""


class NobodyInvited(MeetingRule):
    """There is nobody on the list who has not been invited."""


class OnTheList(MeetingRule):
    """They are on the list already."""

    field = "to"


class NothingIsWrittenDown(MeetingRule):
    """The person wants that nothing is written down in this meeting."""


def said(words: str) -> str:
    """Return words without the space around them. Raises NothingWritten."""
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    return words.strip()


def unchanged(seen: str, now: str) -> None:
    """Let it be written, if what stands there is still what the form showed. Raises WrittenMeanwhile."""
    if seen != now:
        raise WrittenMeanwhile(
            _(
                "This was changed in another window after you opened it here. Your words are below. Save again to keep them."
            )
        )


def written_once(row: Row, *, person_id: UUID) -> Row:
    """Write a new row; the same form sent twice (double click, retry) gives the row that is there.

    Raises Http404 where the id is not one to write under.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        there = type(row).unguarded.filter(pk=row.pk, person_id=person_id).first()
        if there is None:
            raise Http404 from None
        return there
    return row


def signed(meeting: Meeting, by: Account) -> dict[str, object]:
    """Return who writes something on a meeting, for its row: the name is empty for the person."""
    return {"by": by.who, "by_name": "" if by.who == meeting.person_id else name_of(meeting, by.who)}


def take_back(*, row: MeetingPoint | MeetingPaper | MeetingDecision) -> None:
    """Take away a point, a paper or a decision that was added. What others have used by now stays: NotNow."""
    deleted, _each = type(row).unguarded.filter(pk=row.pk).delete()
    if not deleted and type(row).unguarded.filter(pk=row.pk).exists():
        raise NotNow(_("It is in use by now, so only the person can take it away."))
