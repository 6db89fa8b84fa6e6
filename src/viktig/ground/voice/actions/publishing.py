"""What a moderator does before everybody may read a voice, beside publishing it."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.actions.turns import NothingToSay, take_turn
from viktig.ground.voice.edit import Edit, EditState
from viktig.ground.voice.models import Voice
from viktig.ground.voice.publishing import TALK_FIRST, Text, latest, may_ask_again, text_of
from viktig.ground.voice.states import Act, Side


class NothingToAsk(RuleBroken):
    """The one who spoke is asked already, or nothing would be different."""


def ask_about(*, voice: Voice, text: Text) -> None:
    """Ask the one who spoke whether this may be published instead of the words as they are. Nothing is published.

    Raises NothingToAsk, NothingToSay, SomebodyWasFirst.
    """
    answer, change = latest(list(voice.turns.all()))
    edit = Edit.unguarded.filter(voice=voice).first()
    today = clock.today()
    if answer is None or not voice.may_publish:
        raise NothingToAsk(_("This may not be published: the one who spoke must agree, and there must be an answer."))
    if not may_ask_again(edit, today):
        raise NothingToAsk(_("The one who spoke has been asked, and has not answered yet."))
    if not text.words.strip() or not text.answer.strip() or (change and not text.change.strip()):
        raise NothingToSay(_("Something must be left of each text. To publish nothing, let it be."))
    if text == text_of(voice, answer, change, edit=edit, published=None):
        raise NothingToAsk(_("Nothing is different. Take out what someone could be known by, then ask."))
    take_turn(voice, voice.state, today, side=Side.MODERATOR, act=Act.ASKED)
    edit = edit or Edit(voice=voice, version=0)
    edit.words, edit.answer, edit.change = text.words, text.answer, text.change
    edit.answer_at, edit.change_at = answer.position, change.position if change else None
    edit.state, edit.version, edit.asked_on = EditState.ASKED, edit.version + 1, today
    edit.save()


def talk_first(*, voice: Voice, words: str) -> None:
    """Mark a voice as serious: the office is asked to write to the one who spoke before it is published. Once only.

    words: what the office is asked, or nothing. Raises NothingToAsk, SomebodyWasFirst.
    """
    if voice.publish_from is not None:
        raise NothingToAsk(_("This has been marked as serious already."))
    today = clock.today()
    day = today + TALK_FIRST
    take_turn(voice, voice.state, today, side=Side.MODERATOR, act=Act.DELAYED, words=words.strip(), by_when=day)
    Voice.unguarded.filter(pk=voice.pk).update(serious=True, publish_from=day)
    voice.serious, voice.publish_from = True, day


def let_be(*, voice: Voice, words: str) -> None:
    """Do not publish a voice, and tell the one who spoke why. It comes again when it is answered anew.

    Raises NothingToSay, SomebodyWasFirst.
    """
    if not words.strip():
        raise NothingToSay(_("Write why, so that the one who spoke knows."))
    take_turn(voice, voice.state, clock.today(), side=Side.MODERATOR, act=Act.LET_BE, words=words)
    Edit.unguarded.filter(voice=voice, state=EditState.ASKED).update(
        state=EditState.REFUSED, version=F("version") + 1
    )  # nobody says yes to what is let be
