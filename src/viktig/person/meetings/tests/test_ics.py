"""Calendar files: what RFC 5545 and 5546 ask, read by a parser of our own and by one that others wrote."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.person.meetings import actions, ics
from viktig.person.meetings.models import Meeting
from viktig.person.meetings.tests.make import make_meeting

LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:,"]*))*):(.*)', re.DOTALL)


def parsed(text):
    """Return the lines of a file as (name, parameters, value), unfolded; holds each to its form on the way."""
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert b"\n" not in line
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    return [LINE.fullmatch(line).groups() for line in lines]


def event(text):
    found = parsed(text)
    begins = found.index(("BEGIN", "", "VEVENT"))
    return {name: value for name, _parameters, value in found[begins : found.index(("END", "", "VEVENT"))]}


@pytest.fixture
def ane():
    account = make_account(name="Ane")
    with acting_as(account.who, because="test"):
        yield account


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=400))
def test_any_text_comes_back_as_it_went_in(text):
    folded = ics.folded(f"SUMMARY:{ics.escaped(text)}")

    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    back = re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], folded.replace("\r\n ", "")[8:])
    kept = "".join(one for one in text.replace("\r\n", "\n").replace("\r", "\n") if one in "\n\t" or one >= " ")
    assert back == kept.replace("\x7f", "")


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Stockholm", "UTC"])
def test_a_zone_is_what_the_clocks_of_the_place_show_for_years(zone):
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *ics.timezone_of(zone, 2026), "END:VCALENDAR", ""])
    ours, theirs = tzical(io.StringIO(text)).get(zone), ZoneInfo(zone)

    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    while moment.year < 2031:
        local = moment.astimezone(theirs).replace(tzinfo=None)
        assert local.replace(tzinfo=ours).utcoffset() == local.replace(tzinfo=theirs).utcoffset(), local
        moment += timedelta(hours=31)


def test_a_calendar_says_a_time_and_nothing_else_unless_the_person_lets_it(ane):
    meeting = make_meeting(ane.who, title="About the clozapine; and more, really")
    with translation.override("nb"):
        quiet = ics.calendar([meeting])
        meeting.in_calendar = True
        told = ics.calendar([meeting])

    assert "clozapine" not in quiet
    assert "library" not in quiet
    assert event(told)["SUMMARY"] == "About the clozapine\\; and more\\, really"
    assert event(told)["LOCATION"] == "The library"


def test_a_download_is_published_with_an_organiser_and_without_guests(ane):
    found = parsed(ics.calendar([make_meeting(ane.who)]))
    names = [name for name, _parameters, _value in found]

    assert ("METHOD", "", "PUBLISH") in found
    assert (names.count("ORGANIZER"), names.count("ATTENDEE"), names.count("VTIMEZONE")) == (1, 0, 0)
    assert [value for name, _parameters, value in found if name == "BEGIN"][:2] == ["VCALENDAR", "VTIMEZONE"]


def test_the_same_meeting_keeps_its_id_and_raises_its_sequence_until_it_is_called_off(ane):
    meeting = make_meeting(ane.who)
    first = event(ics.calendar([meeting]))
    Meeting.unguarded.filter(pk=meeting.pk).update(status="invited", invited_on="2026-01-01", sequence=1)
    second = event(ics.calendar([Meeting.unguarded.get(pk=meeting.pk)]))
    actions.call_off(meeting=Meeting.unguarded.get(pk=meeting.pk))
    third = event(ics.calendar([Meeting.unguarded.get(pk=meeting.pk)]))

    assert first["UID"] == second["UID"] == third["UID"] == str(meeting.pk)
    assert [int(one["SEQUENCE"]) for one in (first, second, third)] == [0, 1, 2]
    assert [one["STATUS"] for one in (first, second, third)] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]


def test_an_invitation_asks_one_guest_and_is_cancelled_when_the_meeting_is(ane):
    meeting, ane_at, kim = (
        make_meeting(ane.who),
        ics.Mailbox('Ane "A"', "ane@example.org"),
        ics.Mailbox("Kim", "k@example.org"),
    )
    asked = parsed(ics.invitation(meeting, organiser=ane_at, guest=kim))
    meeting.status = "called_off"
    off = parsed(ics.invitation(meeting, organiser=ane_at, guest=kim))

    assert ("METHOD", "", "REQUEST") in asked
    assert ("METHOD", "", "CANCEL") in off
    assert ("ORGANIZER", ';CN="Ane A"', "mailto:ane@example.org") in asked
    parameters = ';ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Kim"'
    assert ("ATTENDEE", parameters, "mailto:k@example.org") in asked


def test_a_whole_day_ends_the_day_after(ane):
    day = ics.WholeDay(uid="x", on=date(2026, 12, 31), summary="Ring them", address="/person/")
    found = event(ics.calendar([], [day]))

    assert (found["DTSTART"], found["DTEND"]) == ("20261231", "20270101")
