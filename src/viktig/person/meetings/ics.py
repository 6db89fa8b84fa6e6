"""Calendar files as RFC 5545 and 5546 say, of what the person lets a calendar know: by default a time and a way back.

No words about anybody stand in them: the summary is "Meeting", unless the person lets a meeting's own title and place out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.person.meetings.models import Meeting, MeetingStatus
from viktig.person.meetings.queries import title_of

MOST_OCTETS = 75
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True)
class Mailbox:
    """Somebody in a calendar file: a name, which may be empty, and an address."""

    name: str
    email: str


@dataclass(frozen=True)
class WholeDay:
    """A day on which something is to be done. uid: stable. address: of the page about it."""

    uid: str
    on: date
    summary: str
    address: str


def calendar(meetings: Iterable[Meeting], days: Iterable[WholeDay] = ()) -> str:
    """Return a calendar of meetings, and of days, to download: METHOD:PUBLISH, nobody in it."""
    meetings = list(meetings)
    events = [_event(one, organiser=_house()) for one in meetings]
    events += [_whole_day(one, organiser=_house()) for one in days]
    return _file(PUBLISH, [one.zone for one in meetings], events, meetings)


def invitation(meeting: Meeting, *, organiser: Mailbox | None, guest: Mailbox) -> str:
    """Return an invitation of one guest, for the person to send: METHOD:REQUEST; CANCEL, when it is called off."""
    off = meeting.status == MeetingStatus.CALLED_OFF
    event = _event(meeting, organiser=organiser or _house(), guest=guest, asks=organiser is not None)
    return _file(CANCEL if off else REQUEST, [meeting.zone], [event], [meeting])


def as_calendar(content: str, name: str = "viktig.ics") -> HttpResponse:
    """Return a calendar file as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return HttpResponse(content.encode(), content_type="text/calendar; charset=utf-8", headers=headers)


def _file(method: str, zones: Iterable[str], events: Sequence[list[str]], meetings: Sequence[Meeting]) -> str:
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Viktig//Meetings 1//EN", "VERSION:2.0", "CALSCALE:GREGORIAN"]
    lines.append(f"METHOD:{method}")
    for zone in sorted(set(zones)):
        year = min(one.begins.year for one in meetings if one.zone == zone)
        lines += timezone_of(zone, year)
    for event in events:
        lines += event
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(meeting: Meeting, *, organiser: Mailbox, guest: Mailbox | None = None, asks: bool = False) -> list[str]:
    page = f"{settings.VIKTIG_URL}{reverse('person:meetings-detail', args=[meeting.pk])}"
    off = meeting.status == MeetingStatus.CALLED_OFF
    summary = title_of(meeting) if meeting.in_calendar else _("Meeting")
    described = _("The rest stands on the page:") + f" {page}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{meeting.pk}",
        f"DTSTAMP:{_utc(clock.now())}",
        f"LAST-MODIFIED:{_utc(meeting.changed_at)}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTART;TZID={meeting.zone}:{_local(meeting.begins)}",
        f"DTEND;TZID={meeting.zone}:{_local(meeting.ends)}",
        f"SUMMARY:{escaped(summary)}",
        f"STATUS:{'CANCELLED' if off else 'CONFIRMED' if meeting.invited_on else 'TENTATIVE'}",
        "CLASS:PRIVATE",
        f"ORGANIZER{_named(organiser)}:mailto:{_clean(organiser.email)}",
    ]
    if guest is not None:
        lines.append(
            f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={'TRUE' if asks else 'FALSE'}"
            f"{_named(guest)}:mailto:{_clean(guest.email)}"
        )
    if meeting.in_calendar and meeting.place:
        lines.append(f"LOCATION:{escaped(meeting.place)}")
    lines += [f"DESCRIPTION:{escaped(described)}", f"URL:{page}", "END:VEVENT"]
    return lines


def _whole_day(one: WholeDay, *, organiser: Mailbox) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{_utc(clock.now())}",
        f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(one.summary)}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        f"ORGANIZER{_named(organiser)}:mailto:{_clean(organiser.email)}",
        f"URL:{settings.VIKTIG_URL}{one.address}",
        "END:VEVENT",
    ]


def timezone_of(zone: str, year: int) -> list[str]:
    """Return the short VTIMEZONE of a zone from a year on: as the law of Europe has it, or one offset all year.

    Source: Directive 2000/84/EC: summer time from the last Sunday in March to the last in October, at 01:00 UTC.
    """
    winter, summer = (datetime(year, month, 15, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    if winter.utcoffset() == summer.utcoffset():
        lines += _observance("STANDARD", winter, winter, "19700101T000000", "")
    else:
        for name, before, after, month in (("DAYLIGHT", winter, summer, 3), ("STANDARD", summer, winter, 10)):
            begins = _last_sunday(year - 1, month) + (before.utcoffset() or timedelta())
            rule = f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"
            lines += _observance(name, before, after, _local(begins), rule)
    return [*lines, "END:VTIMEZONE"]


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), datetime.min.time()) + timedelta(hours=1)


def _observance(name: str, before: datetime, after: datetime, begins: str, rule: str) -> list[str]:
    lines = [f"BEGIN:{name}", f"TZNAME:{after.tzname()}", f"TZOFFSETFROM:{before:%z}", f"TZOFFSETTO:{after:%z}"]
    lines.append(f"DTSTART:{begins}")
    return [*lines, *([rule] if rule else []), f"END:{name}"]


def escaped(text: str) -> str:
    """Return a text as a value of a calendar file (RFC 5545, 3.3.11); signs that no text may have are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in text if one in "\n\t" or (one >= " " and one != "\x7f"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line folded so that none is longer than 75 octets, and no letter is cut in two (RFC 5545, 3.1)."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + octets
    return "\r\n".join([*parts, part])


def _named(one: Mailbox) -> str:
    """Return the name of somebody as a parameter; what a parameter cannot hold is left out (RFC 5545, 3.2)."""
    name = "".join(letter for letter in one.name if letter >= " " and letter not in '"\x7f').strip()
    return f';CN="{name}"' if name else ""


def _clean(email: str) -> str:
    return "".join(letter for letter in email if letter > " " and letter not in '"\x7f')


def _house() -> Mailbox:
    """Return the address that letters of this installation come from; nobody reads answers to it."""
    return Mailbox("Viktig", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
