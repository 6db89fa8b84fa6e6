"""The embedded database, with real servers: it starts, survives kill -9, stops with us, and its logins are weak."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from viktig.ground.commands import Refused
from viktig.ground.database import places, roles
from viktig.ground.database.embedded import Cluster, forget, running

HOLDS_A_DATABASE = """
import sys, time
from pathlib import Path
from viktig.ground.database.embedded import running
with running(Path(sys.argv[1])) as cluster:
    print(cluster.server.pid, cluster.urls["DATABASE_OWNER_URL"], flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder, with a space" / "instance"
    yield folder
    if folder.exists():
        forget(folder)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster") / "instance"
    with running(folder, durable=False) as cluster:
        yield cluster
    forget(folder)


def test_database_keeps_what_was_confirmed_over_a_restart(folder: Path) -> None:
    with running(folder) as cluster, psycopg.connect(cluster.urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("create table word (word text)")
        owner.execute("insert into word values ('ærlig')")

    with running(folder) as again, psycopg.connect(again.urls["DATABASE_URL"]) as app:
        assert app.execute("select upper(word) from word").fetchall() == [("ÆRLIG",)]
    assert again.server.poll() == 0
    assert again.urls == cluster.urls


def test_database_listens_only_in_its_folder_and_asks_for_a_password(cluster: Cluster) -> None:
    without = cluster.admin.split("://", 1)[1].split("@", 1)[1]

    with psycopg.connect(cluster.admin) as admin:
        assert admin.execute("show listen_addresses").fetchone() == ("",)
        (socket,) = admin.execute("show unix_socket_directories").fetchone() or ("",)
    assert stat.S_IMODE(Path(socket.strip('"')).stat().st_mode) == 0o700
    with pytest.raises(psycopg.OperationalError, match=r"no password supplied|password authentication failed"):
        psycopg.connect(f"postgresql://postgres:@{without}")


def test_passwords_are_readable_by_their_owner_only(folder: Path) -> None:
    with running(folder, durable=False):
        assert stat.S_IMODE((folder / "passwords").stat().st_mode) == 0o600


def test_second_start_of_a_running_database_is_refused(folder: Path) -> None:
    with running(folder, durable=False):
        with pytest.raises(Refused, match="already running"), running(folder):
            pass
        with pytest.raises(Refused, match="already running"):
            forget(folder)


def test_database_ends_with_a_parent_that_is_killed_and_loses_nothing(folder: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", HOLDS_A_DATABASE, folder], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid, url = parent.stdout.readline().split()
    with psycopg.connect(url) as owner:
        owner.execute("create table word as select 'kept' as word")
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()

    with running(folder) as cluster, psycopg.connect(cluster.urls["DATABASE_URL"]) as app:  # at once, not after a wait
        assert not _is_running(int(pid))
        assert app.execute("select word from word").fetchall() == [("kept",)]


def test_database_starts_after_its_server_was_killed(folder: Path) -> None:
    with running(folder) as cluster:
        with psycopg.connect(cluster.urls["DATABASE_OWNER_URL"]) as owner:
            owner.execute("create table word as select 'kept' as word")
        cluster.server.kill()
        cluster.server.wait()

    with running(folder) as again, psycopg.connect(again.urls["DATABASE_URL"]) as app:
        assert app.execute("select word from word").fetchall() == [("kept",)]


def test_number_of_another_process_in_a_stale_file_prevents_nothing(folder: Path) -> None:
    with running(folder, durable=False):
        stale = (places.home_of(folder) / "data" / "postmaster.pid").read_text()
    user, group = places.unprivileged() if places.as_root() else (None, None)
    other = subprocess.Popen(["sleep", "60"], user=user, group=group)
    (places.home_of(folder) / "data" / "postmaster.pid").write_text(f"{other.pid}\n" + stale.split("\n", 1)[1])

    with running(folder, durable=False) as cluster:
        assert cluster.server.poll() is None
    assert other.poll() is None
    other.kill()
    other.wait()


def test_half_made_database_is_made_again(folder: Path) -> None:
    folder.mkdir(parents=True)
    (places.home_of(folder) / "data.new").mkdir()
    (places.home_of(folder) / "data.new" / "half").write_text("")

    with running(folder, durable=False) as cluster:
        assert cluster.server.poll() is None


def test_copy_of_a_folder_is_a_database_of_its_own(folder: Path) -> None:
    with running(folder, durable=False) as cluster:
        copy = folder.with_name("copy")
        copy.mkdir()
        for name in ("passwords", "home", "socket"):
            if (folder / name).exists():
                shutil.copy2(folder / name, copy / name)

        with running(copy, durable=False) as other:
            assert other.urls["DATABASE_URL"] != cluster.urls["DATABASE_URL"]
    forget(copy)


def test_moved_folder_keeps_its_database(folder: Path) -> None:
    with running(folder) as cluster, psycopg.connect(cluster.urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("create table word as select 'kept' as word")
    moved = folder.rename(folder.with_name("moved"))

    with running(moved) as again, psycopg.connect(again.urls["DATABASE_URL"]) as app:
        assert app.execute("select word from word").fetchall() == [("kept",)]
    forget(moved)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start it as somebody else")
def test_ordinary_user_keeps_the_data_in_the_folder() -> None:
    nobody = pwd.getpwnam("nobody")
    home = Path(tempfile.mkdtemp())
    shutil.chown(home, nobody.pw_uid, nobody.pw_gid)
    instance = home / "var" / "demo"
    # Python itself may lie where that user cannot go, so the child imports everything and then steps down.
    steps_down = f"""
import os, sys
from pathlib import Path
from viktig.ground.database import embedded
import psycopg
os.setgroups([]); os.setgid({nobody.pw_gid}); os.setuid({nobody.pw_uid})
os.environ["TMPDIR"] = "/tmp"
with embedded.running(Path(sys.argv[1]), durable=False) as cluster:
    with psycopg.connect(cluster.admin) as admin:
        print(*admin.execute("select current_user, current_setting('data_directory')").fetchone())
embedded.forget(Path(sys.argv[1]))
"""
    if not _reachable(places.program("postgres"), nobody.pw_uid, nobody.pw_gid):
        pytest.skip("the checkout lies where an ordinary user cannot go")
    done = subprocess.run([sys.executable, "-c", steps_down, instance], capture_output=True, text=True)

    assert (done.stdout, done.returncode) == (f"postgres {instance}/data\n", 0), done.stderr
    shutil.rmtree(home)


# The logins ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("DATABASE_URL", None),
        ("VIKTIG_KEYS_URL", None),
        ("DATABASE_OWNER_URL", "The database login viktig_owner owns the database viktig,"),
        ("VIKTIG_KEYS_OWNER_URL", "The database login viktig_keys_owner owns the database viktig_keys,"),
        ("admin", "The database login postgres is a superuser,"),
    ],
)
def test_only_logins_without_power_are_let_in(cluster: Cluster, url: str, refusal: str | None) -> None:
    with psycopg.connect(cluster.urls.get(url, cluster.admin)) as connection:
        assert refused(connection) is (refusal is not None)
        if refusal:
            with pytest.raises(Refused, match=refusal):
                roles.refuse_powerful(connection)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("alter role viktig_app bypassrls", "viktig_app has BYPASSRLS"),
        ("alter role viktig_app createrole", "viktig_app has CREATEROLE"),
        ("alter role viktig_app createdb", "viktig_app has CREATEDB"),
        ("grant viktig_owner to viktig_app", "is a member of viktig_owner, which owns the database viktig"),
        (
            "create role middle; grant viktig_owner to middle; grant middle to viktig_app",
            "is a member of viktig_owner, which owns the database viktig",
        ),
        ("grant pg_read_all_data to viktig_app", "pg_read_all_data, which is a role of the server itself"),
        ("create table mine (); alter table mine owner to viktig_app", "owns the table mine"),
        ("create schema mine authorization viktig_app", "owns the schema mine"),
        ("grant create on schema public to viktig_app", "may create things in the schema public"),
        ("grant create on database viktig to public", "may create schemas in this database"),
    ],
)
def test_every_power_given_to_the_application_is_found(cluster: Cluster, given: str, says: str) -> None:
    # All in one transaction that is rolled back, in which the administrator becomes the application.
    with psycopg.connect(cluster.admin, dbname="viktig") as admin:
        admin.execute(given.encode())
        admin.execute("set session authorization viktig_app")
        with pytest.raises(Refused, match=says):
            roles.refuse_powerful(admin)
        admin.rollback()


def test_application_works_in_what_the_owner_makes_and_makes_nothing(cluster: Cluster) -> None:
    with psycopg.connect(cluster.urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("create table goal (id int generated by default as identity, text text)")
        owner.execute("create function secret() returns int language sql as 'select 1'")

    with psycopg.connect(cluster.urls["DATABASE_URL"], autocommit=True) as app:
        app.execute("insert into goal (text) values ('quiet')")
        app.execute("update goal set text = 'a quiet flat'")
        assert app.execute("select text from goal").fetchall() == [("a quiet flat",)]
        app.execute("delete from goal")
        for forbidden in (
            "select secret()",
            "truncate goal",
            "drop table goal",
            "create table other ()",
            "create temporary table other ()",
            "create schema other",
            "set role viktig_owner",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden.encode())


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("DATABASE_URL", "viktig_keys"),
        ("DATABASE_URL", "postgres"),
        ("DATABASE_URL", "template1"),
        ("VIKTIG_KEYS_URL", "viktig"),
        ("DATABASE_OWNER_URL", "viktig_keys"),
    ],
)
def test_login_enters_only_its_own_database(cluster: Cluster, url: str, other: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(cluster.urls[url], dbname=other)


def test_prepared_twice_is_the_same(cluster: Cluster) -> None:
    def rights() -> list[tuple[object, ...]]:
        with psycopg.connect(cluster.admin, dbname="viktig") as admin:
            return admin.execute(
                "select datname, datacl::text from pg_database union all select rolname, rolpassword from pg_authid"
                " union all select defaclrole::text, defaclacl::text from pg_default_acl order by 1, 2"
            ).fetchall()

    before = rights()
    passwords = dict.fromkeys((*roles.DATA.logins, *roles.KEYS.logins), "another")
    roles.prepare(cluster.admin, passwords)

    assert rights() == before


def test_script_for_a_server_of_ones_own_gives_the_same_rights(cluster: Cluster) -> None:
    ours = roles.Database("elsewhere", "elsewhere_owner", "elsewhere_app")
    done = subprocess.run(
        [places.program("psql"), "--no-psqlrc", "--quiet", cluster.admin],
        input=roles.script([ours]), capture_output=True, text=True,
    )  # fmt: skip
    assert (done.stderr, done.returncode) == ("", 0)

    def rights(database: roles.Database) -> list[tuple[str, ...]]:
        with psycopg.connect(cluster.admin, dbname=database.name) as admin:
            found = admin.execute(
                "select datacl::text from pg_database where datname = current_database()"
                " union all select nspacl::text from pg_namespace where nspname = 'public'"
                " union all select defaclacl::text from pg_default_acl"
            ).fetchall()
        short = ((database.owner, "OWNER"), (database.app, "APP"), (database.name, "NAME"))
        return sorted(tuple(_replaced(str(cell), short) for cell in row) for row in found)

    assert rights(ours) == rights(roles.DATA)


def refused(connection: psycopg.Connection) -> bool:
    try:
        roles.refuse_powerful(connection)
    except Refused:
        return True
    return False


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _reachable(program: Path, user: int, group: int) -> bool:
    tried = subprocess.run(["test", "-x", program], user=user, group=group, extra_groups=[], cwd="/")
    return tried.returncode == 0


def _is_running(pid: int) -> bool:
    """Return whether it runs; one that has ended and that nobody has asked about yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
