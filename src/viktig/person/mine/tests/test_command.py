"""`viktig export` and `viktig erase`, on databases of their own, looked at past row security afterwards."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from viktig.testing import ADMIN, copy_databases, drop_databases

# Somebody who has left a trace everywhere, and somebody whom erasing them must not touch.
PREPARE = """
import django
django.setup()
from viktig.ground.access.roles import Permission
from viktig.ground.notify.actions import tell
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.mine.actions import mint_words
from django.test import Client
ane, kim = make_account(email="ane@example.org", name="Ane"), make_account(email="kim@example.org", name="Kim")
make_member(make_organisation(), account=ane)
make_matter(ane.who, "A quiet flat")
make_matter(kim.who, "A cat")
make_share(ane.who, kim.who)
make_share(kim.who, ane.who)
with acting_as(kim.who, because="test"):
    get_matters_for(kim, ane.who, Permission.PERSON_MATTERS_READ)
tell(ane.who, address="/me/")
Client().force_login(ane)
with acting_as(ane.who, because="test"):
    drafts.keep(who=ane.who, form="f", words={"words": "Some"})
    words = [mint_words(who=ane.who, purpose=purpose, language="nb")[0] for purpose in ("export", "erase")]
print(ane.who, *words, ane.pk, kim.who, sep="|")
"""

# Each command as typed, one after the other in one process: starting Django takes longer than all of them.
COMMANDS = """
import json, sys
from viktig.cli import main
said = []
for command in json.loads(sys.argv[1]):
    try:
        main(command)
        said.append("")
    except SystemExit as refused:
        said.append(refused.code)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def house():
    """Yield a function that runs Python against a committed copy of both databases, and the copies' names."""
    names = copy_databases(f"command_{os.getpid()}")
    addresses = {
        "DATABASE_URL": make_conninfo(os.environ["DATABASE_URL"], dbname=names["default"]),
        "VIKTIG_KEYS_URL": make_conninfo(os.environ["VIKTIG_KEYS_URL"], dbname=names["keys"]),
    }
    env = os.environ | addresses | {"DJANGO_SETTINGS_MODULE": "viktig.settings"}

    def run(*script):
        command = [sys.executable, "-W", "ignore", "-c", *script]
        return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    yield run, names
    drop_databases(names)


def everything_in(name):
    """Return each row of each table of a database as text, by table: as whoever holds the machine sees it."""
    with psycopg.connect(make_conninfo(os.environ[ADMIN], dbname=name)) as server:
        tables = server.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        return {
            table: [row for (row,) in server.execute(sql.SQL("select t::text from {} t").format(sql.Identifier(table)))]
            for (table,) in tables
        }


def where(text, rows):
    return sorted(table for table, lines in rows.items() if any(text in line for line in lines))


def test_a_person_takes_everything_along_and_leaves_nothing(house, tmp_path):
    run, names = house
    who, to_export, to_erase, account, kim = run(PREPARE).split("|")

    def viktig(*commands):
        """Return what each command said as it was refused, or nothing where it was done."""
        return json.loads(run(COMMANDS, json.dumps(commands)).splitlines()[-1])

    before = everything_in(names["default"])
    assert {"ground_person", "ground_share", "ground_membership", "person_matter"} <= set(where(who, before))
    assert where("ane@example.org", before) == ["ground_account"]
    assert where("A quiet flat", before) == []

    file, more = tmp_path / "my data.json", tmp_path / "more.json"
    wrong_words, no_folder, done, used_up, there = viktig(
        ["export", "--words", to_erase, str(more)],
        ["export", "--words", to_export, str(tmp_path / "no" / "folder")],
        ["export", "--words", to_export, str(file)],
        ["export", "--words", to_export, str(more)],
        ["export", "--words", to_export, str(file)],
    )
    assert wrong_words == used_up != ""
    assert "No such file" in no_folder  # and the words are not used up
    assert (done, "exists already" in there, more.exists()) == ("", True, False)
    assert json.loads(file.read_text(encoding="utf-8"))["matters"][0]["words"] == "A quiet flat"
    assert file.stat().st_mode & 0o077 == 0

    done, again = viktig(["erase", "--words", to_erase], ["erase", "--words", to_erase])
    assert (done, again) == ("", wrong_words)

    after = everything_in(names["default"])
    for trace in (who, who.replace("-", ""), account, "ane@example.org"):
        assert where(trace, after) == []
    assert where(who, everything_in(names["keys"])) == []
    assert len(after["ground_erasurecount"]) == 1
    assert after["ground_session"] == []
    # Of the other nothing is missing but the share that the person had given them and the one they had given.
    assert where(kim, after) == ["ground_person", "person_matter"]
    assert where(kim, everything_in(names["keys"])) == ["key"]
