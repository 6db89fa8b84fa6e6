"""What a coordinator and the group of helpers are called in a person's country, and what holds there: dated, with its
source (country.yaml)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from viktig.ground.people.models import Person
from viktig.ground.words.dated import holds, read

DATA = Path(__file__).with_name("country.yaml")
SPOKEN = {"nb": "NO", "nn": "NO", "sv": "SE"}  # where somebody most likely lives who has not said so


@dataclass(frozen=True)
class Rule:
    """Something that holds in a country. law: its name, or empty. is_certain: nothing in it is left to ask about."""

    text: str
    law: str
    is_certain: bool
    law_is_certain: bool
    source: str
    checked_on: date


@dataclass(frozen=True)
class InCountry:
    """What things are called in one country, in its own words; its rules in the language of whoever reads."""

    coordinator: str
    group: str
    plan: str
    rules: list[Rule]


def in_country(person: Person, today: date) -> InCountry | None:
    """Return the words and rules of the country where a person lives; None where we know none.

    Who has not said where they live: the installation's own country, else the one where their language is spoken.
    """
    language = get_language() or settings.LANGUAGE_CODE
    code = person.place.country_id if person.place else settings.VIKTIG_COUNTRY or SPOKEN.get(language, "")
    found = next((one for one in read(DATA) if one["country"] == code), None)
    if found is None:
        return None
    return InCountry(**found["words"], rules=[_rule(one, language) for one in found["rules"] if holds(one, today)])


def _rule(one: dict[str, Any], language: str) -> Rule:
    return Rule(
        text=one["text"].get(language) or one["text"]["en"],
        law=one["law"],
        is_certain=one["is_certain"],
        law_is_certain=one["law_is_certain"],
        source=one["source"],
        checked_on=one["checked_on"],
    )
