"""What the law and the bodies of a country say about a power of attorney: dated reference data from rules.yaml."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from viktig.ground.words.dated import country_for, holds, read

RULES = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True)
class Rule:
    """One thing that is good to know. source: where it stands; checked_on: when we looked."""

    text: str
    source: str
    checked_on: date


def rules_for(country: str, *, language: str, today: date) -> list[Rule]:
    """Return what holds in a country on a day, in a language. country: its code, or empty where nobody has said it."""
    where = country_for(country, language)
    return [
        Rule(str(one.get(language) or one["en"]), str(one["source"]), one["checked_on"])
        for one in read(RULES)
        if one["country"] == where and holds(one, today)
    ]
