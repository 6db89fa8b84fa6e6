"""What somebody learns who holds the database but not the master key: a dump, and the transactions' own numbers."""

import os
import subprocess
from collections import defaultdict
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from viktig.demo import life, stories, story, town
from viktig.demo.paper import drawn_paper
from viktig.ground import clock
from viktig.ground.database import places
from viktig.ground.people.actions import shuffle_accounts
from viktig.ground.people.models import Account, Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.guards import tables
from viktig.ground.privacy.pictures import made_anew
from viktig.person.ombud.actions import agree
from viktig.person.ombud.models import Paper, Presentation
from viktig.person.progress import actions as progress
from viktig.person.progress import packs
from viktig.person.waiting import actions as waiting
from viktig.person.waiting.models import Wait

ACCOUNTS = {
    "ground_account",
    "ground_keycard",
    "account_emailaddress",
    "ground_session",
    "ground_identity",
    "mfa_authenticator",
}
TICKETS = {"person_waitingticket", "person_waitedmonths"}
VOICES = {"ground_voice", "ground_turn", "ground_reach", "ground_publication"}
STORIES = {"ground_story", "ground_publishedstory"}


@pytest.fixture
def town_lived_in(own_database):
    """A town where people have written, shared, been helped, spoken and been answered, all in real transactions."""
    town.make_town()
    for ombud in life.OMBUDS:
        life.present(ombud)
    for one in life.LIVES:
        life.live(one)
    for told in story.STORY:
        story.tell(told)
    stories.tell()
    wait_and_choose()
    lay_a_form_ready()
    shuffle_accounts()
    return own_database


def lay_a_form_ready() -> None:
    """Let somebody make eight words for a form, and open the page that shows them: the form lies ready."""
    jon, asked = story.who("jon"), packs.forms()["viktig-around"]["nb"]
    with acting_as(jon.who, because="test"):
        slip = progress.make_slip(who=jon.who, form=asked, rater="Mor", ends_on=clock.today())
    with acting_as(jon.who, because="test"):
        progress.lay_out(slip)


def wait_and_choose() -> None:
    """Let two people wait, and one of them choose an ombud from there: a ticket and a count stay."""
    ombuds = {one.key: one for one in life.OMBUDS}
    sammen = Organisation.unguarded.get(name=ombuds["kari"].organisation)
    for key in ("emil", "jon"):
        with acting_as(story.who(key).who, because="test"):
            waiting.wait(who=story.who(key).who, organisation=sammen, flags=["no_home"])
    waiting.deliver()
    emil = story.who("emil")
    with acting_as(emil.who, because="test"):
        choice = Presentation.unguarded.get(who=story.who("kari").who)
        agree(presentation=choice, by=emil, wants="A flat")
    waiting.deliver()


def owner_url(name: str, alias: str) -> str:
    variable = {"default": "TEST_DATABASE_OWNER_URL", "keys": "TEST_VIKTIG_KEYS_OWNER_URL"}[alias]
    return urlsplit(os.environ[variable])._replace(path=f"/{name}").geturl()


def dump(name: str, alias: str) -> str:
    command = [str(places.program("pg_dump")), "--enable-row-security", "--data-only", owner_url(name, alias)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def private_sentences() -> list[str]:
    published = {words for told in story.STORY if told.published for words in (told.words, told.answer, told.change)}
    sentences = [
        words
        for one in life.LIVES
        for words in (*(words for _, words in one.matters), one.wants, one.where, one.reach, one.may_say,
                      one.assignment, one.suggestion, one.title)
    ]  # fmt: skip
    sentences += [words for told in story.STORY for words in (told.words, told.answer, told.change) if words]
    return [words for words in sentences if words not in published]


def test_a_dump_holds_no_sentence_and_no_name(town_lived_in):
    data, keys = dump(town_lived_in["default"], "default"), dump(town_lived_in["keys"], "keys")

    assert "anna@demo.invalid" in data  # the dump is a whole one
    assert len(private_sentences()) > 20
    for words in private_sentences():
        assert words not in data + keys
    for somebody in town.PEOPLE:
        assert f"\t{somebody.name}\t" not in data


def test_a_dump_holds_no_picture(town_lived_in):
    data = dump(town_lived_in["default"], "default")
    for one in life.LIVES:
        picture = made_anew(drawn_paper(one.paper))  # the same drawing gives the same bytes
        with acting_as(story.who(one.key).who, because="test"):
            kept = Paper.unguarded.get()
            assert (kept.title, kept.large, kept.small) == (one.title, picture.large, picture.small)

        assert str(kept.pk) in data
        for content in (picture.large, picture.small):
            for at in range(0, len(content) - 16, 16):
                assert content[at : at + 16].hex() not in data


def test_a_dump_joins_no_address_to_a_person(town_lived_in):
    data = dump(town_lived_in["default"], "default")
    for account in Account.objects.all():
        lines = [line for line in data.splitlines() if str(account.who) in line]

        assert lines, "the person has rows"
        for line in lines:
            assert account.email not in line
            assert str(account.pk) not in line


def transactions(name: str) -> dict[str, set[str]]:
    """Return by table the transactions that wrote the rows that are there now, as the superuser sees them."""
    found: dict[str, set[str]] = defaultdict(set)
    url = urlsplit(os.environ["VIKTIG_TEST_ADMIN"])._replace(path=f"/{name}").geturl()
    with psycopg.connect(url) as server:
        for table in tables():
            rows = server.execute(sql.SQL("select distinct xmin::text from {}").format(sql.Identifier(table)))
            found[table] = {xmin for (xmin,) in rows}
    return found


def test_no_transaction_joins_what_must_stay_apart(town_lived_in):
    written = transactions(town_lived_in["default"])
    of_people = {table for table, guard in tables().items() if guard.kind == "person"}

    def together(some: set[str], others: set[str]) -> list[tuple[str, str]]:
        return [(one, two) for one in some for two in others if written[one] & written[two]]

    assert sum(map(len, (written[table] for table in of_people))) > 20
    assert together(of_people, ACCOUNTS) == []
    assert together(of_people, VOICES) == []
    assert all(written[table] for table in TICKETS | {"person_wait"})
    assert together(of_people | ACCOUNTS | VOICES, TICKETS) == []
    assert together(ACCOUNTS, VOICES) == []
    assert all(written[table] for table in STORIES | {"person_told"})
    assert together(of_people | ACCOUNTS, STORIES) == []
    assert written["person_laidout"]
    assert together(of_people | ACCOUNTS, {"person_laidout"}) == []


def test_a_ticket_of_somebody_who_waits_joins_nobody(town_lived_in):
    jon = story.who("jon")
    with acting_as(jon.who, because="test"):
        load = Wait.unguarded.get().load
    data = dump(town_lived_in["default"], "default")

    [line] = [line for line in data.splitlines() if load["ticket"] in line]
    assert set(line.split("\t")) == {load["ticket"], load["organisation"], load["since"], '["no_home"]'}
    of_jon = [line for line in data.splitlines() if str(jon.who) in line]
    assert of_jon
    for row in of_jon:
        assert load["ticket"] not in row


def test_the_application_reaches_no_words_with_raw_sql(town_lived_in):
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{town_lived_in['default']}").geturl()
    with psycopg.connect(url) as app:
        for table, guard in tables().items():
            if guard.kind in {"person", "members"} and not guard.public:  # what is published is for everybody
                rows = app.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
                assert rows == (0,), f"{table} is open to nobody"
    assert settings.DATABASES["default"]["USER"] == "viktig_app"
