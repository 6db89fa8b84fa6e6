"""The logins of the two databases: an owner that migrates, and an application that owns nothing.

The same statements serve the embedded database and an operator's own server: `python -m viktig.ground.database.roles`
prints them for psql. PostgreSQL 15 or later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg
from psycopg import sql

from viktig.ground.commands import Refused


@dataclass(frozen=True)
class Database:
    """A database, the login that owns it, and the login that works in it."""

    name: str
    owner: str
    app: str

    @property
    def logins(self) -> tuple[str, str]:
        """Both logins."""
        return self.owner, self.app


DATA = Database("viktig", "viktig_owner", "viktig_app")
KEYS = Database("viktig_keys", "viktig_keys_owner", "viktig_keys_app")

LOGIN = "create role {login} login noinherit"  # every power is off unless it is given
DATABASE = "create database {name} owner {owner} encoding 'UTF8' template template0"
DOOR = (
    "revoke all on database {name} from public",
    "grant connect on database {name} to {app}",
)
INSIDE = (
    "revoke all on schema public from public",
    "grant usage on schema public to {app}",
    "grant usage, create on schema public to {owner}",
    "alter default privileges for role {owner} in schema public"
    " grant select, insert, update, delete on tables to {app}",
    "alter default privileges for role {owner} in schema public grant usage on sequences to {app}",
    # Everybody may run a new function unless this is said for all schemas at once; the owner grants by name.
    "alter default privileges for role {owner} revoke execute on functions from public",
)
OTHER_DOORS = ("revoke all on database postgres from public", "revoke all on database template1 from public")


def prepare(admin_url: str, passwords: Mapping[str, str], databases: Sequence[Database] = (DATA, KEYS)) -> None:
    """Make logins and databases on a server that is all ours; done twice it changes nothing.

    admin_url: a superuser's. passwords: by login; a login that exists keeps the one it has.
    """
    with psycopg.connect(admin_url, autocommit=True) as server:
        known = server.execute("select rolname from pg_roles union all select datname from pg_database")
        there = {name for (name,) in known}
        for database in databases:
            for login in database.logins:
                if login not in there:
                    _make_login(server, login, passwords[login])
            if database.name not in there:
                _run(server, database, DATABASE)
            _run(server, database, *DOOR)
        for statement in OTHER_DOORS:
            server.execute(statement.encode())
    for database in databases:
        with psycopg.connect(admin_url, dbname=database.name) as inside:
            _run(inside, database, *INSIDE)


def script(databases: Sequence[Database] = (DATA, KEYS)) -> str:
    """Return the same statements for psql, to be run once by the superuser of a server of one's own.

    The passwords are set afterwards with \\password. Other databases of that server are left alone.
    """
    lines = ["\\set ON_ERROR_STOP on"]
    for database in databases:
        words = {"name": database.name, "owner": database.owner, "app": database.app}
        lines += [f"{LOGIN.format(login=login)};" for login in database.logins]
        lines += [f"{statement.format(**words)};" for statement in (DATABASE, *DOOR)]
        lines += [f"\\connect {database.name}"]
        lines += [f"{statement.format(**words)};" for statement in INSIDE]
    return "\n".join(lines) + "\n"


def _make_login(server: psycopg.Connection, login: str, password: str) -> None:
    """Create the login with a password that the server and its log never see: only its SCRAM verifier is sent."""
    verifier = server.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    make = sql.SQL(LOGIN + " password {verifier}")
    server.execute(make.format(login=sql.Identifier(login), verifier=sql.Literal(verifier)))


def _run(connection: psycopg.Connection, database: Database, *statements: str) -> None:
    words = {word: sql.Identifier(getattr(database, word)) for word in ("name", "owner", "app")}
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**words))


# What the application's login must not be able to do ---------------------------------------------------


class _Connection(Protocol):
    """A connection of psycopg or of Django."""

    def cursor(self) -> Any: ...


# pg_shdepend names the owner of everything in this database, and of databases themselves.
POWERS = r"""
with recursive mine as (
    select oid, rolname from pg_roles where rolname = session_user
    union
    select wider.oid, wider.rolname
    from mine join pg_auth_members on member = mine.oid join pg_roles wider on wider.oid = roleid
),
held(holder, power, rank) as (
    select rolname, power, rank
    from pg_roles join mine using (oid, rolname) cross join lateral (values
        (rolsuper, 'is a superuser', 1),
        (rolbypassrls, 'has BYPASSRLS', 2),
        (rolcreaterole, 'has CREATEROLE', 3),
        (rolcreatedb, 'has CREATEDB', 3),
        (rolreplication, 'has REPLICATION', 3),
        (rolname like 'pg\_%', 'is a role of the server itself', 3)
    ) as powers(has_it, power, rank)
    where has_it
    union all
    select rolname, 'owns the ' || pg_describe_object(classid, objid, objsubid), 4
    from pg_shdepend join mine on refclassid = 'pg_authid'::regclass and refobjid = oid
    where deptype = 'o' and dbid in (0, (select oid from pg_database where datname = current_database()))
    union all
    select session_user, 'may create things in the schema ' || nspname, 5
    from pg_namespace where has_schema_privilege(session_user, oid, 'create')
    union all
    select session_user, 'may create schemas in this database', 5
    where has_database_privilege(session_user, current_database(), 'create')
)
select session_user, holder, power from held order by rank, holder, power limit 1
"""


def refuse_powerful(connection: _Connection) -> None:
    """Raise Refused if the connected login could get past row security: the catalogue decides, not the login's name.

    connection: of psycopg or Django. Asked when web and worker start.
    Powerful is: superuser, BYPASSRLS, CREATEROLE, CREATEDB, REPLICATION, owner of anything, right to create in this
    database, or member (also by way of others) of a role that is any of these or one of the server's own.
    """
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        found = cursor.fetchone()
    if found is None:
        return
    login, holder, power = found
    through = "" if login == holder else f"is a member of {holder}, which "
    raise Refused(
        f"The database login {login} {through}{power}, so row security would not hold: "
        "let DATABASE_URL and VIKTIG_KEYS_URL name a login that owns nothing and may do nothing else."
    )


if __name__ == "__main__":
    print(script(), end="")
