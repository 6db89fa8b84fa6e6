"""What a person may be told when something cannot be done in this room, and how a row is written once."""

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Account
from viktig.ground.record import Record
from viktig.ground.rules import RuleBroken
from viktig.person.meetings.models import Meeting, MeetingDecision, MeetingPaper, MeetingPoint
from viktig.person.meetings.queries import name_of

Row = TypeVar("Row", bound=Record)


class NotAtThatTime(RuleBroken):
    """The day is past, or too far away."""

    field = "day"


class NotNow(RuleBroken):
    """The meeting cannot go there from where it is."""


class NotYourWords(RuleBroken):
    """Somebody else wrote it."""


class NobodyInvited(RuleBroken):
    """There is nobody on the list who has not been invited."""


class OnTheList(RuleBroken):
    """They are on the list already."""

    field = "to"


class NothingIsWrittenDown(RuleBroken):
    """The person wants that nothing is written down in this meeting."""


def signed(meeting: Meeting, by: Account) -> dict[str, object]:
    """Return who writes something on a meeting, for its row: the name is empty for the person."""
    return {"by": by.who, "by_name": "" if by.who == meeting.person_id else name_of(meeting, by.who)}


def take_back(*, row: MeetingPoint | MeetingPaper | MeetingDecision) -> None:
    """Take away a point, a paper or a decision that was added. What others have used by now stays: NotNow."""
    deleted, _each = type(row).unguarded.filter(pk=row.pk).delete()
    if not deleted and type(row).unguarded.filter(pk=row.pk).exists():
        raise NotNow(_("It is in use by now, so only the person can take it away."))
