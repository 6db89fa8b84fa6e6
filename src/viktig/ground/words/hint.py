"""A hint about how easy a text of ours is to read. Shown, never a gate, and never about a person's own words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viktig.ground.words.lix import lix, reading, sentences

# LIX below which a text is as easy as the words say (Björnsson's bands).
BANDS = (
    (30, _("Very easy to read")),
    (40, _("Easy to read")),
    (50, _("As hard as a newspaper")),
    (60, _("Hard to read")),
)
HARDEST = _("Very hard to read")
LONG_SENTENCE = 20  # words
HARD_SENTENCE, FEW = 55, 8  # LIX of one sentence; with fewer words it says nothing


@dataclass(frozen=True)
class Hint:
    """How easy a text is to read: in words, in LIX, and the sentences that are hard."""

    band: Promise
    lix: int
    hard: tuple[str, ...]


def hint_of(text: str) -> Hint | None:
    """Return a hint about a text; none for a text without words."""
    if not reading(text).words:
        return None
    number = lix(text)
    band = next((words for below, words in BANDS if number < below), HARDEST)
    return Hint(band, round(number), tuple(one for one in sentences(text) if _is_hard(one)))


def _is_hard(sentence: str) -> bool:
    words = reading(sentence).words
    return words > LONG_SENTENCE or (words >= FEW and lix(sentence) > HARD_SENTENCE)
