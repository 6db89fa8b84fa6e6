"""Starts a database for the tests before anything else is loaded: one server, migrated once, copied for each who tests.

pytest loads it by name (`-p viktig.testing`), since the settings need the addresses. It is the embedded server, or that
of VIKTIG_TEST_SERVER, a superuser's address on a server where no Viktig is: what is made there is taken away again.
"""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from viktig.ground.database import embedded, roles
from viktig.ground.database.secrets import SECRETS, new_secret

ADMIN = "VIKTIG_TEST_ADMIN"
ENDS_WITH_US = ExitStack()
ADDRESSES = {
    "DATABASE_URL": (roles.DATA.app, roles.DATA.name),
    "DATABASE_OWNER_URL": (roles.DATA.owner, roles.DATA.name),
    "VIKTIG_KEYS_URL": (roles.KEYS.app, roles.KEYS.name),
    "VIKTIG_KEYS_OWNER_URL": (roles.KEYS.owner, roles.KEYS.name),
}
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
    given = os.environ.get("VIKTIG_TEST_SERVER")
    server = on_server(given) if given else embedded.running(folder, durable=False)
    cluster = ENDS_WITH_US.enter_context(server)
    os.environ |= {name: new_secret() for name in SECRETS} | cluster.urls | {ADMIN: cluster.admin}
    os.environ["DJANGO_SETTINGS_MODULE"] = "viktig.settings"
    os.environ["VIKTIG_EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
    os.environ["VIKTIG_SECOND_FACTOR"] = "offered"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in the thread of the tests
    os.environ["VIKTIG_STATIC"] = str(folder / "static")
    prepared = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-W", "ignore", "-c", PREPARE], stdout=subprocess.DEVNULL, check=False
    )
    if prepared.returncode:
        raise pytest.UsageError("The tests' database cannot be migrated, as said above.")
    for owner in ("DATABASE_OWNER_URL", "VIKTIG_KEYS_OWNER_URL"):
        os.environ[f"TEST_{owner}"] = os.environ.pop(owner)


@contextmanager
def on_server(admin: str) -> Iterator[embedded.Cluster]:
    """Make logins and databases on a server for as long as the tests run.

    admin: a superuser's address. Raises pytest.UsageError where a database or login of that name is already there.
    """
    both = (roles.DATA, roles.KEYS)
    logins = [login for database in both for login in database.logins]
    with psycopg.connect(admin, autocommit=True) as server:
        taken = server.execute("select rolname from pg_roles where rolname = any(%s)", [logins]).fetchall()
        if taken:
            raise pytest.UsageError(f"There is a Viktig on VIKTIG_TEST_SERVER: it has a login {taken[0][0]}.")
    passwords = {login: new_secret() for login in logins}
    roles.prepare(admin, passwords)
    try:
        yield embedded.Cluster(admin, address_of_all(admin, passwords), None)
    finally:
        with psycopg.connect(admin, autocommit=True) as server:
            for database in both:
                server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database.name)))
            for login in logins:
                server.execute(sql.SQL("drop role {}").format(sql.Identifier(login)))


def address_of_all(admin: str, passwords: dict[str, str]) -> dict[str, str]:
    """Return the four addresses of a Viktig on a server by the variable each goes into. admin: see `on_server`."""
    return {name: _address(admin, *of, passwords) for name, of in ADDRESSES.items()}


def _address(admin: str, login: str, database: str, passwords: dict[str, str]) -> str:
    at = conninfo_to_dict(admin)
    query = f"?host={quote(str(at['host']), safe='/')}&port={at.get('port', 5432)}"
    return f"postgresql://{login}:{quote(passwords[login], safe='')}@/{database}{query}"


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
