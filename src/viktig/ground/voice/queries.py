"""Reads of voices. They take what access gave, or act for whoever holds a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from viktig.ground.people.models import Organisation, Place
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice import waiting
from viktig.ground.voice.models import Reach, Turn, Voice
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
    """Return the organisations a voice may be sent to: those of the place and its parents, the best suggestion first.

    area: the life area it is about; those that answer for it come first, then the nearer place, then the name.
    """
    near: dict[str, int] = {}
    here = place
    while here is not None and here.pk not in near:
        near[here.pk] = len(near)
        here = here.parent
    found = Organisation.unguarded.exclude(kind="user_organisation").select_related("place__country", "answers_to")
    return sorted(found, key=lambda one: (area not in one.areas, near.get(one.place_id, 99), one.name.casefold()))


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
    open_keys([voice.pk])
    turns = list(voice.turns.select_related("organisation"))
    for turn in turns:
        turn.voice = voice
    mine = on_the_way(receipt) if receipt else []
    return Talk(voice, turns, list(voice.chain.select_related("organisation")), mine)


def on_the_way(receipt: str) -> list[dict[str, Any]]:
    """Return what waits to be delivered under a receipt that whoever acts holds: each load with its `what`."""
    own = waiting_digest(receipt)
    return [parcel.load | {"what": parcel.kind} for parcel in waiting.own() if parcel.digest == own]


def voices_by_receipt(digests: Sequence[str]) -> dict[str, Voice]:
    """Return the voices whose receipts whoever acts holds, by digest: those that have been delivered."""
    found = Voice.unguarded.filter(receipt_digest__in=digests).select_related("to__place__country", "held_by")
    return {voice.receipt_digest: voice for voice in found}
