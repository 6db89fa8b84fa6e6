"""How hard a text is to read: LIX, readability index (C.-H. Björnsson, 1968).

LIX = words / sentences + 100 x long words / words; a long word has more than six letters. Below 30 is very easy, 30-40 easy,
40-50 ordinary newspaper text. It sees the length of words and sentences and nothing else: it is shown, it never blocks.
"""

import re
from dataclasses import dataclass

LONG = 7  # letters, from which on a word is long
# Short for something, so that the full stop after it ends no sentence.
SHORT_FORMS = "bl.a.|ca.|d.v.s.|dvs.|e.g.|etc.|evt.|f.eks.|i.e.|kl.|m.fl.|m.m.|mm.|nr.|o.s.v.|osv.|pga.|s.k.|t.ex.|tlf."

HIDE = str.maketrans(".:", "\ue000\ue001")  # a stop that ends no sentence, while sentences are looked for
SHOW = {new: old for old, new in HIDE.items()}

_SHORT = re.compile(rf"(?<!\w)(?P<form>(?i:{SHORT_FORMS.replace('.', '[.]')}))(?P<end>\s*$|\s+[A-ZÆØÅÄÖ])?")
_NUMBER = re.compile(r"(?<=\d)[.](?=\s+[a-zæøåäö])|(?<=\d)[.:](?=\d)")
_END = re.compile(r"[.!?:…]+(?=[\s»”\")\]]|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*")


@dataclass(frozen=True)
class Reading:
    """What LIX is worked out from."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """Return the index; 0 for a text without words."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0


def reading(text: str) -> Reading:
    """Return the counts for a text. A line of its own (a heading, an item of a list) is a sentence, however it ends."""
    whole = _NUMBER.sub("", _SHORT.sub(_without_stops, text))
    sentences = [found for part in _END.split(whole) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return Reading(len(words), len(sentences), sum(_letters(word) >= LONG for word in words))


def lix(text: str) -> float:
    """Return how hard a text is to read."""
    return reading(text).lix


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as they were written."""
    hidden = _NUMBER.sub(lambda stop: stop[0].translate(HIDE), _SHORT.sub(_with_hidden_stops, text))
    found, start = [], 0
    for end in _END.finditer(hidden):
        found.append(hidden[start : end.end()])
        start = end.end()
    return [one for part in [*found, hidden[start:]] if (one := part.translate(SHOW).strip()) and _WORD.search(one)]


def _with_hidden_stops(short: re.Match[str]) -> str:
    return short[0].translate(HIDE) if short["end"] is None else short["form"].translate(HIDE) + "." + short["end"]


def _without_stops(short: re.Match[str]) -> str:
    return short[0].replace(".", "") if short["end"] is None else short["form"].replace(".", "") + "." + short["end"]


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)
