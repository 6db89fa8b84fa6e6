"""PostgreSQL servers of other versions than the embedded one, for the drill: where the machine has them."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from viktig.ground.database import embedded, places, roles
from viktig.ground.database.secrets import new_secret
from viktig.testing import address_of_all

INSTALLED = Path("/usr/lib/postgresql")  # where Debian keeps them, a folder for each version


def others() -> list[str]:
    """Return the versions that are installed on this machine beside the embedded one, the oldest first."""
    found = [one.parent.parent.name for one in INSTALLED.glob("*/bin/initdb")]
    return sorted((one for one in found if one != places.MAJOR), key=int)


@contextmanager
def of_version(major: str) -> Iterator[embedded.Cluster]:
    """Run an installed server of this version with an empty Viktig on it, for as long as the block lasts."""
    with TemporaryDirectory(prefix="viktig-") as made:  # a test's own folder cannot be entered by an unprivileged user
        places.give(Path(made))
        with _running(INSTALLED / major / "bin", Path(made)) as server:
            admin = f"postgresql:///postgres?host={made}&user=admin"
            passwords = {login: new_secret() for database in (roles.DATA, roles.KEYS) for login in database.logins}
            roles.prepare(admin, passwords)
            yield embedded.Cluster(admin, address_of_all(admin, passwords), server)


@contextmanager
def _running(programs: Path, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    as_somebody = {} if not places.as_root() else dict(zip(("user", "group"), places.unprivileged(), strict=True))
    ours = {"cwd": home, "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath}, **as_somebody}
    make = [programs / "initdb", "-D", home / "data", "-U", "admin", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **ours)
    run = [programs / "postgres", "-D", home / "data", "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"]
    server = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **ours)
    try:
        _wait_for(home / "data" / "postmaster.pid")
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _wait_for(status: Path) -> None:
    """Wait until a server writes that it is ready. Raises TimeoutError."""
    until = time.monotonic() + 30
    while not (status.exists() and status.read_bytes().rstrip().endswith(b"ready")):
        if time.monotonic() > until:
            raise TimeoutError(status)
        time.sleep(0.02)
