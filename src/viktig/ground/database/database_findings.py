"""What `viktig doctor` finds in the two databases."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from viktig.ground.commands import Refused
from viktig.ground.database.findings import Finding, looked_at, worth_knowing
from viktig.ground.database.roles import refuse_powerful
from viktig.ground.privacy.guards import VERBS, tables
from viktig.ground.privacy.sealing import Broken, installation_key, unseal

OLDEST = 150000
NAMES = {"default": "the database", "keys": "the key store"}
# What a server's log may hold: a statement may name for whom it works (docs/operate.md, 2).
QUIET = {"log_statement": "none", "log_min_duration_statement": "-1", "log_min_error_statement": "panic"}
HELD = """select relname from pg_class
where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity"""
SAID = "select tablename, cmd from pg_policies where schemaname = 'public' and policyname like 'app_may_%'"
AN_HOUR, A_MINUTE = timedelta(hours=1), 60


def database_findings() -> Iterator[Finding]:
    """Yield what is found in the databases; the first that does not answer ends it."""
    for alias, name in NAMES.items():
        found = looked_at(f"{name} answers", _asked(lambda alias=alias: connections[alias].ensure_connection()))  # type: ignore[misc]
        yield found
        if not found.is_well:
            return
        powerful = _asked(lambda alias=alias: refuse_powerful(connections[alias]))  # type: ignore[misc]
        yield looked_at(f"the login to {name} may do no more than it must", powerful)
        yield looked_at(f"{name} is PostgreSQL 15 or later, in UTF-8", _server(alias))
        yield looked_at(f"the log of {name}'s server holds no statements", _log(alias))
    missing = _missing()
    yield looked_at("the tables are as this version needs them", missing)
    if missing:
        return
    yield looked_at("no migration waits", _waiting_migrations())
    yield looked_at("every table obeys its guard", _guards())
    yield looked_at("the application may do no more with a table than its guard says", _rights())
    yield looked_at("the keys open with this master key", _keys())
    yield looked_at("the clocks of program and database agree", _clock())
    yield looked_at("the worker works", _worker())
    yield looked_at("letters leave", _letters())
    yield worth_knowing("somebody must answer, and somebody checks", _people())


def _asked(question: Callable[[], object]) -> str | None:
    try:
        question()
    except Refused as refusal:
        return str(refusal)
    except Exception as error:
        return f"it does not ({type(error).__name__})."
    return None


def _one(alias: str, sql: str, *values: Any) -> tuple[object, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(cursor.fetchone() or ())


def _server(alias: str) -> str | None:
    version, encoding = _one(
        alias, "select current_setting('server_version_num')::int, current_setting('server_encoding')"
    )
    if not isinstance(version, int) or version < OLDEST:
        return "it is older."
    return None if encoding == "UTF8" else f"its words are kept as {encoding}."


def _log(alias: str) -> str | None:
    for name, wanted in QUIET.items():
        [value] = _one(alias, "select current_setting(%s)", name)
        if value not in {wanted, *(("fatal",) if wanted == "panic" else ())}:
            return f"{name} is {value}: set it to {wanted}."
    return None


def _missing() -> str | None:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    missing = set(tables()) - there
    return f"{len(missing)} are missing: run viktig migrate." if missing else None


def _waiting_migrations() -> str | None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} wait: run viktig migrate." if waiting else None


def _guards() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        held = {name for (name,) in cursor.fetchall()}
        cursor.execute(SAID)
        said = {(table, verb.lower()) for table, verb in cursor.fetchall()}
    for table, guard in tables().items():
        if guard.kind == "open":
            continue
        if table not in held or any((table, verb) not in said for verb in guard.verbs()):
            return f"{table} does not: run viktig migrate."
    return None


def _rights() -> str | None:
    for table, guard in tables().items():
        for verb in set(VERBS) - set(guard.verbs()):
            if _one("default", "select has_table_privilege(%s, %s)", table, verb) == (True,):
                return f"it may {verb} in {table}: run viktig migrate."
    return None


def _keys() -> str | None:
    found = _one("keys", "select id, sealed from key limit 1")
    if not found:
        return None
    key_id, sealed = found
    try:
        unseal(bytes(sealed), key=installation_key("keys"), bound_to=f"key|{key_id}")  # type: ignore[call-overload]
    except Broken:
        return "they do not: this is another master key, and no word can be read."
    return None


def _clock() -> str | None:
    [ours] = _one("default", "select abs(extract(epoch from clock_timestamp() - %s))::int", timezone.now())
    near = isinstance(ours, int) and ours <= A_MINUTE
    return None if near else f"they are {ours} seconds apart: dates would pass too early or too late."


def _worker() -> str | None:
    [late] = _one(
        "default",
        "select count(*) from procrastinate_jobs j where status = 'todo' and exists"
        " (select from procrastinate_events e where e.job_id = j.id and type = 'deferred' and at < %s)",
        timezone.now() - AN_HOUR,
    )
    return f"{late} jobs have waited for more than an hour: start viktig worker." if late else None


def _letters() -> str | None:
    [stuck] = _one("default", "select count(*) from ground_mail where tries > 0")
    return f"{stuck} could not be sent: see what the mail server says." if stuck else None


def _people() -> str | None:
    [answering] = _one("default", "select count(*) from ground_organisation where kind <> 'user_organisation'")
    [checking] = _one("default", "select count(*) from ground_organisation where kind = 'user_organisation'")
    if not answering:
        return "there is no organisation that must answer: viktig import brings them."
    return None if checking else "there is no user organisation, so nothing is ever published."
