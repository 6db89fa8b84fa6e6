"""Backup and restore: two files, neither readable without the master key (design.md 5).

The data file may be kept as long as one likes. The keys file is one file, overwritten each time: what a person erases
is gone from every copy when the keys file that still held their key is overwritten, within seven days.
"""

import os
import re
import struct
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connections, transaction

from viktig.ground.commands import Refused
from viktig.ground.database import places
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.sealing import Broken, installation_key, seal, unseal

MAGIC = b"viktig backup 1\n"
CHUNK = 1024 * 1024
KEYS_LAST = timedelta(days=7)
TOOLS_SPEAK = {"owner": "data", "keys_owner": "keys"}
# Lines of a dump that only some of the servers we restore on know: a setting since 17, which is off anyway, and a mark
# that Debian's 15 (seen in 15.20) puts on columns for itself.
NOT_FOR_ALL = re.compile(rb"SET transaction_timeout = |ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);")


def back_up(alias: str, file: Path) -> Counter[str]:
    """Write all rows of one database, compressed and sealed, to a file; return how many rows of each table.

    alias: `owner` for the data, `keys_owner` for the keys. The file is replaced when it is whole. Raises Refused when
    the tools are older than the server, or a table's rows in the file are not those in the database.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        cursor.execute("select pg_export_snapshot(), current_setting('server_version_num')::int / 10000")
        snapshot, server = cursor.fetchone()
        _refuse_older_tools(server)
        there = _rows(cursor)
        new = file.with_name(file.name + ".new")
        with new.open("wb") as out, _dump(alias, snapshot) as lines:
            in_file: Counter[str] = Counter()
            _write_sealed(out, TOOLS_SPEAK[alias], _counted(lines, in_file))
            out.flush()
            os.fsync(out.fileno())
    if +in_file != +there:
        new.unlink()
        raise Refused("The backup does not hold all rows, so it was not kept: does the owner's login own every table?")
    new.chmod(0o600)
    new.replace(file)
    return in_file


def restore(data: Path, keys: Path, *, old_keys: bool = False) -> None:
    """Write both files into two empty databases. Raises Refused when they are not empty, or a file does not open.

    old_keys: take a keys file of more than seven days, which may hold keys of people who have erased themselves since.
    """
    for alias, file in {"owner": data, "keys_owner": keys}.items():
        made = made_at(file, TOOLS_SPEAK[alias])
        if alias == "keys_owner" and not old_keys and datetime.now(UTC) - made > KEYS_LAST:
            raise Refused(
                f"{file.name} is more than seven days old: people may have erased themselves since. --old-keys takes it."
            )
        with connections[alias].cursor() as cursor:
            if _rows(cursor):
                raise Refused("The databases are not empty: a backup is restored into new ones.")
    for alias, file in {"keys_owner": keys, "owner": data}.items():
        with file.open("rb") as sealed:
            _run_sql(alias, _unsealed(sealed, TOOLS_SPEAK[alias]))


def forget_those_without_key() -> int:
    """Erase everybody whose key is not in the key store: they erased themselves after the data file was made.

    Needs the owner's aliases and a migrated database. Returns how many.
    """
    with connections["keys_owner"].cursor() as cursor:
        cursor.execute("select id from key")
        keys = {key for (key,) in cursor.fetchall()}
    gone = [who for who in Person.unguarded.using("owner").values_list("pk", flat=True) if who not in keys]
    for account in Account.objects.using("owner").exclude(sealed_who=None):
        if account.who in gone:
            account.delete()  # on the alias it came from, with all that leads to it
    for who in gone:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("select set_config('viktig.who', %s, true)", [str(who)])
            cursor.execute("select erase_person(%s)", [who])
    return len(gone)


def made_at(file: Path, holds: str) -> datetime:
    """Return when a backup file was made. Raises Refused when it is none, or holds the other database."""
    try:
        with file.open("rb") as sealed:
            header = next(_chunks(sealed, holds))
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error
    return datetime.fromisoformat(header.decode())


def _rows(cursor: Any) -> Counter[str]:
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    found: Counter[str] = Counter()
    for (table,) in cursor.fetchall():
        cursor.execute(f'select count(*) from "{table}"')  # noqa: S608 (a name from the catalogue)
        found[table] = cursor.fetchone()[0]
    return found


def _refuse_older_tools(server: int) -> None:
    if int(places.MAJOR) < server:
        raise Refused(
            f"The server is PostgreSQL {server}; the backup tools are of {places.MAJOR} and would not read all of it."
        )


def _environment(alias: str) -> dict[str, str]:
    """Return how PostgreSQL's own tools reach a database: by environment, since arguments are seen by all on the machine."""
    database = settings.DATABASES[alias]
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {"PATH": os.defpath} | {name: str(database[part]) for name, part in known.items() if database[part]}


@contextmanager
def _dump(alias: str, snapshot: str) -> Iterator[Iterable[bytes]]:
    options = ["--no-owner", "--no-privileges", "--no-policies", "--enable-row-security", f"--snapshot={snapshot}"]
    with subprocess.Popen(  # noqa: S603
        [places.program("pg_dump"), *options], env=_environment(alias), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as dump:
        assert dump.stdout is not None
        assert dump.stderr is not None
        yield dump.stdout
        problem = dump.stderr.read().decode(errors="replace").strip()
    if dump.returncode:
        raise Refused(f"PostgreSQL's own dump failed: {problem.splitlines()[-1] if problem else 'it said nothing.'}")


def _counted(lines: Iterable[bytes], rows: Counter[str]) -> Iterator[bytes]:
    """Pass the lines of a dump on, counting the rows of each table on their way; without those not every server knows."""
    table = None
    for line in lines:
        if table is not None and line == b"\\.\n":
            table = None
        elif table is not None:
            rows[table] += 1
        elif line.startswith(b"COPY public."):
            table = line.split(b" ")[1].removeprefix(b"public.").strip(b'"').decode()
        elif NOT_FOR_ALL.match(line):
            continue
        yield line


def _write_sealed(out: IO[bytes], holds: str, lines: Iterable[bytes]) -> None:
    out.write(MAGIC)
    number = _write_chunk(out, holds, 0, datetime.now(UTC).isoformat().encode())
    squeeze, waiting = zlib.compressobj(), b""
    for line in lines:
        waiting += squeeze.compress(line)
        if len(waiting) >= CHUNK:
            number, waiting = _write_chunk(out, holds, number, waiting), b""
    _write_chunk(out, holds, number, waiting + squeeze.flush(), last=True)


def _write_chunk(out: IO[bytes], holds: str, number: int, plain: bytes, *, last: bool = False) -> int:
    sealed = seal(plain, key=installation_key("backup"), bound_to=f"backup|{holds}|{number}|{last}")
    out.write(struct.pack(">I?", len(sealed), last) + sealed)
    return number + 1


def _chunks(sealed: IO[bytes], holds: str) -> Iterator[bytes]:
    """Yield the opened chunks of a backup file; a chunk that is cut off, moved or of another file does not open."""
    if sealed.read(len(MAGIC)) != MAGIC:
        raise Refused("This is no backup of Viktig's.")
    number, last = 0, False
    while not last:
        head = sealed.read(5)
        if len(head) < 5:
            raise Refused("The backup file is cut off.")
        size, last = struct.unpack(">I?", head)
        try:
            yield unseal(sealed.read(size), key=installation_key("backup"), bound_to=f"backup|{holds}|{number}|{last}")
        except Broken as error:
            raise Refused(
                f"The file does not open as a backup of the {holds}: another master key, another file, or it is damaged."
            ) from error
        number += 1


def _unsealed(sealed: IO[bytes], holds: str) -> Iterator[bytes]:
    chunks, unpack = _chunks(sealed, holds), zlib.decompressobj()
    next(chunks)
    for chunk in chunks:
        yield unpack.decompress(chunk)
    yield unpack.flush()


def _run_sql(alias: str, parts: Iterable[bytes]) -> None:
    command = [
        str(places.program("psql")),
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
    ]
    with subprocess.Popen(  # noqa: S603
        command, env=_environment(alias), stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as psql:
        assert psql.stdin is not None
        assert psql.stderr is not None
        try:
            for part in parts:
                psql.stdin.write(part)
        except BrokenPipeError:
            pass  # psql says below what was wrong
        psql.stdin.close()
        problem = psql.stderr.read().decode(errors="replace").strip()
    if psql.returncode:
        raise Refused(
            f"The backup could not be restored: {problem.splitlines()[0] if problem else 'psql said nothing.'}"
        )
