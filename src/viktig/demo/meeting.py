"""A meeting that two of the demo's people prepare and invite to. Every sentence is our own."""

from dataclasses import dataclass
from datetime import time, timedelta

from viktig.demo.story import who
from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.privacy.acting import acting_as
from viktig.person.meetings import actions, queries
from viktig.person.meetings.models import Meeting


@dataclass(frozen=True)
class Prepared:
    """What one of them has written. helper: who is invited here, and adds a point; guest: who gets it on paper."""

    title: str
    place: str
    points: tuple[str, ...]
    sheet: dict[str, str]
    paper: tuple[str, str]
    helper: tuple[str, str, str]
    guest: tuple[str, str]
    suggested: str


MEETINGS = {
    "anna": Prepared(
        "Møtet om hvor jeg skal bo", "Biblioteket, rommet i andre etasje",
        ("Når kan jeg se på en leilighet?", "Hvem ringer jeg når papirer blir borte?"),
        {"important": "At dere snakker til meg, ikke om meg.", "easier": "En pause midt i. Sitte nær døra."},
        ("Det jeg trenger i en bolig", "En dør jeg kan låse. Ikke første etasje. Plass til gitaren."),
        ("kari", "Kari", "Ombudet mitt"), ("Mari på boligkontoret", "Saksbehandler"),
        "Hvordan får Anna kvittering når hun leverer noe?",
    ),
    "alva": Prepared(
        "Mötet om var jag ska bo", "Biblioteket, rummet en trappa upp",
        ("När kan jag få se en lägenhet?", "Vem ringer jag när papper kommer bort?"),
        {"important": "Att ni talar med mig, inte om mig.", "easier": "En paus mitt i. Sitta nära dörren."},
        ("Vad jag behöver i ett hem", "En dörr som jag kan låsa. Inte bottenvåningen."),
        ("noor", "Noor", "Mitt ombud"), ("Maria på bostadskontoret", "Handläggare"),
        "Hur får Alva kvitto när hon lämnar in något?",
    ),
}  # fmt: skip


def prepare(key: str) -> None:
    """Let one of them prepare a meeting, and invite to it; whoever helps adds a point."""
    if key not in MEETINGS:
        return
    one, me = MEETINGS[key], who(key)
    helper = who(one.helper[0])
    with acting_as(me.who, because="demo"):
        meeting = actions.add_meeting(
            person=Person.unguarded.select_related("place__country").get(pk=me.who), kind="plan", title=one.title,
            day=clock.today() + timedelta(days=12), at=time(10), minutes=60, place=one.place,
        )  # fmt: skip
        for words in one.points:
            actions.add_point(meeting=meeting, by=me, words=words)
        seen = queries.preparation_fingerprint({})
        actions.prepare(meeting=meeting, words=one.sheet, shown={"easier"}, seen=seen)
        actions.add_paper(meeting=meeting, by=me, title=one.paper[0], words=one.paper[1])
        actions.add_guest(meeting=meeting, name=one.helper[1], role=one.helper[2], who=helper.who)
        actions.add_guest(meeting=meeting, name=one.guest[0], role=one.guest[1])
        actions.invite(meeting=meeting, seen=queries.guest_list_fingerprint(meeting))
    with acting_as(helper.who, because="demo"):
        actions.add_point(meeting=Meeting.unguarded.get(pk=meeting.pk), by=helper, words=one.suggested)
