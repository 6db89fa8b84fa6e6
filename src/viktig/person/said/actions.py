"""What a person does with what they say: begin, send, talk, judge. Here is only the receipt; the voice is in ground."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.urls import reverse

from viktig.ground.notify.actions import tell
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Draft
from viktig.ground.voice import actions as voices
from viktig.ground.voice.actions import Words
from viktig.ground.voice.queries import OwnTalk, own_voices
from viktig.person.ombud.actions import put_away
from viktig.person.ombud.models import Suggestion
from viktig.person.said.models import Said
from viktig.person.said.queries import BEGUN, TIMES, WORDS, letters_key


def keep_begun(*, who: UUID, said_id: UUID, given: Mapping[str, str]) -> None:
    """Keep what has been given so far, sealed; the letters that were kept by themselves are in it now."""
    times = str(int(given.get(TIMES, "0")) + 1)
    drafts.forget(who=who, form=letters_key(said_id, given))
    drafts.keep(who=who, form=f"{BEGUN}{said_id}", words=dict(given) | {TIMES: times})


def throw_away(*, who: UUID, said_id: UUID) -> None:
    """Forget what was begun."""
    for kind in (BEGUN, WORDS):
        Draft.unguarded.filter(person_id=who, form__startswith=f"{kind}{said_id}").delete()


@transaction.atomic
def say(*, who: UUID, said_id: UUID, words: Words, receipt: str, suggestion: Suggestion | None = None) -> Said:
    """Send what the person approved, and keep the receipt sealed. From one form, sent however often, it is one voice.

    said_id: the id of the form. suggestion: whose words it began with; it is closed. Raises voices.NothingToSay.
    """
    seen = {"turns": 0, "told": 0, "assignment": str(suggestion.assignment_id) if suggestion else None}
    said = Said(id=said_id, person_id=who, receipt=receipt, seen=seen)
    Said.unguarded.bulk_create([said], ignore_conflicts=True)
    kept = Said.unguarded.filter(pk=said_id, person_id=who).first()
    if kept is None:
        raise Http404  # the id of somebody else's row: a form that we did not make
    if kept.receipt == receipt:
        voices.say(words, receipt=receipt)
    if suggestion is not None:
        put_away(suggestion=suggestion)
    throw_away(who=who, said_id=said_id)
    return kept


def write(*, own: OwnTalk, words: str, once: str) -> None:
    """Write to the one who answers. Raises voices.NothingToSay."""
    voices.write_as_speaker(words, receipt=own.receipt, once=once)


def judge(*, own: OwnTalk, judgement: str, felt: str, words: str, once: str) -> None:
    """Say whether it became better, and perhaps how much say one had. Raises states.NotNow."""
    voices.judge_own_talk(own, judgement=judgement, felt=felt, words=words, once=once)


def let_print(*, own: OwnTalk) -> None:
    """Let it go on paper to a body for which nobody answers here, where that is asked. Said twice, it is one yes."""
    if own.asks_for_paper:
        voices.let_print(own)


def say_to_edit(*, own: OwnTalk, says: str, version: int, words: str, once: str) -> None:
    """Say yes or no to a text that may be published, or write another. Raises voices.NothingToSay."""
    voices.say_to_edit(own, says=says, version=version, words=words, once=once)


def look(*, said: Said, own: OwnTalk) -> None:
    """Note how much of the talk the person has seen. Nothing of the voice is written here, nor elsewhere with it."""
    if own.news > int(said.seen["turns"]):
        said.seen = said.seen | {"turns": own.news, "told": max(own.news, int(said.seen["told"]))}
        said.save(update_fields=["seen"])


def look_for_answers(*, who: UUID) -> None:
    """Look whether there is news in what whoever acts has said; tell them, once.

    What is closed, and waits no more for somebody to check it before it is published, is looked at no more.
    """
    saids = list(Said.unguarded.filter(person_id=who, is_open=True))
    voices = own_voices([said.receipt for said in saids], who=who)
    is_news = False
    for said in saids:
        own = voices.get(said.receipt)
        if own is None:
            continue
        if own.news > max(int(said.seen["told"]), int(said.seen["turns"])):
            is_news = True
            said.seen = said.seen | {"told": own.news}
            said.save(update_fields=["seen"])
        if own.voice and own.is_closed and not own.voice.unchecked and not own.on_the_way:
            Said.unguarded.filter(pk=said.pk).update(is_open=False)
    if is_news:
        tell(who, address=reverse("person:said"))
