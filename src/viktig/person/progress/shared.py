"""How it is going, as something to share: the whole room, or one thing that is followed."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.progress.queries import has_any, shareable_series

register(
    Shareable(
        room=Room.PROGRESS,
        theirs=gettext_noop("How it is going"),
        whole="person:progress-room",
        single="person:progress-series",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read how it is going until %(day)s."),
                gettext_noop("%(name)s can read how it is going with one thing until %(day)s."),
            )
        },
        looked={"person.progress.read": gettext_noop("%(name)s read how it is going.")},
        things=lambda who: dict(shareable_series(who)),
        holds=has_any,
        by_person=True,
    )
)
