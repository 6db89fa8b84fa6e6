"""What a person has to choose, as something to share: with whoever thinks along with them."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy import beside
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.choices.queries import has_choices, shareable_choices, written_by_others

register(
    Shareable(
        room=Room.CHOICES,
        theirs=gettext_noop("What there is to choose"),
        whole="person:choices-room",
        single="person:choices-choosing",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read all that you have to choose until %(day)s."),
                gettext_noop("%(name)s can read one thing that you have to choose until %(day)s."),
            ),
            Level.SUGGEST: (
                gettext_noop("%(name)s can read all that you have to choose and suggest words there until %(day)s."),
                gettext_noop(
                    "%(name)s can read one thing that you have to choose and suggest words there until %(day)s."
                ),
            ),
        },
        looked={
            "person.choices.read": gettext_noop("%(name)s read what you have to choose."),
            "person.choices.suggest": gettext_noop("%(name)s suggested something where you have to choose."),
        },
        things=shareable_choices,
        holds=has_choices,
    )
)
beside.register(Room.CHOICES, written_by_others)
