"""What somebody who stands close to a person can know without anybody's consent, and where they can turn for themselves."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from viktig.ground import clock
from viktig.ground.people.models import Country, Organisation, OrganisationKind
from viktig.ground.words.dated import holds, read

FILE = Path(__file__).with_name("rights.yaml")
SOURCE = "en"


@dataclass(frozen=True)
class Right:
    """Something one can count on, in plain words. spoken: the language they are in; law: what it is called there, or
    empty. host: of the source.
    """

    words: str
    spoken: str
    law: str
    source: str
    host: str
    checked_on: date


@dataclass(frozen=True)
class InCountry:
    """The rights in one country. name: as it calls itself; language: its own, in which its laws are named."""

    name: str
    language: str
    rights: list[Right]


def rights_by_country(language: str) -> list[InCountry]:
    """Return what holds today in each country, in plain words of a language; first where we are, else where it is spoken."""
    countries = Country.unguarded.filter(code__in=read(FILE))
    ordered = sorted(countries, key=lambda one: (not _is_first(one, language), one.code))
    return [InCountry(one.name, one.language, rights_in(one.code, language)) for one in ordered]


def rights_in(country: str, language: str) -> list[Right]:
    """Return what holds today in a country. country: its code."""
    today = clock.today()
    return [
        Right(
            words=one.get(language) or one[SOURCE],
            spoken=language if one.get(language) else SOURCE,
            law=one["law"],
            source=one["source"],
            host=str(urlsplit(one["source"]).hostname).removeprefix("www."),
            checked_on=one["checked_on"],
        )
        for one in read(FILE)[country]
        if holds(one, today)
    ]


def user_organisations(language: str) -> list[Organisation]:
    """Return the user organisations that are here, by place and name; those of the first country before all others."""
    found = Organisation.unguarded.filter(kind=OrganisationKind.USER_ORGANISATION, closed_on=None)

    def order(one: Organisation) -> tuple[bool, str, str]:
        return not _is_first(one.place.country, language), one.place.name.casefold(), one.name.casefold()

    return sorted(found.select_related("place__country"), key=order)


def _is_first(country: Country, language: str) -> bool:
    if settings.VIKTIG_COUNTRY:
        return country.code == settings.VIKTIG_COUNTRY
    return country.language == language or language in country.terms
