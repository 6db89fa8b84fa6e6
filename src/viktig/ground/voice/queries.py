"""Reads of voices. They take what access gave, or act for whoever holds a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation, OrganisationKind, Place
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice import states, waiting
from viktig.ground.voice.models import Reach, Turn, Voice
from viktig.ground.voice.plain import Line, lines_of, lines_on_the_way, promise_of, where_it_is
from viktig.ground.voice.states import Act, Side, Status
from viktig.ground.words.receipt import normalised

MOST_LEVELS = 6


def receipt_digest(receipt: str) -> str:
    """Return the digest under which a voice is found by its receipt, however it was typed."""
    return digest(normalised(receipt), purpose="receipts")


def waiting_digest(receipt: str) -> str:
    """Return the digest under which a parcel of this receipt waits: another one, so that no row written together with a
    person's names the voice.
    """
    return digest(normalised(receipt), purpose="waiting-receipts")


def digests_of(receipt: str) -> tuple[str, str]:
    """Return what `acting_as(receipts=…)` needs of one receipt: its voice's digest and that of what waits."""
    return receipt_digest(receipt), waiting_digest(receipt)


def chain_from(organisation: Organisation) -> list[Organisation]:
    """Return the chain that a voice to this organisation may climb, the receiver first, at most six levels."""
    chain = [organisation]
    while chain[-1].answers_to is not None and chain[-1].answers_to not in chain and len(chain) < MOST_LEVELS:
        chain.append(chain[-1].answers_to)
    return chain


def receivers(*, place: Place | None, area: str) -> list[Organisation]:
    """Return the organisations a voice may be sent to: those of the place, of what lies in it, and of what it lies in.

    area: the life area it is about; those that answer for it come first, then the nearer place, then the name. Without
    a place, all there are.
    """
    found = Organisation.unguarded.exclude(kind=OrganisationKind.USER_ORGANISATION)
    near: dict[str, int] = {}
    if place is not None:
        here: Place | None = place
        while here is not None and here.pk not in near:
            near[here.pk] = len(near)
            here = here.parent
        inside = [place.pk]
        while inside:
            inside = list(Place.unguarded.filter(parent__in=inside).exclude(pk__in=near).values_list("pk", flat=True))
            near |= dict.fromkeys(inside, 1)
        found = found.filter(place__in=near)
    ordered = found.select_related("place__country", "answers_to")
    return sorted(ordered, key=lambda one: (area not in one.areas, near.get(one.place_id, 99), one.name.casefold()))


def places_to_choose(*, language: str = "", own: Place | None = None) -> list[Place]:
    """Return the places where somebody must answer, by name, those of the language's country first; and one's own."""
    found = Place.unguarded.filter(
        pk__in=Organisation.unguarded.exclude(kind=OrganisationKind.USER_ORGANISATION).values("place")
    ).select_related("country", "parent")
    places = {place.pk: place for place in found} | ({own.pk: own} if own else {})
    return sorted(places.values(), key=lambda one: (one.country.language != language, one.name.casefold()))


@dataclass(frozen=True)
class Talk:
    """A voice with its talk, as one side may see it. turns: oldest first. on_the_way: own words not yet delivered."""

    voice: Voice
    turns: list[Turn]
    chain: list[Reach]
    on_the_way: list[dict[str, Any]]

    @property
    def last_answer(self) -> Turn | None:
        """Return the latest answer, or None."""
        return next((turn for turn in reversed(self.turns) if turn.act == "answered"), None)


def talk_of(voice: Voice, *, receipt: str = "") -> Talk:
    """Return the talk of a voice that access gave; with its receipt, also what its speaker has on the way."""
    mine = on_the_way(receipt) if receipt else []
    return replace(talks_of([voice])[voice.pk], on_the_way=mine)


def on_the_way(receipt: str) -> list[dict[str, Any]]:
    """Return what waits to be delivered under a receipt that whoever acts holds: each load with its `what`."""
    own = waiting_digest(receipt)
    return [parcel.load | {"what": parcel.kind} for parcel in waiting.own() if parcel.digest == own]


def voices_by_receipt(digests: Sequence[str]) -> dict[str, Voice]:
    """Return the voices whose receipts whoever acts holds, by digest: those that have been delivered."""
    found = Voice.unguarded.filter(receipt_digest__in=digests).select_related("to__place__country", "held_by")
    return {voice.receipt_digest: voice for voice in found}


@dataclass(frozen=True)
class OwnTalk:
    """A voice as the one who spoke sees it. talk: None while the voice itself is on its way."""

    receipt: str
    talk: Talk | None
    on_the_way: list[dict[str, Any]]

    @property
    def status(self) -> str:
        """Return in plain words where it is."""
        if self.talk is None:
            return _("Your words are on their way. It takes about a minute.")
        is_silent = any(turn.act == Act.SILENT for turn in self.talk.turns[-1:])
        return where_it_is(self.talk.voice, clock.today(), is_silent=is_silent)

    @property
    def lines(self) -> list[Line]:
        """Return the talk turn by turn, oldest first; at its end, what is on its way."""
        return (lines_of(self.talk) if self.talk else []) + lines_on_the_way(self.on_the_way)

    @property
    def promise(self) -> str:
        """Return how much say the receiver promised, or nothing."""
        return promise_of(self.talk.voice) if self.talk else ""

    @property
    def may_write(self) -> bool:
        """Say whether the one who spoke may write more: from when it has come until it is closed."""
        return self.talk is not None and self.talk.voice.status != Status.CLOSED

    @property
    def may_judge(self) -> bool:
        """Say whether the one who spoke may judge now; not while a judgement is on its way."""
        judged = any(load["what"] == "judgement" for load in self.on_the_way)
        return self.talk is not None and not judged and states.may_judge(self.talk.voice.state)

    @property
    def is_closed(self) -> bool:
        """Say whether it is closed."""
        return self.talk is not None and self.talk.voice.status == Status.CLOSED

    @property
    def first_words(self) -> str:
        """Return what was said, to the letter."""
        return str(self.talk.voice.words if self.talk else self.on_the_way[0].get("words", ""))

    @property
    def news(self) -> int:
        """Return how many turns the others have taken that say something."""
        return len([turn for turn in self.talk.turns if is_news(turn)]) if self.talk else 0


def is_news(turn: Turn) -> bool:
    """Say whether a turn tells the one who spoke something. That it was read is shown, but is no news."""
    return turn.side != Side.SPEAKER and turn.act != Act.READ


def own_talk(receipt: str, *, who: UUID | None) -> OwnTalk | None:
    """Return the talk of whoever holds a receipt; None where there is no such receipt, by the same queries.

    who: who acts, or None for a visitor. The database shows the voice for as long as this reads it.
    """
    return own_talks([receipt], who=who).get(receipt)


def own_talks(receipts: Sequence[str], *, who: UUID | None) -> dict[str, OwnTalk]:
    """Return the talks of several receipts, by receipt; those that nobody knows are left out."""
    digests = {receipt: digests_of(receipt) for receipt in receipts}
    everything = [one for pair in digests.values() for one in pair]
    with acting_as(who, because=acting().because, receipts=everything):
        waits: dict[str, list[dict[str, Any]]] = {}
        for parcel in waiting.own():
            waits.setdefault(parcel.digest, []).append(parcel.load | {"what": parcel.kind})
        voices = voices_by_receipt([voice_digest for voice_digest, _waits in digests.values()])
        talks = talks_of(list(voices.values()))
    found = {
        receipt: OwnTalk(receipt, talks.get(voices[mine].pk) if mine in voices else None, waits.get(waiting_for_it, []))
        for receipt, (mine, waiting_for_it) in digests.items()
    }
    return {receipt: talk for receipt, talk in found.items() if talk.talk or talk.on_the_way}


def talks_of(voices: Sequence[Voice]) -> dict[UUID, Talk]:
    """Return the talks of voices that access gave, by the voice's id, in as many queries as for one; words opened."""
    ids = [voice.pk for voice in voices]
    open_keys(ids)
    turns: dict[UUID, list[Turn]] = {one: [] for one in ids}
    chains: dict[UUID, list[Reach]] = {one: [] for one in ids}
    for turn in Turn.unguarded.filter(voice__in=ids).select_related("organisation"):
        turns[turn.voice_id].append(turn)
    for reach in Reach.unguarded.filter(voice__in=ids).select_related("organisation"):
        chains[reach.voice_id].append(reach)
    for voice in voices:
        _opened = [voice.words, *(turn.words for turn in turns[voice.pk])]  # here, while the key is at hand
    return {voice.pk: Talk(voice, turns[voice.pk], chains[voice.pk], []) for voice in voices}
