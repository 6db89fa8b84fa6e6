"""What keeps a person well, as something to share; a helper may suggest words there."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.well.queries import shareable_things, suggested_to

register(
    Shareable(
        room=Room.WELL,
        theirs=gettext_noop("What keeps them well"),
        whole="person:well-room",
        single="person:well-thing",
        can_see={
            Level.READ: (
                gettext_noop(
                    "%(name)s can read what keeps you well until %(day)s. Your diary and what you follow are not in it."
                ),
                gettext_noop("%(name)s can read one thing of what keeps you well until %(day)s."),
            ),
            Level.SUGGEST: (
                gettext_noop(
                    "%(name)s can read what keeps you well and suggest words there until %(day)s."
                    " Your diary and what you follow are not in it."
                ),
                "",
            ),
        },
        looked={
            "person.well.read": gettext_noop("%(name)s read what keeps you well."),
            "person.well.suggest": gettext_noop("%(name)s suggested words on the page about what keeps you well."),
        },
        things=shareable_things,
        by_person=True,
    )
)
beside.register(Room.WELL, suggested_to)
