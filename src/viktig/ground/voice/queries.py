"""Reads of voices. They take what access gave, or act for whoever holds a receipt."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation, OrganisationKind, Place
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice import states, waiting
from viktig.ground.voice.edit import Edit, EditState
from viktig.ground.voice.models import Publication, Reach, Turn, Voice
from viktig.ground.voice.plain import Line, lines_of, lines_on_the_way, promise_of, where_it_is
from viktig.ground.voice.publishing import Asked, asked_about
from viktig.ground.voice.states import Act, Status
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
    words = normalised(receipt)
    return digest(words, purpose="receipts"), digest(words, purpose="waiting-receipts")


def chain_from(organisation: Organisation) -> list[Organisation]:
    """Return the chain that a voice to this organisation may climb, the receiver first, at most six levels."""
    chain = [organisation]
    while chain[-1].answers_to is not None and chain[-1].answers_to not in chain and len(chain) < MOST_LEVELS:
        chain.append(chain[-1].answers_to)
    return chain


def above_both(voice: Voice) -> Organisation | None:
    """Return the nearest body above the one that holds a voice that its speaker let it climb to; None, if there is none.

    When a second body says that it is not theirs, this one names who answers (design.md 2).
    """
    above = {one.pk for one in chain_from(voice.held_by)[1:]}
    standing = voice.chain.filter(organisation__in=above, organisation__closed_on=None)
    approved = standing.order_by("position").select_related("organisation")
    nearest = approved.first()
    return nearest.organisation if nearest else None


def receivers(*, place: Place | None, area: str) -> list[Organisation]:
    """Return the organisations a voice may be sent to: those of the place, of what lies in it, and of what it lies in.

    area: the life area it is about; those that answer for it come first, then the nearer place, then the name. Without
    a place, all there are.
    """
    found = Organisation.unguarded.filter(closed_on=None).exclude(kind=OrganisationKind.USER_ORGANISATION)
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


def published_of(publication_id: str, *, said_to: Organisation) -> Publication | None:
    """Return something published that was said to an organisation; None, if there is no such thing."""
    try:
        return Publication.unguarded.filter(pk=UUID(publication_id), organisation=said_to).first()
    except ValueError:
        return None


def places_to_choose(*, language: str = "", own: Place | None = None) -> list[Place]:
    """Return the places where somebody must answer, by name, those of the language's country first; and one's own."""
    found = Place.unguarded.filter(
        pk__in=Organisation.unguarded.filter(closed_on=None)
        .exclude(kind=OrganisationKind.USER_ORGANISATION)
        .values("place")
    ).select_related("country", "parent")
    places = {place.pk: place for place in found} | ({own.pk: own} if own else {})
    return sorted(places.values(), key=lambda one: (one.country.language != language, one.name.casefold()))


@dataclass(frozen=True)
class Talk:
    """A voice with its talk, as one side may see it. turns: oldest first. on_the_way: own words not yet delivered.

    edit: the text that was last suggested for publishing, if there is one.
    """

    voice: Voice
    turns: list[Turn]
    chain: list[Reach]
    on_the_way: list[dict[str, Any]]
    edit: Edit | None = None


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
    asked = Edit.unguarded.filter(voice=OuterRef("pk"), state=EditState.ASKED)
    found = Voice.unguarded.filter(receipt_digest__in=digests).annotate(is_asked=Exists(asked))
    return {one.receipt_digest: one for one in found.select_related("to", "held_by")}


@dataclass(frozen=True)
class OwnVoice:
    """A voice as the one who spoke sees it in a list. voice: None while it is itself on its way."""

    receipt: str
    voice: Voice | None
    on_the_way: list[dict[str, Any]]

    @property
    def status(self) -> str:
        """Return in plain words where it is."""
        if self.voice is None:
            return _("Your words are on their way. It takes about a minute.")
        return where_it_is(self.voice, clock.today())

    @property
    def promise(self) -> str:
        """Return how much say the receiver promised, or nothing."""
        return promise_of(self.voice) if self.voice else ""

    @property
    def may_write(self) -> bool:
        """Say whether the one who spoke may write more: from when it has come until it is closed."""
        return self.voice is not None and self.voice.status != Status.CLOSED

    @property
    def may_judge(self) -> bool:
        """Say whether the one who spoke may judge now; not while a judgement is on its way."""
        judged = any(load["what"] == "judgement" for load in self.on_the_way)
        return self.voice is not None and not judged and states.may_judge(self.voice.state)

    @property
    def is_asked(self) -> bool:
        """Say whether the one who spoke is asked about a text that may be published, and has not answered."""
        answered = any(load["what"] == "edit" for load in self.on_the_way)
        return self.voice is not None and not answered and bool(getattr(self.voice, "is_asked", False))

    @property
    def asks_for_paper(self) -> bool:
        """Say whether it waits for a yes to go on paper: nobody answers here for the body that holds it."""
        if self.voice is None or self.voice.may_print or not states.may_answer(self.voice.state):
            return False
        return not self.voice.held_by.answers_here and all(load["what"] != "paper" for load in self.on_the_way)

    @property
    def waits_until(self) -> date | None:
        """Return the day before which nothing of it is published; None, if there is no such day or it has passed."""
        day = self.voice.publish_from if self.voice else None
        return day if day and day > clock.today() else None

    @property
    def is_closed(self) -> bool:
        """Say whether it is closed."""
        return self.voice is not None and self.voice.status == Status.CLOSED

    @property
    def first_words(self) -> str:
        """Return what was said, to the letter."""
        return str(self.voice.words if self.voice else self.on_the_way[0].get("words", ""))

    @property
    def news(self) -> int:
        """Return how many turns the others have taken that say something. That it was read is shown, but is no news."""
        return self.voice.news if self.voice else 0


@dataclass(frozen=True)
class OwnTalk(OwnVoice):
    """A voice as the one who spoke sees it, with its talk. talk: None while the voice is on its way."""

    talk: Talk | None

    @property
    def lines(self) -> list[Line]:
        """Return the talk turn by turn, oldest first; at its end, what is on its way."""
        return (lines_of(self.talk) if self.talk else []) + lines_on_the_way(self.on_the_way)

    @property
    def asked(self) -> Asked | None:
        """Return what the one who spoke is asked about, unless their answer is on its way."""
        if self.talk is None or any(load["what"] == "edit" for load in self.on_the_way):
            return None
        return asked_about(self.talk)


def own_talk(receipt: str, *, who: UUID | None) -> OwnTalk | None:
    """Return the talk of whoever holds a receipt; None where there is no such receipt, by the same queries.

    who: who acts, or None for a visitor. The database shows the voice for as long as this reads it.
    """
    return own_talks([receipt], who=who).get(receipt)


def own_talks(receipts: Sequence[str], *, who: UUID | None) -> dict[str, OwnTalk]:
    """Return the talks of several receipts, by receipt; those that nobody knows are left out."""
    with _holding(receipts, who) as digests:
        voices = _own_voices(digests)
        talks = talks_of([own.voice for own in voices.values() if own.voice])
    return {
        receipt: OwnTalk(receipt, own.voice, own.on_the_way, talks[own.voice.pk] if own.voice else None)
        for receipt, own in voices.items()
    }


def own_voices(receipts: Sequence[str], *, who: UUID | None) -> dict[str, OwnVoice]:
    """Return the voices of several receipts for a list, by receipt; those that nobody knows are left out."""
    with _holding(receipts, who) as digests:
        voices = _own_voices(digests)
        open_words([own.voice for own in voices.values() if own.voice])
    return voices


@contextmanager
def _holding(receipts: Sequence[str], who: UUID | None) -> Iterator[dict[str, tuple[str, str]]]:
    digests = {receipt: digests_of(receipt) for receipt in receipts}
    held = [one for pair in digests.values() for one in pair]
    with acting_as(who, because=acting().because, receipts=held):
        yield digests


def _own_voices(digests: dict[str, tuple[str, str]]) -> dict[str, OwnVoice]:
    waits: dict[str, list[dict[str, Any]]] = {}
    for parcel in waiting.own():
        waits.setdefault(parcel.digest, []).append(parcel.load | {"what": parcel.kind})
    voices = voices_by_receipt([of_voice for of_voice, _of_waiting in digests.values()])
    found = {
        receipt: OwnVoice(receipt, voices.get(of_voice), waits.get(of_waiting, []))
        for receipt, (of_voice, of_waiting) in digests.items()
    }
    return {receipt: own for receipt, own in found.items() if own.voice or own.on_the_way}


def open_words(voices: Sequence[Voice]) -> None:
    """Open the words of voices that access gave, all at once, here, while the keys are at hand."""
    open_keys([voice.pk for voice in voices])
    for voice in voices:
        _opened = voice.words


def with_organisations(voices: Sequence[Voice], known: Sequence[Organisation] = ()) -> Sequence[Voice]:
    """Return the voices, with whom they were said to and who holds them fetched once; `known` not at all."""
    _name_organisations([(voice, ("to", "held_by")) for voice in voices], known)
    return voices


def talks_of(voices: Sequence[Voice]) -> dict[UUID, Talk]:
    """Return the talks of voices that access gave, by the voice's id, in as many queries as for one; words opened."""
    ids = [voice.pk for voice in voices]
    open_words(voices)
    turns: dict[UUID, list[Turn]] = {one: [] for one in ids}
    chains: dict[UUID, list[Reach]] = {one: [] for one in ids}
    for turn in Turn.unguarded.filter(voice__in=ids):
        turns[turn.voice_id].append(turn)
    for reach in Reach.unguarded.filter(voice__in=ids):
        chains[reach.voice_id].append(reach)
    named = [(turn, ("organisation", "moved_to", "written_in_by")) for talk in turns.values() for turn in talk]
    passed = [(reach, ("organisation",)) for chain in chains.values() for reach in chain]
    _name_organisations([*named, *passed], [one for voice in voices for one in _organisations_at_hand(voice)])
    for turn, _fields in named:
        _opened = turn.words  # here, while the key is at hand
    edits = _edits_of([one for one in ids if any(turn.act == Act.ASKED for turn in turns[one])])
    return {voice.pk: Talk(voice, turns[voice.pk], chains[voice.pk], [], edits.get(voice.pk)) for voice in voices}


def _organisations_at_hand(voice: Voice) -> list[Organisation]:
    return [getattr(voice, name) for name in ("to", "held_by") if name in voice._state.fields_cache]


def _name_organisations(rows: Iterable[tuple[Any, tuple[str, ...]]], known: Iterable[Organisation]) -> None:
    """Give rows the organisations that their fields point to: those that are known, and the others in one query.

    rows: each with the names of its fields. One organisation stands in many rows: joined to each, it would be read as often.
    """
    wanted = [(row, name, getattr(row, f"{name}_id")) for row, names in rows for name in names]
    found: dict[UUID | None, Organisation | None] = {one.pk: one for one in known} | {None: None}
    if others := {which for _row, _name, which in wanted} - found.keys():
        found |= Organisation.unguarded.in_bulk(others)
    for row, name, which in wanted:
        setattr(row, name, found[which])


def _edits_of(ids: list[UUID]) -> dict[UUID, Edit]:
    edits = {edit.voice_id: edit for edit in Edit.unguarded.filter(voice__in=ids)} if ids else {}
    for edit in edits.values():
        _opened = edit.words, edit.answer, edit.change
    return edits
