"""Which voices say the same, by their words; and what a barrier holds. Words are opened in memory, and nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.queries import open_words
from viktig.system.barriers.likeness import Alike, Likeness, Shared, Text

MOST = 10
ONE_OF_FEW = 2  # shared words that it takes, beside the likeness, before something is suggested


@dataclass(frozen=True)
class Suggested:
    """A voice that may say the same. too: it says so itself ("it has happened to me too"). shared: words in both."""

    voice: Voice
    too: bool
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Pair:
    """Two voices that may say the same, and the words in both."""

    one: Voice
    other: Voice
    shared: tuple[Shared, ...]


def suggested_for(voices: Sequence[Voice], *, joined: Sequence[Voice]) -> list[Suggested]:
    """Return which voices may say the same as some that belong together: those that say "me too" first, then the likest.

    voices: all that may be joined, from access. joined: those that belong together; one voice, or all of a barrier.
    """
    open_words([*voices, *joined])
    together = {voice.pk for voice in joined}
    every = [voice for voice in voices if voice.pk not in together and voice.barrier_id is None]
    said_too = _said_too(every, joined)
    place = len(joined)
    likeness = Likeness([_text(voice) for voice in (*joined, *every)])
    found = {
        every[alike.place - place].pk: alike for alike in likeness.to_any(range(place), most=MOST) if _is_enough(alike)
    }
    order = [*said_too, *(pk for pk in found if pk not in said_too)]
    by_id = {voice.pk: voice for voice in every}
    return [Suggested(by_id[pk], pk in said_too, found[pk].shared if pk in found else ()) for pk in order]


def likely_pairs(voices: Sequence[Voice]) -> list[Pair]:
    """Return the likest pairs of voices that are joined to nothing, the likest first. voices: from access."""
    free = [voice for voice in voices if voice.barrier_id is None]
    open_words(free)
    likeness = Likeness([_text(voice) for voice in free])
    pairs = likeness.pairs(most=MOST)
    return [Pair(free[here], free[alike.place], alike.shared) for here, alike in pairs if _is_enough(alike)]


def choices_of(barriers: Sequence[Barrier]) -> list[tuple[str, str]]:
    """Return the barriers to choose from, by name."""
    return [(str(one.pk), one.name) for one in sorted(barriers, key=lambda one: one.name.casefold())]


def _said_too(voices: Sequence[Voice], joined: Sequence[Voice]) -> list[UUID]:
    """Return the voices whose speakers say that the same has happened to them, or that these have said so of them."""
    here = {voice.pk for voice in joined}
    named = {voice.same_as_id for voice in (*voices, *joined) if voice.same_as_id}
    if not named:
        return []
    said_first = dict(Publication.unguarded.filter(pk__in=named).values_list("pk", "voice_id"))
    meant = {said_first[voice.same_as_id] for voice in joined if voice.same_as_id}
    return [
        voice.pk
        for voice in voices
        if voice.pk in meant or (voice.same_as_id and said_first[voice.same_as_id] in here | meant)
    ]


def _is_enough(alike: Alike) -> bool:
    return len(alike.shared) >= ONE_OF_FEW


def _text(voice: Voice) -> Text:
    return Text(voice.words, voice.language)
