"""Sorting by the alphabet of a language. The database and Python compare by number, which puts å in the wrong place."""

import unicodedata

# The letters that stand after z, in their order, and which foreign ones stand beside them.
AFTER_Z = {"nb": ("æä", "øö", "å"), "nn": ("æä", "øö", "å"), "sv": ("å", "äæ", "öø")}


def in_alphabet(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return a key to sort texts by, as a reader of the language expects; accents and capitals make no difference.

    language: a code; one that is not in AFTER_Z sorts by the letters without their accents.
    """
    last = {letter: place for place, same in enumerate(AFTER_Z.get(language, ()), start=1) for letter in same}
    return tuple((last.get(letter, 0), _plain(letter)) for letter in unicodedata.normalize("NFC", text.casefold()))


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0]
