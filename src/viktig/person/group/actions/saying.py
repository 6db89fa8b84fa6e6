"""Leading on to where something is said to somebody who must answer: the words are filled in, and nothing is sent."""

from collections.abc import Mapping
from uuid import UUID

from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.person.said import queries as said
from viktig.person.said.actions import keep_begun


def begin_to_say(*, who: UUID, said_id: UUID, given: Mapping[str, str]) -> None:
    """Fill in what the person could say, in a form with an id of its own. What was begun under it before is left alone.

    said_id: of the row it is about, so that it is said once, however often the button is pressed.
    """
    begun = said.begun(who, said_id)
    if not begun and not said.letters(who, said_id, begun):
        first = {"kind": Kind.BARRIER, "level": VoiceLevel.SERVICE}
        keep_begun(who=who, said_id=said_id, given={name: str(value) for name, value in (first | dict(given)).items()})
