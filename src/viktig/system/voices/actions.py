"""Publishing what was checked, as it was when it was checked."""

from django.utils.translation import gettext_lazy as _

from viktig.ground.rules import RuleBroken
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice


class NotAsChecked(RuleBroken):
    """Something came between the check and the yes."""


def publish_checked(*, voice: Voice, seen: int) -> None:
    """Publish a voice as it was shown. seen: how many turns it had then.

    Raises NotAsChecked when something has come since; NotToPublish.
    """
    if voice.turns_taken != seen:
        raise NotAsChecked(_("Something new came while you were reading. Read it once more, then publish."))
    actions.publish(voice=voice)
