"""The page about the ombud, as something to share; a helper may suggest words there."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.ombud.queries import has_had_an_ombud, shareable_assignments, written_by_others

register(
    Shareable(
        room=Room.OMBUD,
        theirs=gettext_noop("The ombud, and what they work on"),
        whole="person:ombud-room",
        single="person:ombud-assignment",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read the page about your ombud until %(day)s."),
                gettext_noop("%(name)s can read one thing that you want help with until %(day)s."),
            ),
            Level.SUGGEST: (
                gettext_noop("%(name)s can read the page about your ombud and suggest words there until %(day)s."),
                gettext_noop(
                    "%(name)s can read one thing that you want help with and suggest words there until %(day)s."
                ),
            ),
        },
        looked={
            "person.ombud.read": gettext_noop("%(name)s read the page about your ombud."),
            "person.ombud.suggest": gettext_noop(
                "%(name)s suggested words or added a picture on the page about your ombud."
            ),
        },
        things=shareable_assignments,
        holds=has_had_an_ombud,
    )
)
beside.register(Room.OMBUD, written_by_others)
