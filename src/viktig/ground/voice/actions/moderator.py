"""What the user organisation does."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import states
from viktig.ground.voice.actions.turns import take_turn
from viktig.ground.voice.edit import Edit, EditState
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.plain import in_words
from viktig.ground.voice.publishing import latest, text_of, too_early, waits_for_speaker
from viktig.ground.voice.states import Act, Side


class NotToPublish(RuleBroken):
    """The voice may not be published: no yes from the speaker, no answer yet, or done already."""


class NotThatDay(RuleBroken):
    """The day on which a letter was sent lies ahead, or before it was there to be sent."""


def note_posted(*, voice: Voice, by: Organisation, sent_on: date) -> None:
    """Note that a letter went to the body that holds a voice. Its time to answer begins that day.

    by: the user organisation that sent it. Raises NotThatDay, states.NotNow, SomebodyWasFirst.
    """
    reach = voice.chain.filter(organisation=voice.held_by).first()
    came_on = (reach.reached_on if reach else None) or voice.said_on
    if not came_on <= sent_on <= clock.today():
        raise NotThatDay(_("Choose the day on which it was sent: today, or a day since it came to them."))
    state = states.posted(voice.state, sent_on, days=voice.held_by.answer_days)
    take_turn(
        voice,
        state,
        sent_on,
        side=Side.MODERATOR,
        act=Act.POSTED,
        organisation=voice.held_by,
        written_in_by=by,
        by_when=state.next_date,
    )


def publish(*, voice: Voice) -> None:
    """Publish a voice with its answer as they are, or what came since it was published. Raises NotToPublish."""
    turns, edit, today = list(voice.turns.all()), Edit.unguarded.filter(voice=voice).first(), clock.today()
    answered, changed = latest(turns)
    if not voice.may_publish or answered is None:
        raise NotToPublish(_("This may not be published: the one who spoke must agree, and there must be an answer."))
    _not_before_it_may(voice, edit, today)
    published = Publication.unguarded.filter(voice=voice).first()
    text = text_of(voice, answered, changed, edit=edit, published=published)
    news = {
        "words": text.words,
        "answer": text.answer,
        "answered_by_id": answered.organisation_id,
        "written_in_by_id": answered.written_in_by_id,
        "outcome": answered.outcome,
        "by_when": answered.by_when,
        "change": text.change,
        "judgement": voice.judgement,
    }
    if published and {name: getattr(published, name) for name in news} == news:
        raise NotToPublish(_("This is published already."))
    if published and any(turn.act == Act.PUBLISHED and turn.position < answered.position for turn in turns):
        news["before"] = "\n\n".join(filter(None, [published.before, published.change]))
    take_turn(voice, voice.state, today, side=Side.MODERATOR, act=Act.PUBLISHED)
    Publication.unguarded.update_or_create(
        voice=voice,
        defaults=news,
        create_defaults=news
        | {
            "kind": voice.kind,
            "area": voice.area,
            "language": voice.language,
            "spoken_by": voice.spoken_by,
            "organisation": voice.to,
            "place_id": voice.to.place_id,
            "published_on": today,
        },
    )


def _not_before_it_may(voice: Voice, edit: Edit | None, today: date) -> None:
    if waits_for_speaker(edit):
        raise NotToPublish(_("The one who spoke has been asked, and has not answered yet. It is not published before."))
    if edit is not None and edit.state == EditState.REFUSED:
        raise NotToPublish(_("The one who spoke has said no. Ask about another text, or let it be."))
    if too_early(voice, today):
        if voice.publish_from is None:
            raise NotToPublish(_("This is serious. Ask the office to talk with the one who spoke first."))
        day = {"date": in_words(voice.publish_from)}
        raise NotToPublish(_("This is serious. It is not published before %(date)s.") % day)
