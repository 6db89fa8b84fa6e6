"""What is counted of meetings: facts with nobody in them, in the place where the person lives. Without a place, nothing."""

from viktig.ground import clock
from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import days_before_meeting
from viktig.person.meetings.models import Meeting, MeetingAnswers
from viktig.person.meetings.queries import has_own_points, is_prepared

QUESTIONS = ("said", "dealt", "next")


def count_sent(meeting: Meeting, what: str) -> bool:
    """Count that an invitation or papers went out, how long before the meeting, and whether that was in good time."""
    today = clock.today()
    return _count(
        meeting,
        "person.meetings.papers",
        {
            "what": what,
            "days": days_before_meeting((meeting.begins.date() - today).days),
            "in_time": "yes" if today <= meeting.out_by else "no",
        },
    )


def count_held(meeting: Meeting) -> bool:
    """Count that a meeting was held: of which kind, with points of the person's own or none, prepared or not."""
    own, prepared = has_own_points(meeting), is_prepared(meeting)
    return _count(
        meeting,
        "person.meetings.held",
        {"kind": meeting.kind, "own_points": _yes(own), "prepared": _yes(prepared)},
    )


def count_answers(answers: MeetingAnswers, meeting: Meeting) -> None:
    """Count each of the three answers by itself, so that no two of them can be laid beside each other."""
    for question in QUESTIONS:
        _count(meeting, "person.meetings.answered", {"question": question, "answer": getattr(answers, question)})


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _count(meeting: Meeting, kind: str, attributes: dict[str, str]) -> bool:
    place = meeting.person.place
    if place is None:
        return False
    happened(kind, place=place, attributes=attributes)
    return True
