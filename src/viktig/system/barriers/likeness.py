"""How alike texts are, in Norwegian and Swedish, and which words make them so. In memory; nothing of it is kept.

A word counts by what it has in common with its other forms and spellings: its stem, the same in bokmål, nynorsk and Swedish
where they differ by a letter (vente, vänta); the parts of a compound that stand alone elsewhere (husleie, leie); and, for
words that differ altogether, the first of their line in `words.txt` (sykehus, sjukehus, sjukhus).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import Stemmer
from scipy.sparse import csr_matrix

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DOUBLE = re.compile(r"(.)\1")
FOLDED = str.maketrans("æäøöåéèü", "eeooaeeu")
SPELLINGS = (("hv", "v"), ("kv", "v"), ("ck", "k"), ("ei", "e"), ("øy", "o"), ("au", "o"), ("sj", "s"), ("skj", "s"))
SHORTEST = 3  # letters of a word that counts
SHORTEST_PART = 4  # letters of a compound's beginning
SHORTEST_END = 5  # letters of its end: shorter ones are endings
PART_WEIGHT = 0.6
ALIKE = 0.15  # below it, two texts share no more than chance has it
LISTS = Path(__file__).parent


@dataclass(frozen=True)
class Shared:
    """A word of one text and the word of the other that says the same; `here` and `there` may be one and the same."""

    here: str
    there: str


@dataclass(frozen=True)
class Alike:
    """Another text, by its place in the list; how alike it is, 0 to 1; and the words that make it so, strongest first."""

    place: int
    likeness: float
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class Text:
    """A text and the language that it was written in."""

    words: str
    language: str


class Likeness:
    """How alike the texts of a list are, each with each."""

    def __init__(self, texts: Sequence[Text]) -> None:
        stems = _stems(texts)
        known = {stem for found in stems for stem in found.values()}
        parts = {stem: _parts(stem, known) for stem in known}
        self.said = [_said(found, parts) for found in stems]
        self.columns = list({one: None for each in self.said for one in each})
        self.matrix = _weighed(self.said, {one: place for place, one in enumerate(self.columns)})

    def to(self, place: int, *, most: int = 10, least: float = ALIKE) -> list[Alike]:
        """Return the texts that are most like the one at a place, the likest first."""
        row = (self.matrix @ self.matrix[[place]].T).toarray().ravel()
        row[place] = 0
        return [self._alike(place, int(other), float(row[other])) for other in _best(row, most) if row[other] >= least]

    def to_any(self, places: Sequence[int], *, most: int = 10, least: float = ALIKE) -> list[Alike]:
        """Return the texts that are most like one of several; those themselves are left out."""
        if not places:
            return []
        rows = (self.matrix[list(places)] @ self.matrix.T).toarray()
        rows[:, list(places)] = 0
        best, nearest = rows.max(axis=0), rows.argmax(axis=0)
        return [
            self._alike(places[int(nearest[other])], int(other), float(best[other]))
            for other in _best(best, most)
            if best[other] >= least
        ]

    def pairs(self, *, most: int = 10, least: float = ALIKE) -> list[tuple[int, Alike]]:
        """Return the likest pairs, each text once, the likest first."""
        every = np.triu((self.matrix @ self.matrix.T).toarray(), 1)
        found: list[tuple[int, Alike]] = []
        taken: set[int] = set()
        for flat in _best(every.ravel(), most * 10):
            here, there = divmod(int(flat), len(self.said))
            if len(found) == most or every[here, there] < least:
                break
            if taken.isdisjoint({here, there}):
                taken |= {here, there}
                found.append((here, self._alike(here, there, float(every[here, there]))))
        return found

    def _alike(self, here: int, there: int, likeness: float) -> Alike:
        mine, theirs = self.said[here], self.said[there]
        order = self.matrix[[here]].multiply(self.matrix[[there]]).tocoo()
        names = {int(column): float(value) for column, value in zip(order.col, order.data, strict=True)}
        strongest = sorted(names, key=lambda column: -names[column])
        shared = [Shared(mine[self.columns[one]][0], theirs[self.columns[one]][0]) for one in strongest]
        return Alike(there, likeness, tuple(dict.fromkeys(shared))[:8])


Said = dict[str, tuple[str, float]]  # what is said: the word as it stands in the text, and how much it counts


def _best(values: Any, most: int) -> list[int]:
    if len(values) > most:
        values_of_most = np.argpartition(-values, most)[:most]
        return sorted((int(one) for one in values_of_most), key=lambda one: -values[one])
    return sorted(range(len(values)), key=lambda one: -values[one])


def _stems(texts: Sequence[Text]) -> list[dict[str, str]]:
    """Return for each text its words, as they stand there, each with its stem."""
    found = [{word.casefold(): word for word in WORD.findall(text.words)} for text in texts]
    swedish = [text.language == "sv" for text in texts]
    stems = {}
    for in_swedish in set(swedish):
        words = {word for said, one in zip(found, swedish, strict=True) if one == in_swedish for word in said}
        kept = [word for word in words - _common() if len(word) >= SHORTEST]
        stemmer = Stemmer.Stemmer("swedish" if in_swedish else "norwegian")
        stems[in_swedish] = {
            word: _one_for_all(word, stem) for word, stem in zip(kept, stemmer.stemWords(kept), strict=True)
        }
    return [
        {word: stems[one][small] for small, word in said.items() if small in stems[one]}
        for said, one in zip(found, swedish, strict=True)
    ]


def _one_for_all(word: str, stem: str) -> str:
    """Return one spelling for a stem in all three languages."""
    known = _same()
    if same := known.get(word) or known.get(stem):
        return same
    folded = _folded(stem)
    return known.get(folded) or folded


def _folded(stem: str) -> str:
    folded = stem
    for spelling, one in SPELLINGS:
        folded = folded.replace(spelling, one)
    folded = DOUBLE.sub(r"\1", folded.translate(FOLDED))
    return folded[:-1] if len(folded) > SHORTEST_PART and folded[-1] in "aeou" else folded


def _said(words: dict[str, str], parts: dict[str, list[str]]) -> Said:
    said: Said = {}
    for word, stem in words.items():
        said.setdefault(stem, (word, 1.0))
        for part in parts[stem]:
            said.setdefault(part, (word, PART_WEIGHT))
    return said


def _parts(stem: str, known: set[str]) -> list[str]:
    """Return the parts of a compound that stand alone in some text: its beginning, or its end."""
    first = [stem[:cut] for cut in range(SHORTEST_PART, len(stem) - 2)]
    last = [stem[cut:] for cut in range(SHORTEST_PART, len(stem) - SHORTEST_END + 1)]
    return [part for part in (*first, *last) if part in known]


def _weighed(said: Sequence[Said], column: dict[str, int]) -> Any:
    """Return a row for each text: what few say counts more than what all say; each row has the length 1."""
    rows = np.repeat(np.arange(len(said)), [len(each) for each in said])
    columns = np.array([column[one] for each in said for one in each], dtype=int)
    values = np.array([weight for each in said for _word, weight in each.values()])
    number = np.bincount(columns, minlength=len(column))
    weights = values * (np.log((1 + len(said)) / (1 + number)) + 1)[columns]
    length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=len(said)))
    return csr_matrix((weights / length[rows], (rows, columns)), shape=(len(said), len(column)))


@cache
def _common() -> frozenset[str]:
    """Return the words that every text has, in all three languages."""
    return frozenset((LISTS / "common.txt").read_text(encoding="utf-8").split())


@cache
def _same() -> dict[str, str]:
    """Return for each word and stem of `words.txt` the first word of its line."""
    found: dict[str, str] = {}
    stemmers = [Stemmer.Stemmer("norwegian"), Stemmer.Stemmer("swedish")]
    for line in (LISTS / "words.txt").read_text(encoding="utf-8").splitlines():
        words = line.split("#")[0].split()
        for word in words:
            stems = [stemmer.stemWord(word) for stemmer in stemmers]
            for form in (word, *stems, *map(_folded, stems)):
                found.setdefault(form, _folded(words[0]))
    return found
