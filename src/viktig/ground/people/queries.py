"""Reads about places and countries, and about who works for an organisation."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from viktig.ground.people.models import Account, Country, HelpNumber, Invitation, Membership, Organisation, Person


@dataclass(frozen=True)
class CountryProfile:
    """What a page takes from the country: numbers as (label, number, link), and where *Leave this page* leads."""

    help_numbers: tuple[tuple[str, str, str], ...]
    leave_url: str


NO_COUNTRY = CountryProfile((), "https://www.wikipedia.org/")


def country_profile(language: str, code: str = "") -> CountryProfile:
    """Return the profile of a country, by its code: numbers to ring work where one is, whatever one speaks.

    Without a code: of the country where a language is spoken; the first country there is, for another language.
    """
    where = Q(code=code) if code else Q(language=language) | Q(terms__has_key=language)
    country = Country.unguarded.filter(where).first() or Country.unguarded.order_by("code").first()
    if country is None:
        return NO_COUNTRY
    today = timezone.localdate()
    numbers = HelpNumber.unguarded.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), country=country, valid_from__lte=today
    )
    return CountryProfile(
        tuple((_(one.label), one.number, "tel:" + one.number.replace(" ", "")) for one in numbers.order_by("order")),
        country.leave_url,
    )


def members_of(organisation: Organisation) -> list[Membership]:
    """Return who works for an organisation that access gave, by the name they are known by; once a role."""
    found = Membership.unguarded.filter(organisation=organisation)
    return sorted(found, key=lambda one: (one.shown_as.casefold(), one.role))


def invitations_to(organisation: Organisation) -> list[Invitation]:
    """Return the open invitations of an organisation that access gave, the one that ends first first."""
    found = Invitation.unguarded.filter(organisation=organisation, ends_on__gte=timezone.localdate())
    return list(found.order_by("ends_on", "id"))


def name_of(account: Account) -> str:
    """Return what whoever acts wants to be called; nothing, if they have not said."""
    person = Person.unguarded.filter(pk=account.who).first()
    return person.name if person else ""


def name_and_place(organisation: Organisation) -> str:
    """Return the name of an organisation, and its place where the name does not say it."""
    name, place = organisation.name, organisation.place.name
    return name if place in name else _("%(name)s in %(place)s") % {"name": name, "place": place}
