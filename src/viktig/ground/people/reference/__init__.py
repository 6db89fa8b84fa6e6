"""Reference data of the countries, loaded as the owner at every migration."""

from pathlib import Path

import yaml

from viktig.ground.people.models import Country, HelpNumber

COUNTRIES = Path(__file__).with_name("countries.yaml")


def load_countries(*, using: str) -> None:
    """Write the country profiles of countries.yaml. Doing it twice changes nothing. using: the owner's alias."""
    for entry in yaml.safe_load(COUNTRIES.read_text(encoding="utf-8")):
        profile = dict(entry)
        numbers = profile.pop("help_numbers")
        country, _ = Country.unguarded.using(using).update_or_create(code=profile.pop("code"), defaults=profile)
        for order, number in enumerate(numbers):
            found = {"number": number["number"], "valid_from": number["valid_from"], "country": country}
            HelpNumber.unguarded.using(using).update_or_create(**found, defaults=number | {"order": order})
