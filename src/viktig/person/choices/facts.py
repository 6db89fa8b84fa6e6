"""What is known about a possibility: the names of its texts, and numbers as "so many of so many"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

LINES = (1, 2, 3, 4)
TEXTS = ("what", "how", "good", "hard", "group", "unsure", "effort", "source", "dated", "paid_by")
NUMBERS = tuple(f"{name}_{line}" for line in LINES for name in ("happens", "number", "of"))
FACTS = (*TEXTS, *NUMBERS)
PICTURED, ACROSS, STEP, SIDE = 100, 25, 10, 8


@dataclass(frozen=True)
class Likely:
    """That something happens to so many of so many. happens: what, in words."""

    happens: str
    number: int
    of: int

    @property
    def sentence(self) -> str:
        """Return the number as people say it, on the same hundred where it was counted on another number."""
        told = _("%(number)s of %(of)s") % {"number": self.number, "of": self.of}
        if self.of == PICTURED:
            return told
        hundred = 100 * self.number / self.of
        if 0 < hundred < 1:
            return _("%(told)s (fewer than 1 of 100)") % {"told": told}
        return _("%(told)s (about %(number)s of 100)") % {"told": told, "number": round(hundred)}

    @property
    def filled(self) -> str:
        """Return the squares of those to whom it happens, as the path of a picture of 100; empty, if there is none."""
        return _squares(0, self.number) if self.of == PICTURED else ""

    @property
    def others(self) -> str:
        """Return the squares of the others."""
        return _squares(self.number, self.of) if self.of == PICTURED else ""


@lru_cache(maxsize=512)
def _squares(first: int, last: int) -> str:
    corners = ((place % ACROSS * STEP, place // ACROSS * STEP) for place in range(first, last))
    return "".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in corners)


def likely_of(facts: Mapping[str, str]) -> list[Likely]:
    """Return the lines of numbers that are whole, in their order."""
    found = []
    for line in LINES:
        happens, number, of = (facts.get(f"{name}_{line}", "") for name in ("happens", "number", "of"))
        if happens and number.isdecimal() and of.isdecimal() and int(of):
            found.append(Likely(happens, int(number), int(of)))
    return found


def cleaned(given: Mapping[str, object]) -> dict[str, str]:
    """Return the facts among what was given, as text, without those that are empty."""
    texts = {name: str(given.get(name) or "").strip() for name in FACTS}
    return {name: text for name, text in texts.items() if text}


def joined(own: Mapping[str, str], suggested: Mapping[str, str]) -> dict[str, str]:
    """Return the person's own facts with what is suggested after them; no word of either is left out.

    Lines of numbers that are there already come once; where four are full, the rest is only in the suggestion.
    """
    found = {name: own.get(name, "") for name in TEXTS}
    for name in TEXTS:
        more = suggested.get(name, "")
        if more and more not in found[name]:
            found[name] = f"{found[name]}\n\n{more}" if found[name] else more
    both = likely_of(own)
    both += [one for one in likely_of(suggested) if one not in both]
    for line, one in zip(LINES, both, strict=False):
        found |= {f"happens_{line}": one.happens, f"number_{line}": str(one.number), f"of_{line}": str(one.of)}
    return cleaned(found)
