"""Publishing what was checked, as it was when it was checked."""

from django.utils.translation import gettext_lazy as _

from viktig.ground.acts.actions import note_act_of_users
from viktig.ground.acts.kinds import Done
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.publishing import Text


class NotAsChecked(RuleBroken):
    """Something came between the check and the yes."""


def publish_checked(*, voice: Voice, seen: int) -> None:
    """Publish a voice as it was shown. seen: how many turns it had then.

    Raises NotAsChecked when something has come since; NotToPublish.
    """
    _as_seen(voice, seen)
    actions.publish(voice=voice)
    note_act_of_users(Done.PUBLISHED, about=voice.pk)


def ask_about(*, voice: Voice, seen: int, text: Text) -> None:
    """Ask the one who spoke whether this may be published. Raises NotAsChecked, actions.NothingToAsk, NothingToSay."""
    _as_seen(voice, seen)
    actions.ask_about(voice=voice, text=text)
    note_act_of_users(Done.ASKED, about=voice.pk)


def talk_first(*, voice: Voice, seen: int, words: str) -> None:
    """Let a serious voice be talked about before it is published. Raises NotAsChecked, actions.NothingToAsk."""
    _as_seen(voice, seen)
    actions.talk_first(voice=voice, words=words)
    note_act_of_users(Done.TALK_FIRST, about=voice.pk)


def let_be(*, voice: Voice, seen: int, words: str) -> None:
    """Do not publish a voice, and tell why. Raises NotAsChecked, actions.NothingToSay."""
    _as_seen(voice, seen)
    actions.let_be(voice=voice, words=words)
    note_act_of_users(Done.LET_BE, about=voice.pk)


def _as_seen(voice: Voice, seen: int) -> None:
    if voice.turns_taken != seen:
        raise NotAsChecked(_("Something new came while you were reading. Read it once more, then publish."))
