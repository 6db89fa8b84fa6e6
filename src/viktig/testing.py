"""Starts a database for the tests before anything else is loaded: one server, migrated once, copied for each who tests.

pytest loads it by name (`-p viktig.testing`), since the settings need the addresses. It is the embedded server, or that
of VIKTIG_TEST_SERVER, a superuser's address.
"""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from viktig.ground.database import embedded, roles
from viktig.ground.database.secrets import SECRETS, new_secret

ADMIN = "VIKTIG_TEST_ADMIN"
ENDS_WITH_US = ExitStack()
PREPARE = """
import django
from django.core.management import call_command
django.setup()
from viktig.ground.database.migrate import migrate
migrate(verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Start and migrate, once; workers of xdist inherit the addresses."""
    if ADMIN in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="viktig-tests-"))
    ENDS_WITH_US.callback(embedded.forget, folder)
    cluster = ENDS_WITH_US.enter_context(embedded.running(folder, durable=False))
    os.environ |= {name: new_secret() for name in SECRETS} | cluster.urls | {ADMIN: cluster.admin}
    os.environ["DJANGO_SETTINGS_MODULE"] = "viktig.settings"
    os.environ["VIKTIG_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in the thread of the tests
    os.environ["VIKTIG_STATIC"] = str(folder / "static")
    prepared = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-W", "ignore", "-c", PREPARE], stdout=subprocess.DEVNULL, check=False
    )
    if prepared.returncode:
        raise pytest.UsageError("The tests' database cannot be migrated, as said above.")
    for owner in ("DATABASE_OWNER_URL", "VIKTIG_KEYS_OWNER_URL"):
        os.environ[f"TEST_{owner}"] = os.environ.pop(owner)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server where it was started."""
    ENDS_WITH_US.close()


def copy_databases(suffix: str) -> dict[str, str]:
    """Make a copy of both migrated databases, for one who tests; return their names by alias."""
    names = {"default": f"{roles.DATA.name}_{suffix}", "keys": f"{roles.KEYS.name}_{suffix}"}
    templates = {"default": roles.DATA, "keys": roles.KEYS}
    with psycopg.connect(os.environ[ADMIN], autocommit=True) as server:
        for alias, name in names.items():
            make = sql.SQL("create database {} template {} owner {}")
            server.execute(make.format(*map(sql.Identifier, (name, templates[alias].name, templates[alias].owner))))
    return names


def drop_databases(names: dict[str, str]) -> None:
    """Drop copies, also while somebody is still connected."""
    with psycopg.connect(os.environ[ADMIN], autocommit=True) as server:
        for name in names.values():
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextmanager
def copied_databases() -> Iterator[dict[str, str]]:
    """Let Django work in a fresh copy of both databases for a while; yield their names by alias."""
    from django.db import connections

    names = copy_databases(uuid.uuid4().hex[:12])
    before = {alias: connections[alias].settings_dict["NAME"] for alias in names}
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    try:
        yield names
    finally:
        for alias, name in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        drop_databases(names)
