"""What matters to a person, as something to share."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.matters.queries import shareable_matters

register(
    Shareable(
        room=Room.MATTERS,
        theirs=gettext_noop("What matters"),
        whole="person:matters-room",
        single="person:matters-detail",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read what matters to you until %(day)s."),
                gettext_noop("%(name)s can read one thing that matters to you until %(day)s."),
            )
        },
        looked={"person.matters.read": gettext_noop("%(name)s read what matters to you.")},
        things=lambda who: dict(shareable_matters(who)),
        by_person=True,
    )
)
