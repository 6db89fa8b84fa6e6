"""Those around a person, as something to share; whoever may suggest writes messages there, and suggests answers."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.group.queries import written_by_others

register(
    Shareable(
        room=Room.GROUP,
        theirs=gettext_noop("Those around"),
        whole="person:group-room",
        single="person:group-transition",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read about those around you, and all messages there, until %(day)s."),
                "",
            ),
            Level.SUGGEST: (
                gettext_noop("%(name)s can read about those around you, and write messages there, until %(day)s."),
                "",
            ),
        },
        looked={
            "person.group.read": gettext_noop("%(name)s read the page about those around you."),
            "person.group.suggest": gettext_noop(
                "%(name)s wrote or suggested something on the page about those around you."
            ),
        },
        things=lambda _who: {},  # the whole room, or nothing: whoever writes must know who reads
    )
)
beside.register(Room.GROUP, written_by_others)
