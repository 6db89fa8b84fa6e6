"""What a person has said, and the answers, as something to share."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.said.queries import said_overview

register(
    Shareable(
        room=Room.SAID,
        theirs=gettext_noop("What was said, and the answers"),
        whole="person:said-room",
        single="person:said-detail",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read what you have said, and the answers, until %(day)s."),
                gettext_noop("%(name)s can read one thing that you have said, and the answer, until %(day)s."),
            )
        },
        looked={"person.said.read": gettext_noop("%(name)s read what you have said, and the answers.")},
        things=lambda who: {one.id: one.first_words for one in said_overview(who)},
    )
)
