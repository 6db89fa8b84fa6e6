"""Five ready profiles: each opens with its place's own words, its doors, its language and its country's numbers."""

import os
import subprocess
import sys
from html import unescape

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from viktig.ground.commands import Refused
from viktig.ground.look import context
from viktig.ground.look.profiles import PLACE, PROFILES
from viktig.supervise import House, _environment

NUMBERS = {"NO": "116 117", "SE": "1177"}


@pytest.fixture
def at(settings):
    """Set the place, as VIKTIG_PLACE does; what was read before for another is forgotten."""

    def choose(place):
        settings.VIKTIG_PLACE = place
        settings.VIKTIG_COUNTRY = PROFILES[place].country if place else ""
        settings.LANGUAGE_CODE = PROFILES[place].language if place else "nb"
        context._profile.cache_clear()
        return Client()

    yield choose
    context._profile.cache_clear()


def read(client, address="/", **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("place", PROFILES)
@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_each_place_opens_with_its_own_words(at, place, language):
    profile = PROFILES[place]
    text = read(at(place), f"/?lang={language}")

    with translation.override(language):
        assert f'<p class="lead">{profile.lead}</p>' in text
        assert f"<b>{profile.label}</b><span>{profile.text}</span>" in text
    assert f"<title>Viktig {profile.name} – " in text


@pytest.mark.parametrize(("country", "language"), [("NO", "sv"), ("SE", "nb"), ("SE", "en")])
def test_the_numbers_to_ring_are_those_of_the_country_whatever_one_speaks(at, settings, country, language):
    client = at("")
    settings.VIKTIG_COUNTRY = country
    text = read(client, f"/tell/?lang={language}")

    assert f">{NUMBERS[country]}<" in text
    assert f">{NUMBERS['SE' if country == 'NO' else 'NO']}<" not in text


def test_no_two_places_say_the_same():
    assert len({str(one.lead) for one in PROFILES.values()}) == len(PROFILES) == 5


@pytest.mark.parametrize("place", PROFILES)
def test_each_place_opens_the_doors_it_names_and_all_of_them_are_there(at, place):
    profile = PROFILES[place]
    text = read(at(place)).partition("<main")[2]

    addresses = [reverse(name, args=[profile.slug] if name == PLACE else None) for name in profile.doors]
    found = [text.index(f'class="door" href="{address}"') for address in addresses]
    assert found == sorted(found)
    assert text.count('class="door"') == len(addresses)


@pytest.mark.parametrize("place", PROFILES)
def test_the_place_s_language_comes_first_and_its_country_s_numbers_stand(at, place):
    profile = PROFILES[place]
    client = at(place)

    for page in (read(client), read(client, "/?lang=nb"), read(client, "/?lang=sv")):
        assert f">{NUMBERS[profile.country]}<" in page
    assert f'<html lang="{profile.language}"' in read(client)
    assert f'<html lang="{profile.language}"' in read(client, **{"Accept-Language": "de"})
    assert '<html lang="sv"' in read(client, **{"Accept-Language": "sv"})


@pytest.mark.parametrize("place", PROFILES)
def test_its_own_door_opens_before_anything_is_read_in(at, place):
    assert read(at(place), f"/places/{PROFILES[place].slug}/")


def test_without_a_place_nothing_is_different(at):
    text = read(at(""))

    assert "<title>Viktig – " in text
    assert text.count('class="door"') == len(context.DOORS)


def test_a_door_that_is_not_there_would_be_named():
    for profile in PROFILES.values():
        for door in context.doors_of(profile):
            try:
                reverse(door.name, args=door.args or None)
            except NoReverseMatch:
                pytest.fail(f"{profile.name} names {door.name}, which is not there yet.")


def test_an_unknown_place_is_refused_in_one_sentence(monkeypatch):
    environment = os.environ | {"VIKTIG_PLACE": "atlantis"}
    tried = subprocess.run(
        [sys.executable, "-m", "viktig.cli", "facts"], env=environment, capture_output=True, text=True, check=False
    )

    assert tried.returncode == 1
    assert tried.stderr.strip() == (
        "VIKTIG_PLACE must be one of oslo, hamar, vastra_gotaland, bergen, tromso, not 'atlantis'."
    )
    monkeypatch.setenv("PLACE", "atlantis")
    tried = subprocess.run(
        [sys.executable, "-m", "viktig.cli", "demo"], env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert (tried.returncode, tried.stderr[:23]) == (1, "PLACE must be one of os")


def test_the_demo_takes_its_place_from_the_command_line(monkeypatch, tmp_path):
    class Cluster:
        urls = {"DATABASE_URL": "x"}

    monkeypatch.delenv("VIKTIG_PLACE", raising=False)
    for place in ("", *PROFILES):
        monkeypatch.setenv("PLACE", place)
        assert _environment(House(tmp_path, 8000, {}, {}), Cluster())["VIKTIG_PLACE"] == place
    monkeypatch.setenv("PLACE", "Oslo")
    with pytest.raises(Refused, match="not 'Oslo'"):
        _environment(House(tmp_path, 8000, {}, {}), Cluster())
