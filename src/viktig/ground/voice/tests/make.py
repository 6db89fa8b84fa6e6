"""Voices for tests, delivered the way all voices are."""

from typing import Any

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of, receipt_digest
from viktig.ground.words.receipt import mint


def make_voice(
    *,
    to: Organisation,
    words: str = "My papers were lost twice.",
    levels: int = 3,
    may_publish: bool = True,
    kind: str = "barrier",
    area: str = "housing",
    language: str = "nb",
    receipt: str | None = None,
    **more: Any,
) -> tuple[Voice, str]:
    """Say something to an organisation and deliver it; return the voice and its receipt."""
    receipt = receipt or mint("nb")
    said = actions.Words(
        kind=kind,
        level="service",
        area=area,
        language=language,
        words=words,
        to=str(to.pk),
        levels=levels,
        may_publish=may_publish,
        **more,
    )
    with acting_as(None, because="test"):
        actions.say(said, receipt=receipt)
    actions.deliver()
    return found(receipt), receipt


def found(receipt: str) -> Voice:
    """Return the voice of a receipt, as it is now."""
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        return Voice.unguarded.select_related("held_by", "to__place").get(receipt_digest=receipt_digest(receipt))
