"""From what went wrong with a mandate to words for somebody who must answer."""

from uuid import UUID

from viktig.person.said import actions as said
from viktig.person.said.queries import begun


def begin_to_say(*, who: UUID, about: UUID, given: dict[str, str]) -> UUID:
    """Begin to say something to somebody who must answer, with words the person can change; return the id of its form.

    about: what it is about; the same thing begins one form, and what was changed there stays.
    """
    if not begun(who, about):
        said.keep_begun(who=who, said_id=about, given=given)
    return about
