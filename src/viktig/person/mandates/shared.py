"""Who acts for the person, and what bodies may tell each other, as something to share: to read, never to change."""

from django.utils.translation import gettext_noop

from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import Shareable, register
from viktig.person.mandates.queries import has_any, shareable_mandates

register(
    Shareable(
        room=Room.MANDATES,
        theirs=gettext_noop("Who acts for them"),
        whole="person:mandates-room",
        single="person:mandates-mandate",
        can_see={
            Level.READ: (
                gettext_noop("%(name)s can read who may act for you, and what may be told about you, until %(day)s."),
                gettext_noop("%(name)s can read one power of attorney that you have given until %(day)s."),
            )
        },
        looked={"person.mandates.read": gettext_noop("%(name)s read who may act for you.")},
        things=shareable_mandates,
        holds=has_any,
    )
)
