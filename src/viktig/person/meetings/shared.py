"""The meetings, or one of them, as something to share; somebody who helps may suggest what to talk about."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.meetings.queries import has_meetings, shareable_meetings, written_by_others

register(
    Shareable(
        room=Room.MEETINGS,
        theirs=gettext_noop("The meetings"),
        whole="person:meetings-room",
        single="person:meetings-detail",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read about your meetings until %(day)s."),
                gettext_noop("%(name)s can read about one meeting of yours until %(day)s."),
            ),
            Level.SUGGEST: (
                gettext_noop("%(name)s can read about your meetings and suggest words there until %(day)s."),
                gettext_noop("%(name)s can read about one meeting of yours and suggest words there until %(day)s."),
            ),
        },
        looked={
            "person.meetings.read": gettext_noop("%(name)s read about a meeting of yours."),
            "person.meetings.suggest": gettext_noop("%(name)s added something to a meeting of yours."),
        },
        things=shareable_meetings,
        holds=has_meetings,
    )
)
beside.register(Room.MEETINGS, written_by_others)
