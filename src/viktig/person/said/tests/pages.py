"""The pages of what was said, walked as a person walks them, and read as they read them."""

import re
from datetime import date, timedelta
from html import unescape

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import Outcome

WORDS = "Papirene mine ble borte 😔\nto ganger. شكرا"


def begin(client, query: str = "") -> str:
    """Return the address of a new form."""
    return client.get(f"/person/said/new/{query}").headers["Location"].partition("?")[0]


def approve(client, address: str, words: str = WORDS, **change) -> str:
    """Walk to the last page; return what it carries along so that what is sent is what was shown."""
    client.post(address, {"words": words, "area": "housing", "place": "NO-9901", "kind": "barrier", "level": "service"})
    for step, name in (("to/", "to"), ("way/", "levels")):
        page = client.get(address + step).content.decode()
        chosen = re.search(rf'name="{name}"[^>]*value="([^"]+)"[^>]*checked', page)
        client.post(address + step, {name: change.get(name, chosen.group(1) if chosen else "")})
    return re.search(r'name="shown" value="(\w+)"', client.get(f"{address}check/").content.decode())[1]


def say(client, words: str = WORDS) -> str:
    """Say something through the pages; return the address of its talk."""
    address = begin(client)
    sent = client.post(f"{address}check/", {"may_publish": "no", "shown": approve(client, address, words)})
    return sent.headers["Location"]


def answer(office, outcome=Outcome.EXPLAINED, words="Slik er det.") -> None:
    with acting_as(make_member(office).who, because="test"):
        voices.answer(voice=Voice.unguarded.get(), outcome=outcome, words=words)


def publish(office) -> None:
    users = make_organisation(name="Users", kind=OrganisationKind.USER_ORGANISATION, place=office.place)
    with acting_as(make_member(users, role=OrganisationRole.MODERATOR).who, because="test"):
        voices.publish(voice=Voice.unguarded.get())


def says(text: str, **names: object) -> str:
    """Return what a page says for this in the language of these tests, Bokmål."""
    with translation.override("nb"):
        return gettext(text) % names if names else gettext(text)


def in_a_month() -> date:
    return clock.today() + timedelta(days=30)


def in_words(day: date) -> str:
    with translation.override("nb"):
        return date_format(day, "DATE_FORMAT")


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
