"""The eight words a voice is found again by: minted, read back, helped with (docs/receipt-words.md).

Every *.txt beside this file is a published list of 2,048 words. `nb.txt` is the list receipts in Bokmål are minted from
today; a list that was replaced stays here as `nb-1.txt`, so that its words are still known.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

COUNT = 8  # words, each one of 2,048: 88 bits
LANGUAGES = ("nb", "nn", "sv", "en")
LETTERS = re.compile(r"[^\W\d_]+")
LIKE = str.maketrans({"æ": "a", "ø": "o"})  # the others are a letter and an accent
UNSEEN = str.maketrans({"\N{SOFT HYPHEN}": None, "\N{ZERO WIDTH JOINER}": None})


class Unknown(NamedTuple):
    """A word that stands in none of our lists, and the words of ours that look most like it (none to three)."""

    place: int  # 1 is the first word
    typed: str  # as the person wrote it, in lower case
    nearest: tuple[str, ...]  # the likeliest first, as our list spells it


class Problem(NamedTuple):
    """Why these words cannot be one of our receipts: too few, too many, or some we do not know."""

    how_many: int  # words there were; right is eight
    unknown: tuple[Unknown, ...]


def mint(language: str) -> str:
    """Return a new receipt: eight words with a space between, chosen by the system's own secure randomness.

    language: nb, nn, sv or en, with or without a region (`en-gb`); any other gets Bokmål.
    """
    words = words_of(language)
    return " ".join(secrets.choice(words) for _ in range(COUNT))


def normalised(words: str) -> str:
    """Return the one spelling that every way of typing the same receipt gives: small letters a-z, single spaces.

    Large letters, accents, a missing å or ø (also as aa or oe), numbers in front and any sign between words make no
    difference. A receipt's HMAC is taken over this, so a change here would lose every receipt ever given.
    """
    return " ".join(_folded(word) for word in _typed(words))


def problem(words: str, language: str) -> Problem | None:
    """Return what the person can mend in the words they typed, or None if they could be a receipt.

    Looks only at the published lists, never at a stored voice: the answer is the same whether a receipt exists or not.
    Words of every language and every earlier list are known; those of `language` are suggested first.
    """
    typed = _typed(words)
    unknown = tuple(
        Unknown(place, word, _nearest(word, language))
        for place, word in enumerate(typed[:COUNT], start=1)
        if _folded(word) not in _spellings()
    )
    return Problem(len(typed), unknown) if unknown or len(typed) != COUNT else None


def words_of(language: str) -> tuple[str, ...]:
    """Return the 2,048 words that receipts in this language are minted from, sorted."""
    short = language.lower().split("-")[0]
    return _read(short if short in LANGUAGES else "nb")


@cache
def _read(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _spellings() -> dict[str, str]:
    """Each known word by its folded form, over every list we ever published."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.txt"))
    return {_folded(word): word for name in names for word in _read(name)}


def _typed(words: str) -> list[str]:
    """The words as typed, in small letters, without what stood between them."""
    return LETTERS.findall(unicodedata.normalize("NFKC", words).casefold().translate(UNSEEN))


def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold().translate(LIKE))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(LIKE)
    return re.sub("oe+", "o", re.sub("a[ae]+", "a", plain))


def _nearest(word: str, language: str) -> tuple[str, ...]:
    """At most three known words: two of ours grown together, else a letter or two away, `language` before the rest."""
    folded = _folded(word)
    halves = ((folded[:cut], folded[cut:]) for cut in range(3, len(folded) - 2))
    together = [
        " ".join(_spellings()[half] for half in pair) for pair in halves if all(h in _spellings() for h in pair)
    ]
    if together or len(folded) > 12:
        return tuple(together[:3])
    own = {_folded(known): known for known in words_of(language)}
    return _alike(folded, own) or _alike(folded, _spellings())


def _alike(folded: str, known: dict[str, str]) -> tuple[str, ...]:
    allowed = 1 if len(folded) < 5 else 2
    close = ((_distance(folded, other), other) for other in _candidates(folded, known, allowed))
    return tuple(known[other] for distance, other in sorted(close) if distance <= allowed)[:3]


def _candidates(folded: str, known: dict[str, str], allowed: int) -> Iterator[str]:
    """Those worth measuring: about as long, and made of about the same letters."""
    letters = set(folded)
    for other in known:
        if abs(len(other) - len(folded)) <= allowed and len(letters.symmetric_difference(other)) <= 2 * allowed:
            yield other


def _distance(one: str, two: str) -> int:
    """Letters to add, leave out, change or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, b in enumerate(two, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
