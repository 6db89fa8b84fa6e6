"""Papers for a meeting: the person sees each first, and sends them on to everybody."""

import uuid
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account
from viktig.ground.privacy.pictures import Picture
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, written_once
from viktig.person.meetings import counted
from viktig.person.meetings.actions.meetings import tell_guests
from viktig.person.meetings.actions.rules import NotNow, signed
from viktig.person.meetings.models import Meeting, MeetingPaper, MeetingStatus

MOST = 20


class NoRoomForMore(RuleBroken):
    """As many papers lie on the meeting as may."""


def add_paper(
    *,
    meeting: Meeting,
    by: Account,
    title: str,
    words: str = "",
    picture: Picture | None = None,
    new_id: UUID | None = None,
) -> MeetingPaper:
    """Put a paper on a meeting: words, a picture, or both. Nobody but the person and whoever adds it sees it yet.

    Where somebody else adds it, the person is told. Raises NothingWritten, NoRoomForMore. new_id: minted with the form.
    """
    if not words.strip() and picture is None:
        raise NothingWritten(_("Write the words of the paper, or choose a picture of it."))
    new_id = new_id or uuid.uuid4()
    if MeetingPaper.unguarded.filter(meeting=meeting).exclude(pk=new_id).count() >= MOST:
        raise NoRoomForMore(_("There is no room for more papers here."))
    paper = MeetingPaper(
        id=new_id,
        person_id=meeting.person_id,
        meeting=meeting,
        title=title.strip(),
        words=words.strip(),
        large=picture.large if picture else None,
        small=picture.small if picture else None,
        added_on=clock.today(),
        **signed(meeting, by),
    )
    kept = written_once(paper)
    if kept is paper and by.who != meeting.person_id:
        tell(meeting.person_id, address=reverse("person:meetings-detail", args=[meeting.pk]))
    return kept


@transaction.atomic
def send_papers(*, meeting: Meeting) -> int:
    """Send what has not gone out to everybody who is invited; return how many. It is counted whether it was in time.

    Before the invitations have gone out, the papers wait and go with them: NotNow.
    """
    now = Meeting.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=meeting.pk)
    if now.status != MeetingStatus.INVITED:
        raise NotNow(_("The papers go out together with the invitation."))
    sent = MeetingPaper.unguarded.filter(meeting=now, sent_on=None).update(sent_on=clock.today())
    if sent:
        counted.count_sent(now, "paper")
        tell_guests(now)
    return sent
