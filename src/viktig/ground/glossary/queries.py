"""Reads of what both sides have agreed on."""

from viktig.ground.glossary.models import AgreedWord
from viktig.ground.glossary.words import Word, words


def words_and_agreements(language: str) -> list[tuple[Word, AgreedWord | None]]:
    """Return all words by the alphabet of a language, each with who has agreed on it, if they have."""
    agreed = AgreedWord.unguarded.in_bulk()
    return [(one, agreed.get(one.code)) for one in words(language)]
