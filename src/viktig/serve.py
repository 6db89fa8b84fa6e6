"""Web, worker and migration: each sees that its logins are the right ones, and runs."""

import gc
import multiprocessing
import os
import signal
from typing import Any

from viktig.cli import OWNERS, port
from viktig.ground.commands import Parser, Refused
from viktig.ground.database import secrets
from viktig.ground.processes import end_with_my_parent

# Granian copies the environment into every request; these are not to be found there.
UNTOLD = (*secrets.SECRETS, "DATABASE_URL", "VIKTIG_KEYS_URL")


def serve(arguments: list[str]) -> None:
    """Serve the pages until SIGTERM. Raises Refused if a login could get past row security."""
    parser = Parser(prog="viktig serve", description="Serve the pages.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=port(), help="default: PORT, else 8000")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="default %(default)s")
    parser.add_argument("--threads", type=int, default=4, help="requests at once in each (default %(default)s)")
    chosen = parser.parse_args(arguments)
    _start_without_owner()

    from django.core.management import call_command
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    call_command("collectstatic", interactive=False, verbosity=0)  # before WhiteNoise looks
    import viktig.wsgi  # noqa: F401  before the processes part, so that they share it

    gc.freeze()
    Server(
        "viktig.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.processes,
        blocking_threads=chosen.threads,
        websockets=False,
        log_level=LogLevels.warning,  # and no access log: an address can say who looks for help with what
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve(target_loader=_application, wrap_loader=False)


def work(arguments: list[str]) -> None:
    """Do the jobs until SIGTERM. Raises Refused if a login could get past row security."""
    Parser(prog="viktig worker", description="Do what must not wait for a page.").parse_args(arguments)
    _start_without_owner()

    from viktig.ground.jobs import run_worker

    run_worker()


def migrate(arguments: list[str]) -> None:
    """Bring both databases up to date, as their owners. Raises Refused without the owners' addresses."""
    parser = Parser(prog="viktig migrate", description="Bring both databases up to date.")
    parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")
    chosen = parser.parse_args(arguments)
    for name in OWNERS:
        if not os.environ.get(name):
            raise Refused(f"{name} is not set: it is the address of the database with the login that owns it.")

    import django

    django.setup()
    from viktig.ground.database.migrate import migrate as bring_up_to_date

    bring_up_to_date(verbosity=0 if chosen.quiet else 1)


def _start_without_owner() -> None:
    """Start Django with the application's logins only, and let the catalogue say that they are weak."""
    for name in OWNERS:
        os.environ.pop(name, None)
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")
    secrets.demanded(os.environ)

    import django
    from django.db import connections

    from viktig.ground.database.roles import refuse_powerful

    django.setup()
    for alias in ("default", "keys"):
        refuse_powerful(connections[alias])
    connections.close_all()


def _application() -> Any:
    """Return what answers requests, in a process that Granian has made."""
    granian = multiprocessing.parent_process()
    end_with_my_parent(signal.SIGKILL)
    if granian and os.getppid() != granian.pid:  # it ended before the kernel was asked
        raise SystemExit(1)

    from viktig.wsgi import application

    for name in UNTOLD:
        os.environ.pop(name, None)
    return application
