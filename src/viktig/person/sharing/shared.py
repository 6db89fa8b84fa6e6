"""A line of the log is something that others caused: the person's own words may stand beside it."""

from uuid import UUID

from django.urls import reverse

from viktig.ground.privacy.beside import Beside, register
from viktig.person.sharing.queries import find_look


def look_beside(who: UUID, entry_id: UUID) -> Beside | None:
    """Return a line of a person's log in words; None, if there is no such line."""
    look = find_look(who, entry_id)
    return Beside(look.sentence, look.entry.pk, reverse("person:sharing-looked")) if look else None


register("sharing", look_beside)
