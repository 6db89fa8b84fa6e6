"""The supervisor, with a real database and small children: it stops all, restarts what falls, and leaves nothing."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from viktig.ground.database import secrets
from viktig.ground.database.embedded import forget

WEB = """
import http.server, os
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(" ".join([str(os.getpid()), *os.environ]).encode())
    def log_message(self, *_): pass
http.server.HTTPServer.allow_reuse_address = True
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Page).serve_forever()
"""
STEP = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
    owner.execute("create table if not exists word (word text)")
"""
SLEEPER = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
BROKEN = "raise SystemExit(3)"

SUPERVISOR = """
import signal, sys
from pathlib import Path
from viktig import cli, supervise
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also where the tests themselves run under nohup
folder, port, step, web, worker = sys.argv[1:]
def run(arguments):
    python = lambda code: (sys.executable, "-c", code)
    children = {"web": python(web), "worker": python(worker)}
    supervise.supervise(supervise.House(Path(folder), int(port), {"the step": python(step)}, children))
supervise.demo = run
cli.main(["demo"])
"""

Start = Callable[..., "Demo"]


class Demo:
    """A supervisor that was started, and what it said."""

    def __init__(self, folder: Path, port: int, *, step: str = STEP, web: str = WEB, worker: str = SLEEPER) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, folder, str(port), step, web, worker],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def ready(self) -> "Demo":
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line == f"Viktig is ready at http://127.0.0.1:{self.port}/\n", self.process.communicate()
        return self

    def asks_web(self) -> list[str]:
        """What the web child says: its number, then the names in its environment."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/") as page:
            return str(page.read().decode()).split()

    def settings(self) -> dict[str, str]:
        return secrets.read(self.folder / "environment")

    def family(self) -> list[int]:
        """Numbers of the supervisor, its children and theirs."""
        return [self.process.pid, *_below(self.process.pid)]

    def ends(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("a demo") / "instance"
    yield folder
    forget(folder)


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    started: list[Demo] = []

    def start(*arguments: Any, **options: Any) -> Demo:
        started.append(Demo(*(arguments or (folder, free_port())), **options))
        return started[-1]

    yield start
    for demo in started:
        if demo.process.poll() is None:
            demo.process.kill()
            demo.process.communicate()


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_demo_says_when_it_is_ready_and_stops_all(start: Start, how: signal.Signals) -> None:
    demo = start().ready()
    family = demo.family()
    assert len(family) >= 4

    demo.process.send_signal(how)

    assert demo.ends() == (0, "", "")
    assert alive(family) == []
    assert (demo.folder / "environment").exists() is False


def test_impatient_ctrl_c_to_the_whole_group_still_stops_cleanly(start: Start) -> None:
    demo = start(worker=STUBBORN).ready()
    family, began = demo.family(), time.monotonic()

    for _ in range(3):
        os.killpg(demo.process.pid, signal.SIGINT)
        time.sleep(0.1)

    assert demo.ends() == (0, "", "")
    assert time.monotonic() - began < 3
    assert alive(family) == []
    assert "database system is shut down" in (demo.folder / "postgres.log").read_text()


def test_stop_during_a_step_stops_it_too(start: Start) -> None:
    demo = start(step=SLEEPER)
    until_exists(demo.folder / "environment")
    time.sleep(0.2)

    demo.process.terminate()

    assert demo.ends() == (0, "", "")


def test_web_and_worker_never_get_the_owner_but_commands_by_hand_do(start: Start) -> None:
    demo = start().ready()

    names = demo.asks_web()

    assert {"DATABASE_URL", "VIKTIG_KEYS_URL", "VIKTIG_SECRET_KEY", "VIKTIG_MASTER_KEY", "VIKTIG_URL"} <= set(names)
    assert {"DATABASE_OWNER_URL", "VIKTIG_KEYS_OWNER_URL"} & set(names) == set()
    assert {"DATABASE_OWNER_URL", "VIKTIG_KEYS_OWNER_URL"} < set(demo.settings())
    assert stat.S_IMODE((demo.folder / "environment").stat().st_mode) == 0o600
    assert stat.S_IMODE((demo.folder / "secrets.env").stat().st_mode) == 0o600


def test_secrets_are_made_once(start: Start) -> None:
    demo = start().ready()
    first = demo.settings()["VIKTIG_MASTER_KEY"]
    demo.process.terminate()
    demo.ends()

    assert start().ready().settings()["VIKTIG_MASTER_KEY"] == first


def test_web_that_is_killed_is_started_again_with_the_reason(start: Start) -> None:
    demo = start().ready()
    pid = int(demo.asks_web()[0])

    os.kill(pid, signal.SIGKILL)
    until_answers(demo.port)

    assert int(demo.asks_web()[0]) != pid
    demo.process.terminate()
    assert demo.ends() == (0, "", "The web was ended by SIGKILL; it is started again.\n")


def test_database_that_is_killed_is_started_again_and_keeps_what_was_confirmed(start: Start) -> None:
    demo = start().ready()
    with psycopg.connect(demo.settings()["DATABASE_URL"]) as app:
        app.execute("insert into word values ('kept')")
    (postgres,) = [pid for pid in _below(demo.process.pid, depth=1) if _name(pid) == "postgres"]
    web = demo.asks_web()[0]

    os.kill(postgres, signal.SIGKILL)
    until(lambda: answers(demo.port) and demo.asks_web()[0] != web)

    with psycopg.connect(demo.settings()["DATABASE_URL"]) as app:
        assert app.execute("select word from word").fetchall() == [("kept",)]
    demo.process.terminate()
    assert demo.ends() == (0, "", "The database ended by itself; it is started again.\n")


def test_kill_of_the_supervisor_leaves_nothing_running_and_the_next_start_works(start: Start, folder: Path) -> None:
    demo = start(worker=STUBBORN).ready()
    family = demo.family()

    demo.process.kill()
    again = start(folder, demo.port).ready()

    assert alive(family) == []
    assert again.process.poll() is None


def test_child_that_never_works_ends_the_demo_with_a_sentence(start: Start) -> None:
    status, out, err = start(worker=BROKEN).ends()

    assert (status, out.count("\n") <= 1) == (1, True)
    assert err.splitlines()[-1] == "The worker ended too often; the last time it ended with exit status 3."
    assert err.count("it is started again") == 5


def test_step_that_fails_ends_the_demo_with_a_sentence(start: Start) -> None:
    assert start(step=BROKEN).ends() == (
        1, "", "The demo cannot start: the step ended with exit status 3, as said above.\n"
    )  # fmt: skip


def test_port_in_use_is_one_sentence(start: Start, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert start(folder, port).ends() == (
            1, "", f"Port {port} is in use: stop what uses it, or choose another with PORT={port + 1}.\n"
        )  # fmt: skip


def test_two_demos_run_side_by_side_and_one_folder_only_once(start: Start, folder: Path) -> None:
    other_folder = folder.with_name("other")
    demo, other = start().ready(), start(other_folder, free_port()).ready()

    assert demo.settings()["DATABASE_URL"] != other.settings()["DATABASE_URL"]
    status, _, err = start(folder, free_port()).ends()
    assert (status, err) == (1, f"The database in {folder} is already running: stop it first.\n")
    other.process.terminate()
    other.ends()
    assert answers(demo.port)
    forget(other_folder)


# The real pages, on the tests' own database ------------------------------------------------------------


@pytest.mark.parametrize(("how", "status"), [(signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)])
def test_pages_answer_and_leave_no_process(how: signal.Signals, status: int) -> None:
    port = free_port()
    serving = subprocess.Popen([sys.executable, "-m", "viktig.cli", "serve", "--port", str(port)])
    until(lambda: answers(port, "/healthz"))
    family = [serving.pid, *_below(serving.pid)]

    serving.send_signal(how)

    assert serving.wait(10) == status
    assert (len(family) >= 2, alive(family)) == (True, [])


def test_pages_and_worker_refuse_to_start_with_the_owners_login() -> None:
    for name in ("serve", "worker"):
        done = subprocess.run(
            [sys.executable, "-m", "viktig.cli", name],
            env=os.environ | {"DATABASE_URL": os.environ["TEST_DATABASE_OWNER_URL"]}, capture_output=True, text=True,
        )  # fmt: skip

        assert (done.returncode, done.stderr.splitlines()[-1][:56]) == (
            1, "The database login viktig_owner owns the database viktig"
        )  # fmt: skip


# Commands given by hand --------------------------------------------------------------------------------


def test_command_without_any_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("serve", "worker"):
        assert command(name) == (
            1, "", "DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.\n"
        )  # fmt: skip
    assert command("--instance", str(tmp_path), "serve") == (
        1, "", f"No demo runs in {tmp_path}: start it with `viktig demo`.\n"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["VIKTIG_SECRET_KEY", "VIKTIG_MASTER_KEY"])
@pytest.mark.parametrize(("value", "says"), [("", "is not set"), ("c2hvcnQ=", "is not 32 bytes"), ("é", "is not 32")])
def test_database_of_ones_own_demands_every_secret(name: str, value: str, says: str) -> None:
    environment = {secret: secrets.new_secret() for secret in secrets.SECRETS} | {name: value}

    status, out, err = command("serve", DATABASE_URL="postgresql:///nowhere", **environment)

    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"{name} {says}")


def test_address_that_is_none_is_one_sentence() -> None:
    environment = {secret: secrets.new_secret() for secret in secrets.SECRETS} | {"VIKTIG_KEYS_URL": "postgresql:///"}

    status, out, err = command("serve", DATABASE_URL="secret words", **environment)

    assert (status, out, err.count("\n"), "words" in err) == (1, "", 1, False)


def test_help_names_every_command_and_a_wrong_one_is_one_sentence() -> None:
    status, out, err = command("--help")
    assert (status, err) == (0, "")
    assert [name for name in ("serve", "worker", "migrate", "demo") if f"\n  {name} " not in out] == []

    status, out, err = command("dmeo")
    assert (status, out, err.count("\n")) == (1, "", 1)


def command(*arguments: str, **environment: str) -> tuple[int, str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "VIKTIG_"))}
    done = subprocess.run(
        [sys.executable, "-m", "viktig.cli", *arguments],
        env={**clean, "PORT": "1", **environment}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


# Looking at processes ------------------------------------------------------------------------------------


def alive(pids: list[int]) -> list[int]:
    """Return those that still run a moment later; one that has ended and that nobody has asked about does not."""
    end = time.monotonic() + 5
    while any(_state(pid) not in "ZX" for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)
    return [pid for pid in pids if _state(pid) not in "ZX"]


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def until_exists(path: Path) -> None:
    until(path.exists)


def until_answers(port: int) -> None:
    time.sleep(0.3)
    until(lambda: answers(port))


def answers(port: int, path: str = "/") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as page:
            return bool(page.status == 200)
    except OSError:
        return False


def _below(pid: int, depth: int = 9) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    children = [int(child) for child in found]
    return [one for child in children for one in (child, *(_below(child, depth - 1) if depth > 1 else ()))]


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"
