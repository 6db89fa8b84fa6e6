"""Rooms switched on one by one: what is off is a missing page, and nothing anywhere leads to it."""

import re
from html import unescape
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import get_resolver, resolve

from viktig.demo import choosing, life, story, town
from viktig.ground.commands import Refused
from viktig.ground.look.profiles import PROFILES
from viktig.ground.rooms import FOLDERS, ROOMS, chosen, is_open_for
from viktig.testing import copied_databases

UUID_PART = re.compile(r"<uuid:\w+>")
PLACEHOLDER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# What a visitor sees, each of them sees too.
EVERYBODY = {"anna": "nb", "kari": "nb", "jon": "nb", "maja": "sv"}


def without(room: str) -> frozenset[str]:
    """Return all rooms but one and those that need it."""
    return frozenset(name for name, one in ROOMS.items() if name != room and room not in one.needs)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), copied_databases():
        town.make_town()
        for ombud in life.OMBUDS:
            life.present(ombud)
        for told in story.STORY:
            story.tell(told)
        for one in life.LIVES:
            life.live(one)
        for dilemma in choosing.DILEMMAS:
            choosing.face(dilemma)
        yield {key: story.who(key) for key in EVERYBODY}


def client_of(world, key) -> Client:
    client = Client(headers={"Accept-Language": EVERYBODY.get(key, "nb")})
    if key in world:
        client.force_login(world[key])
    return client


class Ways(NamedTuple):
    """The addresses that a page leads to by links, forms or of itself: in its own part, and by what stands around it."""

    own: frozenset[str]
    around: frozenset[str] = frozenset()


def ways_from(response) -> Ways:
    if response.status_code in {301, 302}:
        return Ways(frozenset({response.url.partition("#")[0]}))
    if not response.headers["Content-Type"].startswith("text/html"):
        return Ways(frozenset())
    before, own, after = re.split("<main|</main>", response.content.decode())
    return Ways(addresses_in(own), addresses_in(before + after))


def addresses_in(html: str) -> frozenset[str]:
    found = re.findall(r'<(?:a|form)\b[^>]*\b(?:href|action)="(/[^"]*)"', html)
    return frozenset(unescape(one).partition("#")[0] for one in found if re.match(r"/(?!static/)[^?]*$", one))


def walk(client: Client) -> dict[str, Ways]:
    """Return every page that links and forms lead to, one of each kind, with the addresses that it leads to."""
    queue, kinds, found = ["/", "/me/", "/tasks/", "/account/login/code/"], set(), {}
    while queue:
        path = queue.pop(0)
        kind = PLACEHOLDER.sub("…", path)
        if kind not in kinds:
            kinds.add(kind)
            found[path] = ways_from(client.get(path))
            queue += sorted(found[path].own | found[path].around)
    return found


def leads_into(path: str, rooms: set[str]) -> bool:
    """Say whether an address is served by one of these rooms."""
    return FOLDERS.get("/".join(resolve(path).func.__module__.split(".")[1:3])) in rooms


@pytest.fixture(scope="module")
def whole(world, django_db_blocker):
    """Where each page leads when every room is on, by whose page it is."""
    with django_db_blocker.unblock():
        return {key: walk(client_of(world, key)) for key in EVERYBODY}


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_leads_to_a_room_that_is_off(world, whole, room):
    """What stands around pages is the same for many: it is looked at once."""
    off = set(ROOMS) - without(room)
    led = 0

    with override_settings(VIKTIG_ROOMS=without(room)):
        for key, pages in whole.items():
            client, seen = client_of(world, key), set()
            for page, ways in pages.items():
                led_then = ways.own if ways.around in seen else ways.own | ways.around
                if leads_into(page, off) or not any(leads_into(way, off) for way in led_then):
                    continue  # gone itself, or as it was
                seen.add(ways.around)
                led += 1
                now = frozenset().union(*ways_from(client.get(page)))
                assert [way for way in now if leads_into(way, off)] == [], page
                new = now - ways.own - ways.around
                assert [way for way in new if client.get(way).status_code not in {200, 301, 302, 405}] == [], page
    assert led, "no page led there when it was on"


def patterns(resolver, prefix=""):
    for one in resolver.url_patterns:
        address = prefix + str(one.pattern)
        yield from patterns(one, address) if hasattr(one, "url_patterns") else [("/" + address, one.callback)]


@pytest.mark.parametrize("room", ROOMS)
def test_the_addresses_of_a_room_that_is_off_are_missing_pages(world, room):
    own = [
        re.sub(r"<\w+:\w+>", "x", UUID_PART.sub(str(world["anna"].who), address))
        for address, view in patterns(get_resolver())
        if FOLDERS.get("/".join(view.__module__.split(".")[1:3])) == room
    ]
    assert own

    with override_settings(VIKTIG_ROOMS=without(room)):
        for key in ("a visitor", "anna"):
            client = client_of(world, key)
            assert {client.get(address).status_code for address in own} == {404}


def test_every_room_names_folders_that_are_there_and_rooms_it_needs():
    for name, room in ROOMS.items():
        assert set(room.needs) <= set(ROOMS), name
        for folder in room.folders:
            assert (settings.BASE_DIR / folder).is_dir(), folder


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("matters,colour", "names 'colour'"), ("waiting", "waiting needs ombud"), ("said", "said needs replies")],
)
def test_a_choice_that_cannot_be_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(Refused, match=sentence):
        chosen(text)


def test_a_place_says_which_rooms_it_begins_with_and_the_setting_goes_before_it():
    for profile in PROFILES.values():
        assert chosen("", usual=profile.rooms) == frozenset(profile.rooms)
    assert "waiting" not in PROFILES["hamar"].rooms
    assert chosen("all", usual=PROFILES["hamar"].rooms) == frozenset(ROOMS)
    assert chosen("matters, replies") == {"matters", "replies"}


def test_what_is_not_named_is_always_on():
    with override_settings(VIKTIG_ROOMS=frozenset()):
        assert is_open_for("viktig.person.sharing.views")
        assert is_open_for("viktig.system.protection.views")
        assert not is_open_for("viktig.person.ombud.views")
