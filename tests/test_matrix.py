"""Every address, every role, with every identifier of somebody else: it is never there, and never tells that it is."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection, models, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from viktig.demo import choosing, life, story, town
from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.fields import SealedJSON
from viktig.ground.privacy.guards import guard_of, own_models
from viktig.ground.privacy.models import Level, Room
from viktig.ground.protection.models import Setting
from viktig.ground.record import Record
from viktig.ground.voice.models import Voice
from viktig.person.choices.models import ProposalKind
from viktig.person.meetings import access as meetings
from viktig.person.plan.parts import PlanPart
from viktig.person.progress import packs
from viktig.person.well import parts as well
from viktig.testing import copied_databases

UUID_PART = re.compile(r"<uuid:(\w+)>")
WORD_PART = re.compile(r"<(?:slug|str|int):\w+>")
TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
ASKS_NOTHING = {
    # of ombuds
    "/person/away/here/<uuid:organisation_id>/<uuid:presentation_id>/",
    "/person/ombud/ombuds/<uuid:presentation_id>/",
    "/person/ombud/ombuds/<uuid:presentation_id>/choose/",
    # nothing in that room is shared alone
    "/person/sharing/new/group/<uuid:item>/",
    # nobody but the person writes there: there is nothing to write a note of one's own beside
    *(
        f"/person/notes/{room}/<uuid:item>/{way}"
        for room in {*Room.values} - {"ombud", "well", "plan", "meetings", "choices", "group", "sharing"}
        for way in ("", "take-away/")
    ),
}
FOR_EVERYBODY = "person_presentation"  # how an ombud presents themselves, to whoever is signed in
# The visitor's own address, which the page's language links repeat, and the token of the form that signs out.
OWN_TO_THE_REQUEST = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+")
ROLES = ("stranger", "former_ombud", "receiver", "administrator")
# Somebody's own new form may carry any new identifier, and what is taken back twice is gone already; it must still say the
# same for those of others.
OWN_NEW = ("/person/said/new/", "/person/stories/new/", "/person/stories/<uuid:told_id>/take-back/")

# What each word in an address can be: a page that knows the word asks for the row.
WORDS = {
    "<slug:room>": Room.values,
    "<str:kind>": meetings.KINDS,
    "<slug:kind>": ProposalKind.values,
    "<slug:code>": PlanPart.values[:1],
    "<slug:form_id>": list(packs.offered())[:1],
    "<slug:what>": well.PARTS,
    "<slug:setting>": Setting.values,
}


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        elif isinstance(pattern, URLPattern) and UUID_PART.search(address):
            yield "/" + address


def with_words(address: str) -> Iterator[str]:
    """Return an address with each word that it can have. Raises KeyError: say in WORDS what a new one can be."""
    if word := WORD_PART.search(address):
        for one in WORDS[word[0]]:
            yield from with_words(address.replace(word[0], one, 1))
    else:
        yield address


def below(*beginnings: str) -> list[str]:
    found = (address for address in addresses(get_resolver()) if address.startswith(beginnings))
    return sorted(one for address in found for one in with_words(address))


PERSONAL, OF_VOICES = below("/person/"), below("/service/", "/system/")


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
        looks = Client()
        looks.force_login(story.who(life.LIVES[0].ombud))
        assert looks.get(f"/person/ombud/{anna.who}/").status_code == 200
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
def signed_in(world) -> dict[str, Client]:
    """A client for each of those who could want in, at a device of their own."""
    clients = {role: Client() for role in world}
    for role, client in clients.items():
        client.force_login(world[role])
    return clients


@pytest.fixture(scope="module")
def rows(world) -> dict[str, uuid.UUID]:
    """One row about Anna from every table that holds rows about people, by the name of the table."""
    anna = world["anna"].who
    found = {}
    with acting_as(anna, because="test"):
        for model in own_models():
            guard = guard_of(model)
            if guard.kind == "person" and model._meta.db_table != FOR_EVERYBODY:
                row = model.unguarded.filter(**{guard.owner: anna}).first() or made_up(model, anna)
                found[model._meta.db_table] = row.pk
    return found


def made_up(model: type[Record], anna: uuid.UUID) -> Record:
    """Make a row about Anna of any table, with the first value that each column takes."""
    owner = guard_of(model).owner
    given = [one for one in model._meta.concrete_fields if not one.null and one.get_default() in (None, "")]
    values = {one.attname: value_for(one, anna) for one in given} | {owner: anna}
    return model.unguarded.create(**values)


def value_for(column: models.Field, anna: uuid.UUID) -> object:  # type: ignore[type-arg]
    """Return the first value that a column takes; for one that leads somewhere the first row there, hers if she has one."""
    if isinstance(column, models.ForeignKey):
        there = column.related_model.unguarded.values_list("pk", flat=True)
        return there.filter(pk=anna).first() or there.first()
    if column.choices:
        return column.choices[0][0]
    made = {
        models.UUIDField: uuid.uuid4(), models.DateField: clock.today(), models.DateTimeField: clock.now(), SealedJSON: {},
    }  # fmt: skip
    return made.get(type(column), 9 if isinstance(column, models.IntegerField) else "")


def filled(address: str, values: tuple[uuid.UUID, ...]) -> str:
    left = list(values)
    return UUID_PART.sub(lambda _: str(left.pop(0)), address)


@dataclass(frozen=True)
class Answers:
    """What a look and a try to change gave. asked: the tables that were asked for it, which make no difference."""

    given: list[tuple[int, bytes, int]]
    asked: frozenset[str] = field(compare=False)

    @property
    def statuses(self) -> set[int]:
        return {status for status, _bytes, _queries in self.given}


def answers(client: Client, address: str) -> Answers:
    """Return status, bytes and number of queries of a look and of a try to change, which leave nothing behind.

    Else somebody's own new form would be a begun one the next time, under whatever identifier.
    """
    given, asked = [], set()
    reset_queries()
    with transaction.atomic():
        for method in (client.get, client.post):
            with CaptureQueriesContext(connection) as queries:
                response = method(address)
            given.append((response.status_code, OWN_TO_THE_REQUEST.sub(b"", response.content), len(queries)))
            asked.update(TABLE.findall(" ".join(query["sql"] for query in queries)))
        transaction.set_rollback(True)
    return Answers(given, frozenset(asked))


def answers_when_missing(client: Client, address: str) -> Answers:
    """Return what the address answers for identifiers of nothing."""
    return answers(client, filled(address, tuple(uuid.uuid4() for _ in UUID_PART.findall(address))))


def same(client: Client, address: str, there: Answers, missing: Answers) -> bool:
    """Say whether two answers are the same; what is kept warm after the first one may have to be asked for again."""
    return there == missing or there == answers_when_missing(client, address)


@pytest.mark.parametrize("address", PERSONAL)
def test_what_is_somebody_else_s_is_the_same_as_what_is_not_there(world, signed_in, rows, address):
    """A row is tried where its table is asked: also a table that is only asked once another's row was tried."""
    assert address in ASKS_NOTHING or answers_when_missing(signed_in["stranger"], address).asked & rows.keys(), (
        "tries nothing"
    )
    anna = world["anna"].who
    blanks = len(UUID_PART.findall(address))
    for role in ROLES:
        client = signed_in[role]
        missing = answers_when_missing(client, address)
        assert address.startswith(OWN_NEW) or missing.statuses <= {404, 405}, (role, missing.statuses)

        left, tried = [anna, *(rows[table] for table in missing.asked & rows.keys())], set()
        while left:
            tried.add(one := left.pop())
            there = answers(client, filled(address, (anna,) * (blanks - 1) + (one,)))
            assert same(client, address, there, missing), (role, one)
            left += {rows[table] for table in there.asked & rows.keys()} - tried - {*left}


@pytest.mark.parametrize("address", PERSONAL + OF_VOICES)
def test_a_visitor_is_asked_to_sign_in_whatever_the_identifier(world, address):
    client = Client()
    blanks = len(UUID_PART.findall(address))
    for value in (world["anna"].who, uuid.uuid4()):
        response = client.get(filled(address, (value,) * blanks))
        assert response.status_code == 302
        assert response.url.startswith("/account/")


@pytest.mark.parametrize("address", OF_VOICES)
def test_a_voice_opens_for_nobody_else(world, signed_in, address):
    with acting_as(world["receiver"].who, because="test"):
        voices = list(Voice.unguarded.values_list("pk", flat=True))
    assert voices
    blanks = len(UUID_PART.findall(address))
    for role in ("stranger", "former_ombud", "administrator", "other_person", "anna"):
        missing = answers_when_missing(signed_in[role], address)
        assert missing.statuses <= {404, 405}, role
        for voice in voices:
            there = answers(signed_in[role], filled(address, (voice,) * blanks))
            assert same(signed_in[role], address, there, missing), role
