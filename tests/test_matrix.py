"""Every address, every role, with every identifier of somebody else: it is never there, and never tells that it is."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from viktig.demo import choosing, life, story, town
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.guards import guard_of, own_models
from viktig.ground.privacy.models import Level, Room
from viktig.ground.voice.models import Voice
from viktig.testing import copied_databases

UUID_PART = re.compile(r"<uuid:(\w+)>")
# The visitor's own address, which the page's language links repeat, and the token of the form that signs out.
OWN_TO_THE_REQUEST = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+")
ROLES = ("stranger", "former_ombud", "receiver", "administrator")
# Somebody's own new form may carry any new identifier; it must still say the same for those of others.
OWN_NEW = "/person/said/new/"


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        elif isinstance(pattern, URLPattern) and UUID_PART.search(address):
            yield "/" + address


PERSONAL = sorted(address for address in addresses(get_resolver()) if address.startswith("/person/"))
OF_VOICES = sorted(address for address in addresses(get_resolver()) if address.startswith(("/service/", "/system/")))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, Account]]:
    """The demo's town in a database of its own, with everybody who could want in."""
    with django_db_blocker.unblock(), copied_databases():
        town.make_town()
        for ombud in life.OMBUDS:
            life.present(ombud)
        for told in story.STORY[:4]:
            story.tell(told)
        for one in life.LIVES:
            life.live(one)
        for dilemma in choosing.DILEMMAS:
            choosing.face(dilemma)
        anna, former = story.who("anna"), make_account(name="Former")
        for room in Room:
            make_share(anna.who, former.who, room=room, level=Level.SUGGEST, days=-1)
        yield {
            "anna": anna,
            "stranger": make_account(name="Stranger"),
            "former_ombud": former,
            "receiver": story.who("jon"),
            "administrator": make_member(make_organisation(name="Other"), role=OrganisationRole.ADMINISTRATOR),
            "moderator": story.who("lise"),
            "other_person": story.who("alva"),
        }


@pytest.fixture(scope="module")
def identifiers(world) -> list[uuid.UUID]:
    """Anna's own identifier, and one of a row about her from every table that has any."""
    found = [world["anna"].who]
    with acting_as(world["anna"].who, because="test"):
        for model in own_models():
            guard = guard_of(model)
            if guard.kind == "person":
                found += model.unguarded.filter(**{guard.owner: world["anna"].who}).values_list("pk", flat=True)[:1]
    assert len(found) > 6
    return found


def filled(address: str, values: tuple[uuid.UUID, ...]) -> str:
    left = list(values)
    return re.sub(r"<\w+:\w+>", "x", UUID_PART.sub(lambda _: str(left.pop(0)), address))


def answers(client: Client, address: str) -> list[tuple[int, bytes, int]]:
    """Return status, bytes and number of queries of a look and of a try to change, which leave nothing behind.

    Else somebody's own new form would be a begun one the next time, under whatever identifier.
    """
    found = []
    reset_queries()
    with transaction.atomic():
        for method in (client.get, client.post):
            with CaptureQueriesContext(connection) as queries:
                response = method(address)
            found.append((response.status_code, OWN_TO_THE_REQUEST.sub(b"", response.content), len(queries)))
        transaction.set_rollback(True)
    return found


def answers_when_missing(client: Client, address: str) -> list[tuple[int, bytes, int]]:
    """Return what the address answers for identifiers of nothing, when everything that is kept warm is warm."""
    nothing = tuple(uuid.uuid4() for _ in UUID_PART.findall(address))
    answers(client, filled(address, nothing))
    return answers(client, filled(address, nothing))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", PERSONAL)
def test_what_is_somebody_else_s_is_the_same_as_what_is_not_there(world, identifiers, role, address):
    client = Client()
    client.force_login(world[role])
    blanks = len(UUID_PART.findall(address))
    missing = answers_when_missing(client, address)

    assert address.startswith(OWN_NEW) or {status for status, _, _ in missing} <= {404, 405}, missing[0][0]
    for values in ((*(world["anna"].who for _ in range(blanks - 1)), one) for one in identifiers):
        assert answers(client, filled(address, values)) == missing, filled(address, values)


@pytest.mark.parametrize("address", PERSONAL + OF_VOICES)
def test_a_visitor_is_asked_to_sign_in_whatever_the_identifier(world, identifiers, address):
    client = Client()
    blanks = len(UUID_PART.findall(address))
    for value in (identifiers[0], uuid.uuid4()):
        response = client.get(filled(address, (value,) * blanks))
        assert response.status_code == 302
        assert response.url.startswith("/account/")


@pytest.mark.parametrize("role", ["stranger", "former_ombud", "administrator", "other_person", "anna"])
@pytest.mark.parametrize("address", OF_VOICES)
def test_a_voice_opens_for_nobody_else(world, role, address):
    client = Client()
    client.force_login(world[role])
    with acting_as(world["receiver"].who, because="test"):
        voices = list(Voice.unguarded.values_list("pk", flat=True))
    assert voices
    blanks = len(UUID_PART.findall(address))
    missing = answers_when_missing(client, address)

    for voice in voices:
        assert answers(client, filled(address, (voice,) * blanks)) == missing
    assert {status for status, _, _ in missing} <= {404, 405}
