"""Secrets: made once in the instance folder with the embedded database, demanded of the operator otherwise."""

import base64
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from viktig.ground.commands import Refused

SECRETS = ("VIKTIG_SECRET_KEY", "VIKTIG_MASTER_KEY")


def made_once(file: Path, names: Iterable[str]) -> dict[str, str]:
    """Return a secret for each name, from `file`; those it lacks are made and kept there first.

    A secret is 32 random bytes in URL-safe base64.
    """
    known = read(file) if file.exists() else {}
    missing = {name: new_secret() for name in names if name not in known}
    if missing:
        write(file, known | missing)
    return {name: (known | missing)[name] for name in names}


def demanded(environment: Mapping[str, str], names: Iterable[str] = SECRETS) -> dict[str, str]:
    """Return the secrets the operator has set. Raises Refused for the first that is missing or of another form."""
    return {name: _checked(name, environment.get(name, "")) for name in names}


def new_secret() -> str:
    """Return 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def read(file: Path) -> dict[str, str]:
    """Return the NAME=value lines of `file`."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def write(file: Path, values: Mapping[str, str]) -> None:
    """Replace `file` by NAME=value lines that only its owner can read; a crash leaves the old file or the new one."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{name}={value}\n" for name, value in values.items())
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _checked(name: str, value: str) -> str:
    make = 'python3 -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
    if not value:
        raise Refused(f"{name} is not set: it must be 32 random bytes in URL-safe base64, as made by {make}.")
    try:
        size = len(base64.urlsafe_b64decode(value))
    except ValueError:
        size = 0
    if size != 32:
        raise Refused(f"{name} is not 32 bytes in URL-safe base64, as made by {make}.")
    return value
