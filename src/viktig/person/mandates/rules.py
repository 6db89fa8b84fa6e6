"""What the law and the bodies of a country say about a power of attorney: dated reference data from rules.yaml."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).with_name("rules.yaml")
SPOKEN_IN = {"sv": "SE"}  # where somebody has not said where they live: by their language, else Norway


@dataclass(frozen=True)
class Rule:
    """One thing that is good to know. source: where it stands; checked_on: when we looked."""

    text: str
    source: str
    checked_on: date


def rules_for(country: str, *, language: str, today: date) -> list[Rule]:
    """Return what holds in a country on a day, in a language. country: its code, or empty where nobody has said it."""
    where = country or SPOKEN_IN.get(language, "NO")
    return [
        Rule(str(one.get(language) or one["en"]), str(one["source"]), one["checked_on"])
        for one in _rules()
        if one["country"] == where
        and one["valid_from"] <= today
        and (one["valid_to"] is None or today <= one["valid_to"])
    ]


@lru_cache(maxsize=1)
def _rules() -> list[dict[str, Any]]:
    return list(yaml.safe_load(RULES.read_text(encoding="utf-8")))
