"""What a country says of a plan: dated reference data (plans.yaml), read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.words.dated import holds, read

PLANS = Path(__file__).with_name("plans.yaml")
SPOKEN = {"NO": "nb", "SE": "sv"}  # the language of a country's texts where the reader's own is missing


@dataclass(frozen=True)
class Said:
    """A text of a country's, and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class PlanLaw:
    """What holds in one country on one day. contents: codes of what must stand in the plan, in the law's own order."""

    country: str
    name: Said
    points: tuple[Said, ...]
    declining: Said
    contents: tuple[str, ...]
    law: str
    source: str
    checked_on: date


def law_for(person: Person | None, *, on: date | None = None) -> PlanLaw:
    """Return what holds where a person lives, or, if they have not said where, where their language is spoken.

    on: the day; today, if none is given. Raises LookupError when the data holds nothing for that day.
    """
    language, day = get_language() or settings.LANGUAGE_CODE, on or clock.today()
    lives_in = person.place.country_id if person and person.place else ""
    country = lives_in if lives_in in SPOKEN else _country_of(language)
    for entry in read(PLANS):
        if entry["country"] == country and holds(entry, day):
            return _law(entry, language)
    raise LookupError(f"plans.yaml says nothing of {country} on {day}.")


def _country_of(language: str) -> str:
    if settings.VIKTIG_COUNTRY in SPOKEN:
        return str(settings.VIKTIG_COUNTRY)
    return "SE" if language == "sv" else "NO"


def _law(entry: Mapping[str, Any], language: str) -> PlanLaw:
    spoken = SPOKEN[entry["country"]]

    def said(texts: Mapping[str, str]) -> Said:
        return Said(texts[language], language) if language in texts else Said(texts[spoken], spoken)

    return PlanLaw(
        country=entry["country"],
        name=said(entry["name"]),
        points=tuple(said(one) for one in entry["points"]),
        declining=said(entry["declining"]),
        contents=tuple(entry["contents"]),
        law=entry["law"],
        source=entry["source"],
        checked_on=entry["checked_on"],
    )
