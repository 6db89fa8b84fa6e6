"""Reads about places and countries."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from viktig.ground.people.models import Country, HelpNumber


@dataclass(frozen=True)
class CountryProfile:
    """What a page takes from the country: numbers as (label, number, link), and where *Leave this page* leads."""

    help_numbers: tuple[tuple[str, str, str], ...]
    leave_url: str


NO_COUNTRY = CountryProfile((), "https://www.wikipedia.org/")


def country_profile(language: str) -> CountryProfile:
    """Return the profile of the country where a language is spoken; the first country there is, for another language."""
    country = Country.unguarded.filter(language=language).first() or Country.unguarded.order_by("code").first()
    if country is None:
        return NO_COUNTRY
    today = timezone.localdate()
    numbers = HelpNumber.unguarded.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), country=country, valid_from__lte=today
    )
    return CountryProfile(
        tuple((one.label, one.number, "tel:" + one.number.replace(" ", "")) for one in numbers.order_by("order")),
        country.leave_url,
    )
