"""Who comes to a meeting, and what goes out to them in good time."""

from datetime import timedelta

import pytest
from django.core import mail

from viktig.ground import clock
from viktig.ground.access.queries import open_now
from viktig.ground.facts.actions import check
from viktig.ground.notify.models import Mail
from viktig.ground.people import actions as people
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Share
from viktig.ground.voice import waiting
from viktig.person.meetings import actions, queries
from viktig.person.meetings.models import (
    Meeting,
    MeetingGuest,
    MeetingPaper,
)
from viktig.person.meetings.tests.make import (
    let_invite,
    make_guest,
    make_invited,
    make_meeting,
    make_paper,
)


@pytest.fixture
def ane():
    account = make_account(name="Ane", email="ane@example.org")
    with acting_as(account.who, because="test"):
        place = make_place()
        people.name_yourself(person=Person.unguarded.get(pk=account.who), name="Ane", place_code=place.pk)
        yield account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def now(row):
    return type(row).unguarded.get(pk=row.pk)


def shares(ane):
    return list(Share.unguarded.filter(open_now(), person_id=ane.who))


def facts():
    found = [parcel.load for parcel in waiting.take("fact")]
    for one in found:
        check(one["kind"], one["attributes"])
    return sorted((one["kind"].rpartition(".")[2], tuple(one["attributes"].values())) for one in found)


def began(meeting, *, hours=2):
    """Let a meeting have begun some hours ago."""
    Meeting.unguarded.filter(pk=meeting.pk).update(starts_at=clock.now() - timedelta(hours=hours))
    return now(meeting)


def rewrite(meeting, **new):
    meeting = now(meeting)
    values = {name: getattr(meeting, name) for name in ("title", "minutes", "place", "link", "days_before")}
    values |= {"writes_down": meeting.writes_down, "in_calendar": meeting.in_calendar}
    values |= {"day": meeting.begins.date(), "at": meeting.begins.time(), "seen": queries.meeting_fingerprint(meeting)}
    actions.write_meeting(meeting=meeting, **(values | new))
    return now(meeting)


# Who comes ------------------------------------------------------------------------------------------------------------


def test_nobody_hears_anything_before_the_person_has_approved_the_list(ane, kim):
    meeting = make_meeting(ane.who)
    make_guest(meeting, kim)
    assert (Mail.unguarded.count(), shares(ane)) == (0, [])

    let_invite(meeting)
    assert [(one.receiver, one.item, one.level) for one in shares(ane)] == [(kim.who, meeting.pk, "suggest")]
    assert [one.letter["to"] for one in Mail.unguarded.all()] == ["kim@example.org"]
    assert mail.outbox == []


def test_the_letter_holds_no_words_of_the_meeting(ane, kim):
    meeting = make_invited(ane.who, kim, title="About the admission")

    letter = Mail.unguarded.get().letter
    assert str(meeting.pk) in letter["text"]
    assert "admission" not in letter["text"] + letter["subject"]


def test_a_list_that_was_changed_in_another_window_is_not_the_one_that_was_approved(ane, kim):
    meeting = make_meeting(ane.who)
    make_guest(meeting, kim)
    seen = queries.guest_list_fingerprint(meeting)
    make_guest(meeting, name="The boss")

    with pytest.raises(actions.NotNow):
        actions.invite(meeting=meeting, seen=seen)
    assert not MeetingGuest.unguarded.exclude(invited_on=None).exists()


def test_the_same_list_is_invited_once(ane, kim):
    meeting = make_invited(ane.who, kim)
    with pytest.raises(actions.NobodyInvited):
        let_invite(meeting)
    assert len(facts()) == 1


def test_nobody_is_twice_on_the_list_and_the_person_never(ane, kim):
    meeting = make_meeting(ane.who)
    make_guest(meeting, kim)
    for account in (kim, ane):
        with pytest.raises(actions.OnTheList):
            make_guest(meeting, account)


def test_who_is_taken_off_the_list_sees_the_meeting_no_more(ane, kim):
    make_invited(ane.who, kim)
    actions.take_off(guest=MeetingGuest.unguarded.select_related("meeting").get())

    assert (MeetingGuest.unguarded.count(), shares(ane)) == (0, [])


# In good time ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "band", "in_time"),
    [(20, "14_or_more", "yes"), (7, "7_13", "yes"), (6, "3_6", "no"), (0, "0_2", "no")],
)
def test_what_goes_out_seven_days_before_is_in_good_time_and_counted(ane, kim, days, band, in_time):
    meeting = make_meeting(ane.who, days=days)
    make_guest(meeting, kim)
    meeting = let_invite(meeting)

    assert facts() == [("papers", ("invitation", band, in_time))]
    assert queries.is_late(meeting) is (in_time == "no")


def test_a_paper_that_comes_late_is_marked_and_counted(ane, kim):
    meeting = make_invited(ane.who, kim, days=5)
    facts()
    make_paper(meeting, kim)
    assert actions.send_papers(meeting=meeting) == 1
    assert actions.send_papers(meeting=meeting) == 0

    assert facts() == [("papers", ("paper", "3_6", "no"))]
    assert [one.is_late for one in queries.contents_of(meeting, account=ane).papers] == [True]


def test_papers_wait_for_the_invitation_and_go_out_with_it(ane, kim):
    meeting = make_meeting(ane.who)
    make_paper(meeting, ane)
    make_guest(meeting, kim)
    with pytest.raises(actions.NotNow):
        actions.send_papers(meeting=meeting)

    let_invite(meeting)
    assert MeetingPaper.unguarded.get().sent_on == clock.today()


def test_without_a_place_nothing_is_counted(kim):
    nobody = make_account(name="Ane")
    with acting_as(nobody.who, because="test"):
        make_invited(nobody.who, kim)
        assert facts() == []
