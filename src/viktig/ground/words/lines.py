"""What each line of a long list needs, worked out as seldom as can be: a list of fifty opens as fast as a list of five."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language

FIRST_WORDS = 180  # characters
BLANK = UUID(int=0)


def row_addresses(name: str) -> Callable[[UUID], str]:
    """Return what gives the address of a row by its id. name: of an address that takes one id and nothing else."""
    before, after = reverse(name, args=[BLANK]).split(str(BLANK))
    return lambda row: f"{before}{row}{after}"


def first_words(words: str) -> str:
    """Return the first of somebody's words, at most 180 characters."""
    return words if len(words) <= FIRST_WORDS else Truncator(words).chars(FIRST_WORDS)


def day_in_words(day: date) -> str:
    """Return a day as whoever reads says it."""
    return _day(day, get_language() or "")


@lru_cache(maxsize=1024)
def _day(day: date, language: str) -> str:
    return date_format(day, "DATE_FORMAT")
