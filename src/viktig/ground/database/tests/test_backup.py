"""Backup and restore, on real clusters, through the command line, from files and the master key alone."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from viktig.ground.database import embedded
from viktig.ground.database.secrets import SECRETS, new_secret
from viktig.ground.database.tests import servers

pytestmark = pytest.mark.browser  # needs processes of its own, not the tests' database

SENTENCE, OTHER = "I want a door that I can lock myself.", "I want somebody to call me back."
WRITE = f"""
import django; django.setup()
from viktig.ground.people.tests.make import make_account
from viktig.ground.people.models import Person
from allauth.mfa.models import Authenticator
from viktig.ground.cards.models import KeyCard
from viktig.ground.identities.models import Identity
ane = make_account(email="ane@example.org", name={SENTENCE!r})
Authenticator(user=ane, type="recovery_codes", data={{}}).save()
Identity(account=ane, provider="op", digest="d").save()
KeyCard(account=ane, digest="d", code="x", made_on="2026-01-01").save()
make_account(email="bo@example.org", name={OTHER!r})
print(ane.who)
"""
READ = """
import django; django.setup()
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.acting import acting_as
for account in Account.objects.order_by("email"):
    with acting_as(account.who, because="test"):
        print(Person.unguarded.get(pk=account.who).name)
"""
ERASE = """
import django; django.setup()
from uuid import UUID
from viktig.ground.privacy.keystore import destroy_key
destroy_key(UUID({who!r}))
"""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Callable[..., dict[str, str]]]:
    """Start a server of its own by each name, all with one master key; return what its programs need to know.

    A second name chooses a version that is installed on the machine; else it is the embedded one.
    """
    secrets = {name: new_secret() for name in SECRETS}
    with ExitStack() as stack:

        def start(name: str, major: str | None = None) -> dict[str, str]:
            folder = tmp_path / name
            server = servers.of_version(major) if major else embedded.running(folder, durable=False)
            return stack.enter_context(server).urls | secrets

        yield start


def viktig(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "-m", "viktig.cli", *arguments)


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "viktig.settings"} | environment
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments], env=env, capture_output=True, text=True, check=False
    )


# Where another version is installed, the way goes from it into ours and back; else from ours into ours.
@pytest.mark.parametrize("major", servers.others() or [None])
def test_a_restored_backup_reads_and_one_made_before_an_erasure_stays_unreadable(machine, tmp_path, major):
    there, here, there_again = machine("there", major), machine("here"), machine("there again", major)
    data, keys = tmp_path / "data.backup", tmp_path / "keys.backup"
    assert viktig(there, "migrate", "--quiet").returncode == 0
    who = run(there, "-c", WRITE).stdout.strip()

    back_up(there, data, keys)

    for file in (data, keys):
        assert not any(word in file.read_bytes() for word in (SENTENCE.encode(), b"ane@example.org", who.encode()))
    other_master = here | {"VIKTIG_MASTER_KEY": new_secret()}
    refused = viktig(other_master, "restore", str(data), str(keys))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "another master key" in refused.stderr

    restored = viktig(here, "restore", str(data), str(keys))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert run(here, "-c", READ).stdout.splitlines() == [SENTENCE, OTHER]

    # Ane erases herself after the backup; the newest keys file no longer has her key.
    back_up(here, data, keys)
    run(here, "-c", ERASE.format(who=who))
    assert viktig(here, "backup", "--keys", str(keys)).returncode == 0
    restored = viktig(there_again, "restore", str(data), str(keys))
    assert (restored.returncode, restored.stdout) == (
        0,
        "Restored. 1 people who had erased themselves since were erased again.\n",
    )
    assert run(there_again, "-c", READ).stdout.splitlines() == [OTHER]
    assert "not empty" in viktig(there_again, "restore", str(data), str(keys)).stderr


def back_up(environment: dict[str, str], data: Path, keys: Path) -> None:
    """Write both files, over those that are there."""
    assert viktig(environment, "backup", str(data)).returncode == 0
    assert viktig(environment, "backup", "--keys", str(keys)).returncode == 0


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(machine, tmp_path):
    new = machine("new")
    (tmp_path / "x").write_bytes(b"hello")

    refused = viktig(new, "restore", str(tmp_path / "x"), str(tmp_path / "x"))

    assert (refused.returncode, refused.stderr.strip()) == (1, "This is no backup of Viktig's.")
