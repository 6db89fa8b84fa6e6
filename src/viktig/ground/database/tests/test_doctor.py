"""`viktig doctor` finds each mistake that was planted, and says what to do."""

import os
import socket

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from viktig.ground.commands import Refused
from viktig.ground.database import doctor as command
from viktig.ground.database.database_findings import database_findings
from viktig.ground.database.secrets import new_secret
from viktig.ground.database.settings_findings import is_complete, settings_findings
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.sealing import installation_key
from viktig.testing import ADMIN


@pytest.fixture
def mail_server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.fixture
def well(mail_server, tmp_path):
    """The settings of a server that is set up as docs/operate.md says."""
    return {
        "DATABASE_URL": "postgresql://viktig_app:x@db/viktig",
        "DATABASE_OWNER_URL": "postgresql://viktig_owner:x@db/viktig",
        "VIKTIG_KEYS_URL": "postgresql://viktig_keys_app:x@keys/viktig_keys",
        "VIKTIG_KEYS_OWNER_URL": "postgresql://viktig_keys_owner:x@keys/viktig_keys",
        "VIKTIG_SECRET_KEY": new_secret(),
        "VIKTIG_MASTER_KEY": new_secret(),
        "VIKTIG_URL": "https://viktig.example.org",
        "VIKTIG_HOSTS": "viktig.example.org",
        "VIKTIG_PROXIED": "1",
        "VIKTIG_COUNTRY": "NO",
        "VIKTIG_EMAIL_FROM": "viktig@example.org",
        "VIKTIG_EMAIL_PORT": mail_server,
        "VIKTIG_STATIC": str(tmp_path / "static"),
    }


def wrong(found) -> list[str]:
    return [f"{one.what}: {one.so}" for one in found if not one.is_well]


def test_what_is_set_up_well_is_well(well):
    assert wrong(settings_findings(well)) == []


SAME = "A" * 43 + "="
MISTAKES = [
    ({"VIKTIG_COUNTRY": ""}, "the numbers of its own country"),
    ({"DATABASE_URL": ""}, "it is not set"),
    ({"VIKTIG_KEYS_URL": ""}, "it is not set"),
    ({"VIKTIG_SECRET_KEY": ""}, "it is not set"),
    ({"VIKTIG_MASTER_KEY": ""}, "it is not set"),
    ({"VIKTIG_MASTER_KEY": "short"}, "is not 32 bytes"),
    ({"VIKTIG_MASTER_KEY": SAME, "VIKTIG_SECRET_KEY": SAME}, "the two are the same"),
    ({"DATABASE_URL": "postgresql://viktig_owner:x@db/viktig"}, "have the same login"),
    ({"VIKTIG_KEYS_URL": "postgresql://viktig_keys_app:x@db/viktig"}, "both addresses lead to the same one"),
    ({"VIKTIG_URL": ""}, "letters would lead to 127.0.0.1"),
    ({"VIKTIG_URL": "viktig.example.org"}, "it is no address"),
    ({"VIKTIG_URL": "http://viktig.example.org"}, "anybody on the way reads"),
    ({"VIKTIG_HOSTS": "localhost"}, "every page would be refused"),
    ({"VIKTIG_PROXIED": ""}, "counted as one visitor"),
    ({"VIKTIG_EMAIL_FROM": "viktig@localhost"}, "letters would not arrive"),
    ({"VIKTIG_EMAIL_HOST": "mail.example.org", "VIKTIG_EMAIL_PORT": "x"}, "set VIKTIG_EMAIL_TLS"),
    ({"VIKTIG_EMAIL_PORT": "twenty-five"}, "not a number"),
    ({"VIKTIG_EMAIL_PORT": "1"}, "nothing answers at 127.0.0.1:1"),
    ({"VIKTIG_STATIC": f"{__file__}/static"}, "without their look"),
    ({"VIKTIG_DELIVER": "every minute"}, "no voice would ever be delivered"),
]


@pytest.mark.parametrize(("mistake", "sentence"), MISTAKES)
def test_a_mistake_in_the_settings_is_found(well, mistake, sentence):
    found = wrong(settings_findings(well | mistake))

    assert any(sentence in one for one in found), found


def test_without_its_secrets_nothing_is_asked_of_the_databases(well):
    assert is_complete(list(settings_findings(well)))
    assert not is_complete(list(settings_findings(well | {"VIKTIG_MASTER_KEY": "short"})))


def as_superuser(names, alias, statement) -> None:
    with psycopg.connect(os.environ[ADMIN], dbname=names[alias], autocommit=True) as server:
        server.execute(statement)


APP, KEYS_APP = "viktig_app", "viktig_keys_app"
DAMAGE = [
    ("default", "alter table person_matter no force row level security", "person_matter does not: run viktig migrate"),
    ("default", "drop policy app_may_select on ground_voice", "ground_voice does not: run viktig migrate"),
    ("default", f"grant delete on ground_turn to {APP}", "it may delete in ground_turn"),
    ("default", "drop table ground_waiting cascade", "1 are missing: run viktig migrate"),
    ("default", "delete from django_migrations where app = 'system'", "run viktig migrate"),
    ("default", f"grant create on schema public to {APP}", "may create things in the schema public"),
    ("keys", f"grant create on schema public to {KEYS_APP}", "may create things in the schema public"),
    ("default", "insert into ground_mail (id, letter, tries) values (gen_random_uuid(), '', 3)", "1 could not be sent"),
]


@pytest.mark.parametrize(("alias", "damage", "sentence"), DAMAGE)
def test_damage_in_a_database_is_found(own_database, alias, damage, sentence):
    assert [one for one in wrong(database_findings()) if "log_" not in one and "organisation" not in one] == []

    as_superuser(own_database, alias, damage)

    found = wrong(database_findings())
    assert any(sentence in one for one in found), found


def test_another_master_key_is_found(own_database):
    make_account()
    before = settings.VIKTIG_MASTER_KEY
    try:
        settings.VIKTIG_MASTER_KEY = new_secret()
        installation_key.cache_clear()
        found = wrong(database_findings())
    finally:
        settings.VIKTIG_MASTER_KEY = before
        installation_key.cache_clear()

    assert any("this is another master key" in one for one in found), found


def test_a_database_that_does_not_answer_is_found(own_database):
    connections["keys"].close()
    name = connections["keys"].settings_dict["NAME"]
    connections["keys"].settings_dict["NAME"] = "nowhere"
    try:
        found = wrong(database_findings())
    finally:
        connections["keys"].settings_dict["NAME"] = name

    assert found == ["the key store answers: it does not (OperationalError)."]


def test_a_worker_that_does_not_work_is_found(own_database):
    as_superuser(
        own_database,
        "default",
        "insert into procrastinate_jobs (queue_name, task_name, args, status) values ('default', 'x', '{}', 'todo')",
    )
    as_superuser(own_database, "default", "update procrastinate_events set at = now() - interval '2 hours'")

    assert any("1 jobs have waited" in one for one in wrong(database_findings()))


def test_the_command_counts_what_must_be_put_right(monkeypatch, well, capsys):
    for name in well:
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(Refused, match="must be put right first"):
        command.doctor([])

    assert "WRONG  DATABASE_URL" in capsys.readouterr().out
