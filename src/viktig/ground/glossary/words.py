"""Our words as words.yaml has them: what each is called and what it means, in each language."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from viktig.ground.words.order import in_alphabet

FILE = Path(__file__).with_name("words.yaml")
SOURCE = "en"


@dataclass(frozen=True)
class Word:
    """One of our words in one language. language: of the term, English where the one asked for has no words yet.

    elsewhere: (language, term) in the languages that have another term for it.
    """

    code: str
    term: str
    means: str
    language: str
    elsewhere: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Proposal:
    """When and by whom the words were proposed."""

    on: date
    source: str


def word(code: str, language: str) -> Word:
    """Return one word. Raises KeyError for one that is none of ours."""
    said = _file()["words"][code]
    spoken = language if language in said else SOURCE
    elsewhere = tuple((other, one["term"]) for other, one in said.items() if one["term"] != said[spoken]["term"])
    return Word(code, said[spoken]["term"], said[spoken]["means"], spoken, elsewhere)


def words(language: str) -> list[Word]:
    """Return all words by the alphabet of a language."""
    found = [word(code, language) for code in codes()]
    return sorted(found, key=lambda one: in_alphabet(one.term, language))


def codes() -> frozenset[str]:
    """Return the codes of all our words."""
    return frozenset(_file()["words"])


def proposal() -> Proposal:
    """Return when and by whom the words were proposed."""
    return Proposal(_file()["proposed_on"], _file()["source"])


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
