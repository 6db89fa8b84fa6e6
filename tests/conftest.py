"""The whole house running for real: web, worker, a database of its own, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
READY_SECONDS = 30


@dataclass
class Live:
    """A running house. url: where its pages are. mail: the folder its letters land in."""

    url: str
    mail: Path
    environment: dict[str, str]
    web: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]

    def start(self, name: str) -> "subprocess.Popen[bytes]":
        """Start web or worker (again)."""
        arguments = ["--port", str(urlsplit(self.url).port), "--processes", "1"] if name == "serve" else []
        command = [sys.executable, "-W", "ignore", "-m", "viktig.cli", name, *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)

    def wait(self) -> None:
        """Return when the pages answer."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):  # noqa: S310
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the pages do not answer")

    def code(self) -> str:
        """Return the newest sign-in code that came by letter."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            letters = sorted(self.mail.glob("*.log"), key=lambda file: file.stat().st_mtime)
            lines = letters[-1].read_text(encoding="utf-8").splitlines() if letters else []
            codes = [
                line
                for line in lines
                if (len(line) == 9 and line.isupper() and "-" in line)
                or (line.isalnum() and line.isupper() and len(line) in {6, 8})
            ]
            if codes:
                letters[-1].unlink()
                return codes[0]
            time.sleep(0.1)
        raise AssertionError("no code came")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def live(own_database: dict[str, str], tmp_path: Path) -> Iterator[Live]:
    """Run web and worker on a database of the test's own."""
    port = free_port()
    environment = os.environ | {
        "VIKTIG_URL": f"http://127.0.0.1:{port}",
        "VIKTIG_DELIVER": "* * * * * *",
        "VIKTIG_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "VIKTIG_EMAIL_FOLDER": str(tmp_path / "mail"),
        "VIKTIG_STATIC": str(tmp_path / "static"),
    }
    for name, alias in {"DATABASE_URL": "default", "VIKTIG_KEYS_URL": "keys"}.items():
        parts = urlsplit(environment[name])
        environment[name] = parts._replace(path=f"/{own_database[alias]}").geturl()
    house = Live.__new__(Live)
    house.url, house.mail, house.environment = environment["VIKTIG_URL"], tmp_path / "mail", environment
    house.web, house.worker = house.start("serve"), house.start("worker")
    try:
        house.wait()
        yield house
    finally:
        for process in (house.web, house.worker):
            process.terminate()
        for process in (house.web, house.worker):
            process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open a real browser, or say why there is none."""
    if reason := os.environ.get("VIKTIG_NO_BROWSER"):
        pytest.skip(reason)
    path = os.environ.get("VIKTIG_CHROMIUM", shutil.which("chromium") or "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=list(CHROMIUM))
        yield browser
        browser.close()
