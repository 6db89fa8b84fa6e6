"""What a person has said, for tests: sent as the person, delivered as all voices are."""

from uuid import UUID, uuid4

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.actions import Words, deliver
from viktig.ground.words.receipt import mint
from viktig.person.said import actions
from viktig.person.said.models import Said


def make_said(*, who: UUID, to: Organisation, words: str = "My papers were lost twice.", arrived: bool = True) -> Said:
    """Say something as a person; delivered, unless it is still on its way."""
    load = Words(
        kind="barrier",
        level="service",
        area="housing",
        language="nb",
        words=words,
        to=str(to.pk),
        levels=3,
        may_publish=True,
    )
    with acting_as(who, because="test"):
        said = actions.say(who=who, said_id=uuid4(), words=load, receipt=mint("nb"))
    if arrived:
        deliver()
    return said
