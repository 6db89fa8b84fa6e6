"""What a person does with what they tell: begin, send, answer, take back. Only the receipt is here."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404
from django.urls import reverse

from viktig.ground.notify.actions import tell as tell_by_letter
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Draft
from viktig.ground.stories import actions as stories
from viktig.ground.stories.actions import Tale
from viktig.ground.stories.queries import OwnStory, own_stories
from viktig.ground.words.receipt import mint
from viktig.person.stories.models import Told
from viktig.person.stories.queries import BEGUN, FIELDS, TIMES, WORDS, begun, letters_key, own_story


def keep_begun(*, who: UUID, told_id: UUID, given: Mapping[str, str]) -> None:
    """Keep what has been given so far, sealed; the letters that were kept by themselves are in it now."""
    before = begun(who, told_id)
    drafts.forget(who=who, form=letters_key(told_id, before))
    times = str(int(before.get(TIMES, "0")) + 1)
    drafts.keep(
        who=who, form=f"{BEGUN}{told_id}", words={name: given.get(name, "") for name in FIELDS} | {TIMES: times}
    )


def throw_away(*, who: UUID, told_id: UUID) -> None:
    """Forget what was begun."""
    for kind in (BEGUN, WORDS):
        Draft.unguarded.filter(person_id=who, form__startswith=f"{kind}{told_id}").delete()


@transaction.atomic
def tell(*, who: UUID, told_id: UUID, tale: Tale, stays: bool) -> Told:
    """Send what the person approved. From one form, sent however often, it is one story.

    stays: whether what is published may stay when they erase themselves. Raises stories.NothingTold.
    """
    seen = {"news": 0, "told": 0, "stays": stays}
    receipt = mint(tale.language)
    Told.unguarded.bulk_create([Told(id=told_id, person_id=who, receipt=receipt, seen=seen)], ignore_conflicts=True)
    kept = Told.unguarded.filter(pk=told_id, person_id=who).first()
    if kept is None:
        raise Http404  # the id of somebody else's row: a form that we did not make
    if kept.receipt == receipt:
        stories.tell(tale, receipt=receipt)
    throw_away(who=who, told_id=told_id)
    return kept


def answer(*, told: Told, own: OwnStory, turn: int, says_yes: bool, words: str) -> None:
    """Say yes or no to the text that the person saw. turn: of the story, when they saw it; for another one it is no answer.

    Raises stories.NotNow.
    """
    if own.story is None or not own.is_asked or own.story.turn != turn:
        raise stories.NotNow(stories.CHANGED)
    stories.answer(receipt=told.receipt, turn=turn, says_yes=says_yes, words=words)


@transaction.atomic
def take_back(*, told: Told) -> UUID:
    """Take a story back, at once. The words are the person's again, as something begun; return its id."""
    own, new_id = own_story(told), uuid4()
    stories.take_back(told.receipt)
    if own is not None:
        given = {name: getattr(own.tale, name) for name in FIELDS}
        keep_begun(who=told.person_id, told_id=new_id, given=given)
    told.delete()
    return new_id


def let_stay(*, told: Told, stays: bool) -> None:
    """Say whether what is published may stay when the person erases themselves."""
    told.seen = told.seen | {"stays": stays}
    told.save(update_fields=["seen"])


def look(*, told: Told, own: OwnStory) -> None:
    """Note how much of it the person has seen."""
    if own.news > int(told.seen["news"]):
        told.seen = told.seen | {"news": own.news, "told": max(own.news, int(told.seen["told"]))}
        told.save(update_fields=["seen"])


def look_for_news(*, who: UUID) -> None:
    """Look whether something has happened to what whoever acts has told; tell them, once."""
    told = list(Told.unguarded.filter(person_id=who))
    found, is_news = own_stories([one.receipt for one in told], who=who), False
    for one in told:
        own = found.get(one.receipt)
        if own and own.news > max(int(one.seen["told"]), int(one.seen["news"])):
            is_news = True
            one.seen = one.seen | {"told": own.news}
            one.save(update_fields=["seen"])
    if is_news:
        tell_by_letter(who, address=reverse("person:stories"))


def leave(*, who: UUID) -> None:
    """Take back what whoever acts has told, before they erase themselves: all but what is published and may stay."""
    told = list(Told.unguarded.filter(person_id=who))
    found = own_stories([one.receipt for one in told], who=who)
    for one in told:
        own = found.get(one.receipt)
        if not (own and own.is_published and one.seen["stays"]):
            stories.take_back(one.receipt)
