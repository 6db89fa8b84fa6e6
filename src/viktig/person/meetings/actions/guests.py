"""Who comes. Nobody is invited, and nobody sees anything, before the person has approved the list."""

import uuid
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.privacy.actions import end_shares, give_share
from viktig.ground.privacy.models import Level, Room
from viktig.person.actions import written_once
from viktig.person.meetings import counted
from viktig.person.meetings.actions.meetings import seen_until
from viktig.person.meetings.actions.rules import NobodyInvited, NotNow, OnTheList
from viktig.person.meetings.models import Meeting, MeetingAddress, MeetingGuest, MeetingPaper, MeetingStatus
from viktig.person.meetings.queries import guest_list_fingerprint
from viktig.person.meetings.states import COMING


@transaction.atomic
def add_guest(
    *,
    meeting: Meeting,
    name: str,
    role: str = "",
    body: str = "",
    email: str = "",
    who: UUID | None = None,
    level: Level | str = Level.SUGGEST,
    new_id: UUID | None = None,
) -> MeetingGuest:
    """Write somebody on the list. They hear nothing of it yet. who: theirs, if they have a page here.

    Raises OnTheList, and for the person themself too. new_id: minted with the form.
    """
    new_id = new_id or uuid.uuid4()
    if who is not None and (
        who == meeting.person_id or MeetingGuest.unguarded.filter(meeting=meeting, who=who).exclude(pk=new_id).exists()
    ):
        raise OnTheList(_("They are on the list already."))
    last = MeetingGuest.unguarded.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    guest = MeetingGuest(
        id=new_id,
        person_id=meeting.person_id,
        meeting=meeting,
        position=0 if last is None else last + 1,
        name=name.strip(),
        role=role.strip(),
        body=body.strip(),
        who=who,
        level=level,
    )
    kept = written_once(guest)
    if kept is guest and email.strip():
        MeetingAddress(person_id=meeting.person_id, guest=guest, email=email.strip()).save(force_insert=True)
    return kept


@transaction.atomic
def take_off(*, guest: MeetingGuest) -> None:
    """Take somebody off the list; who was invited sees the page no more, and is told that something is new."""
    meeting = guest.meeting
    if guest.who and end_shares(person=meeting.person_id, room=Room.MEETINGS, item=meeting.pk, receiver=guest.who):
        tell(guest.who, address=reverse("ground:tasks"))
    MeetingGuest.unguarded.filter(pk=guest.pk).delete()


@transaction.atomic
def invite(*, meeting: Meeting, seen: str) -> int:
    """Let the invitation go to all on the list who have not got it; return how many. The papers go out with it.

    Who has a page here sees the page of the meeting from now on, and is told; for others there is a paper to print. The
    first time it is counted, with nobody in it: how long before the meeting. seen: the fingerprint of the list that was
    approved. Raises NobodyInvited, and NotNow where the list is another by now or the meeting is over or called off.
    """
    now = Meeting.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=meeting.pk)
    if now.status not in COMING or seen_until(now) <= clock.now():
        raise NotNow(_("Nobody can be invited to this meeting now."))
    if seen != guest_list_fingerprint(now):
        raise NotNow(_("The list was changed in another window. Look at it once more."))
    guests = list(MeetingGuest.unguarded.filter(meeting=now, invited_on=None))
    if not guests:
        raise NobodyInvited(_("Everyone on the list has been invited."))
    MeetingGuest.unguarded.filter(pk__in=[one.pk for one in guests]).update(invited_on=clock.today())
    papers = MeetingPaper.unguarded.filter(meeting=now, sent_on=None).update(sent_on=clock.today())
    for one in guests:
        if one.who is not None:
            let_see(now, one)
    if now.invited_on is None:
        now.invited_on, now.status, now.changed_at = clock.today(), MeetingStatus.INVITED, clock.now()
        now.sequence += 1
        now.save()
        counted.count_sent(now, "invitation")
    elif papers:
        counted.count_sent(now, "paper")
    return len(guests)


def let_see(meeting: Meeting, guest: MeetingGuest) -> None:
    """Let a guest see the page of a meeting until a month after it, and tell them."""
    assert guest.who is not None
    end_shares(person=meeting.person_id, receiver=guest.who, room=Room.MEETINGS, item=meeting.pk)
    give_share(
        person=meeting.person_id,
        receiver=guest.who,
        receiver_name=guest.name,
        receiver_from=guest.body,
        room=Room.MEETINGS,
        item=meeting.pk,
        level=guest.level,
        purpose=gettext("To take part in a meeting."),
        ends_at=seen_until(meeting),
    )
    tell(guest.who, address=reverse("person:meetings-detail", args=[meeting.pk]))


def note_absent(*, guest: MeetingGuest, is_absent: bool) -> None:
    """Keep that somebody is not at the meeting, or is there after all."""
    MeetingGuest.unguarded.filter(pk=guest.pk).update(is_absent=is_absent)
