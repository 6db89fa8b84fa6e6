"""What the law says about choosing, by country and day (rights.yaml); and the questions that fit every choice."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from viktig.ground.words.dated import holds, read

FILE = Path(__file__).with_name("rights.yaml")


@dataclass(frozen=True)
class LawSays:
    """One thing a law says. words: in plain words; law: where; source: an address; checked_on: when we looked."""

    words: str
    law: str
    source: str
    checked_on: date


def rights_in(country: str, *, on: date) -> list[LawSays]:
    """Return what the law of a country says on a day, in the language spoken now; nothing for one we do not know."""
    language = get_language() or "nb"
    valid = [one for one in read(FILE).get(country, []) if holds(one, on)]
    return [LawSays(_in(one["words"], language), one["law"], one["source"], one["checked_on"]) for one in valid]


def _in(words: dict[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()))


def standing_questions() -> list[str]:
    """Return the questions that fit every choice."""
    return [
        _("What can I choose between, also waiting and doing nothing?"),
        _("What can be good and what can be hard with each of them?"),
        _("How likely is that for someone like me?"),
    ]
