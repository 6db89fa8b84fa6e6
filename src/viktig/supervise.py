"""The demo as one process to start and to stop: it runs database, web and worker, and nothing outlives it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from viktig.cli import OWNERS, instance_folder, port
from viktig.ground.commands import Parser, Refused
from viktig.ground.database import secrets
from viktig.ground.database.embedded import Cluster, running
from viktig.ground.look.profiles import PROFILES
from viktig.ground.processes import end_with_my_parent, ends_with_parent

OURS = (sys.executable, "-m", "viktig.cli")
STEPS = {"migration": (*OURS, "migrate", "--quiet"), "loading the demo": (sys.executable, "-m", "viktig.demo.load")}
CHILDREN = {"web": (*OURS, "serve"), "worker": (*OURS, "worker")}

READY_SECONDS = 60
STOP_SECONDS = 5
RESTARTS, WITHIN_SECONDS = 5, 60
PORT_SECONDS = 2  # those of a demo that was killed may need a moment to go


@dataclass
class Stop:
    """How often we were asked to stop: once is a wish, twice is impatience."""

    asked: int = 0

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Be asked, by SIGINT, SIGTERM or SIGHUP."""
        self.asked += 1


@dataclass
class Child:
    """A process that is to run as long as we do."""

    name: str
    process: subprocess.Popen[bytes]
    restarts: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class House:
    """What is run, and where."""

    folder: Path
    port: int
    steps: Mapping[str, Sequence[str]]
    children: Mapping[str, Sequence[str]]
    stop: Stop = field(default_factory=Stop)


def demo(arguments: list[str]) -> None:
    """Run the demo of PORT until it is asked to stop. Raises Refused if it cannot start or keep running."""
    parser = Parser(
        prog="viktig demo",
        description="Start a database, load the demo, and serve it at PORT (default 8000); Ctrl-C stops all.",
        epilog="PLACE is one of the ready profiles. Everything else goes to the demo's loader: --scale, --quarters.",
        allow_abbrev=False,
    )
    parser.add_argument("--until-parent-ends", action="store_true", help="stop when whoever started this ends")
    chosen, for_loader = parser.parse_known_args(arguments)
    if chosen.until_parent_ends:
        end_with_my_parent(signal.SIGTERM)
    _place()
    loading = {"loading the demo": (*STEPS["loading the demo"], *for_loader)}
    supervise(House(instance_folder(), port(), STEPS | loading, CHILDREN))


def supervise(house: House) -> None:
    """Run the house until it is asked to stop; a database that ends by itself is started again, with all it carries.

    Raises Refused if it cannot start, or if something ends again and again.
    """
    for asking in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if asking != signal.SIGHUP or signal.getsignal(asking) != signal.SIG_IGN:  # nohup means it
            signal.signal(asking, house.stop.ask)
    _refuse_taken(house.port)
    for attempt in range(1 + RESTARTS):
        with running(house.folder) as cluster:
            _live(house, cluster, announce=attempt == 0)
        if house.stop.asked:
            return
        _say("The database ended by itself; it is started again.")
    raise Refused(f"The database ended {RESTARTS} times by itself: {house.folder / 'postgres.log'} says why.")


def _live(house: House, cluster: Cluster, *, announce: bool) -> None:
    """Prepare, start the children and keep them running, until we are asked to stop or the database ends."""
    environment = _environment(house, cluster)
    file = house.folder / "environment"  # for commands given by hand meanwhile
    secrets.write(file, environment)
    try:
        for name, command in house.steps.items():
            _step(name, command, os.environ | environment, house.stop)
        if not house.stop.asked:
            weak = {name: value for name, value in environment.items() if name not in OWNERS}
            _keep_running(house, cluster, os.environ | weak, announce=announce)
    finally:
        file.unlink(missing_ok=True)


def _environment(house: House, cluster: Cluster) -> dict[str, str]:
    """Return the settings of this instance; what whoever started us has set about address and e-mail stands."""
    usual = {
        "VIKTIG_PLACE": _place(),
        "VIKTIG_URL": f"http://127.0.0.1:{house.port}",
        "VIKTIG_SECOND_FACTOR": "offered",
        "VIKTIG_DELIVER": "* * * * * */5",  # cron with seconds last: who tries it need not wait a minute
        "VIKTIG_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "VIKTIG_EMAIL_FOLDER": str(house.folder / "mail"),
        "VIKTIG_STATIC": str(house.folder / "static"),
    }
    mine = cluster.urls | secrets.made_once(house.folder / "secrets.env", secrets.SECRETS) | {"PORT": str(house.port)}
    return {name: os.environ.get(name, value) for name, value in usual.items()} | mine


def _place() -> str:
    """Return PLACE, or nothing. Raises Refused if there is no such profile."""
    place = os.environ.get("PLACE", "")
    if place not in {"", *PROFILES}:
        raise Refused(f"PLACE must be one of {', '.join(PROFILES)}, not {place!r}.")
    return place


def _step(name: str, command: Sequence[str], environment: Mapping[str, str], stop: Stop) -> None:
    """Run `command` to its end, or to ours. Raises Refused if it fails."""
    if stop.asked:
        return
    process = _spawn(command, environment)
    while process.poll() is None and not stop.asked:
        time.sleep(0.02)
    if process.poll() is None:
        _end([process], stop)
    elif process.returncode:
        raise Refused(f"The demo cannot start: {name} {_how_it_ended(process)}, as said above.")


def _keep_running(house: House, cluster: Cluster, environment: Mapping[str, str], *, announce: bool) -> None:
    children = [Child(name, _spawn(command, environment)) for name, command in house.children.items()]
    late = time.monotonic() + READY_SECONDS
    try:
        while not house.stop.asked and cluster.server and cluster.server.poll() is None:
            for child in children:
                if child.process.poll() is not None:
                    _restart(child, house.children[child.name], environment)
            if announce and _answers(house.port):
                print(f"Viktig is ready at http://127.0.0.1:{house.port}/", flush=True)
                announce = False
            elif announce and time.monotonic() > late:
                raise Refused(f"The pages do not answer after {READY_SECONDS} seconds.")
            time.sleep(0.05 if announce else 0.2)
    finally:
        _end([child.process for child in children], house.stop)


def _restart(child: Child, command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Start a child again that has ended by itself. Raises Refused when it does so too often."""
    now = time.monotonic()
    child.restarts = [then for then in child.restarts if now - then < WITHIN_SECONDS]
    if len(child.restarts) == RESTARTS:
        raise Refused(f"The {child.name} ended too often; the last time it {_how_it_ended(child.process)}.")
    _say(f"The {child.name} {_how_it_ended(child.process)}; it is started again.")
    child.restarts.append(now)
    child.process = _spawn(command, environment)


def _spawn(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: Ctrl-C reaches us alone, and we stop all in the right order.

    If we are killed it is killed too: its database goes at the same moment. Standard output is ours alone.
    """
    return subprocess.Popen(  # noqa: S603
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        start_new_session=True,
        preexec_fn=ends_with_parent(signal.SIGKILL),
    )


def _end(processes: list[subprocess.Popen[bytes]], stop: Stop) -> None:
    """End them politely, and after STOP_SECONDS or a second Ctrl-C at once."""
    asked, until = stop.asked, time.monotonic() + STOP_SECONDS
    for process in processes:
        process.terminate()
    while any(process.poll() is None for process in processes):
        if time.monotonic() > until or stop.asked > max(asked, 1):
            for process in processes:
                process.kill()
        time.sleep(0.02)


def _refuse_taken(number: int) -> None:
    """Raise Refused if somebody else listens on the port."""
    until = time.monotonic() + PORT_SECONDS
    while not _is_free(number):
        if time.monotonic() > until:
            raise Refused(f"Port {number} is in use: stop what uses it, or choose another with PORT={number + 1}.")
        time.sleep(0.1)


def _is_free(number: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", number))
        except OSError:
            return False
    return True


def _answers(number: int) -> bool:
    connection = HTTPConnection("127.0.0.1", number, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    status = process.returncode
    return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with exit status {status}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
