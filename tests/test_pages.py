"""Every page that can be reached: nothing on it comes from elsewhere, and where people write stand the numbers to ring."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from walking import AT_MOST, live_in_town, pages

from viktig.demo import story
from viktig.ground.look.middleware import POLICY
from viktig.ground.people.models import Account
from viktig.ground.people.queries import country_profile
from viktig.testing import copied_databases

LOADS = re.compile(r"<(?:script|img|iframe|source|video|audio|object|embed|link|form|button|base)\b[^>]*>")
ADDRESS = re.compile(r'\b(?:src|srcset|href|action|formaction|data|poster)="([^"]*)"')
EVERYBODY = {
    "a visitor": "nb",
    "anna": "nb",
    "kari": "nb",
    "jon": "nb",
    "berit": "nb",
    "lise": "nb",
    "alva": "sv",
    "noor": "sv",
    "olle": "sv",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, Account]]:
    """The demo's town, lived in, in a database of its own."""
    with django_db_blocker.unblock(), copied_databases():
        live_in_town()
        yield {key: story.who(key) for key in EVERYBODY if key != "a visitor"}


class Walk(NamedTuple):
    """Everything somebody gets to by following links, one page of each kind, by its address."""

    language: str
    pages: dict[str, str]


@pytest.fixture(scope="module", params=EVERYBODY)
def walk(request, world) -> Walk:
    language = EVERYBODY[request.param]
    client = Client(headers={"Accept-Language": language})
    if request.param in world:
        client.force_login(world[request.param])
    found = {}
    for path, response in pages(client):
        found[path] = response.content.decode()
        assert response.headers["Content-Security-Policy"] == POLICY, path
    assert len(found) < AT_MOST
    assert len(found) >= (8 if request.param == "a visitor" else 15), sorted(found)
    return Walk(language, found)


def test_the_browser_may_ask_nobody_but_us():
    allowed = {source for part in POLICY.split(";") for source in part.split()[1:]}

    assert allowed == {"'none'", "'self'", "data:"}
    assert POLICY.startswith("default-src 'none';")


def test_no_page_loads_or_sends_anything_elsewhere(walk):
    for path, page in walk.pages.items():
        for tag in LOADS.findall(page):
            elsewhere = [to for to in ADDRESS.findall(tag) if not re.match(r"(/(?!/)|data:image/|\.|\?|#|$)", to)]
            assert elsewhere == [], f"{path}: {tag}"


def test_where_people_write_stand_the_numbers_to_ring(walk):
    numbers = country_profile(walk.language).help_numbers
    writing = {path: page for path, page in walk.pages.items() if "<textarea" in page}

    assert len(numbers) >= 2
    assert writing
    for path, page in writing.items():
        foot = page.partition("</main>")[2]
        assert [number for _, number, href in numbers if number not in foot or f'href="{href}"' not in foot] == [], path


def test_only_pages_where_nobody_writes_leave_the_numbers_out_of_their_foot():
    pages = {path.name: path.read_text(encoding="utf-8") for path in settings.BASE_DIR.rglob("templates/*.html")}
    without = {name for name, text in pages.items() if "{% block help %}" in text and "help-at-the-end" not in text}

    assert without == {"start.html", "print.html"}  # at the start they stand on top; a print is for paper
    assert [name for name in without if "<form" in pages[name] or "<textarea" in pages[name]] == []
