"""Run everything that CI checks, stop at nothing, and say at the end: `N passed, N failed`."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PYTHON = sys.executable
LINTS = {
    "types (mypy)": (PYTHON, "-m", "mypy"),
    "lint (ruff)": (PYTHON, "-m", "ruff", "check", "--quiet", "."),
    "format (ruff)": (PYTHON, "-m", "ruff", "format", "--quiet", "--check", "."),
    "floors (import-linter)": (PYTHON, "-c", "from importlinter.cli import lint_imports_command as run; run()"),
    "templates (djlint)": (PYTHON, "-m", "djlint", "src", "--lint", "--quiet"),
}
# Three on two cores: one is always waiting for a page. Stealing leaves the tests of a file with one worker, where they
# share a running house.
TESTS = (PYTHON, "-m", "pytest", "-n", "3", "--dist", "worksteal", "-rs", "--color=no")
SUMMARY = re.compile(r"\d+ \w+.* in [\d.]+s\b")
COUNT = re.compile(r"(\d+) (passed|failed|error)")
# mypy reads the settings; no lint opens a database.
SOME_SETTINGS = {
    "DATABASE_URL": "postgresql:///viktig",
    "VIKTIG_KEYS_URL": "postgresql:///viktig_keys",
    "VIKTIG_SECRET_KEY": "x" * 43 + "=",
    "VIKTIG_MASTER_KEY": "x" * 43 + "=",
}
LIGHT = "chromium-headless-shell"
APT_GET = ("apt-get", "-qq", "-o", "Acquire::http::Timeout=15", "-o", "Acquire::Retries=0")
APT = {"DEBIAN_FRONTEND": "noninteractive"}


def main() -> int:
    """Return the exit status: 0 only when nothing failed."""
    os.chdir(Path(__file__).resolve().parent.parent)
    with ThreadPoolExecutor(2) as pool:
        failed = sum(pool.map(lint, LINTS, LINTS.values()))
    passed, failed_tests = tests(os.environ | browser())
    failed += failed_tests
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def lint(name: str, command: tuple[str, ...]) -> bool:
    """Run one lint and report it in a line, after what it complains of. Returns whether it failed."""
    began = time.monotonic()
    environment = os.environ | SOME_SETTINGS
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    failed = done.returncode != 0
    verdict = f"{'FAILED' if failed else 'ok'}  {name}, {time.monotonic() - began:.1f} s\n"
    print((done.stdout if failed else "") + verdict, end="", flush=True)
    return failed


def tests(environment: Mapping[str, str]) -> tuple[int, int]:
    """Run the tests, with their report as it comes. Returns how many passed and how many failed."""
    counts: dict[str, int] = {}
    with subprocess.Popen(TESTS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as run:
        assert run.stdout
        for line in run.stdout:
            print(line, end="", flush=True)
            if SUMMARY.search(line):
                counts = {word: int(number) for number, word in COUNT.findall(line)}
    failed = counts.get("failed", 0) + counts.get("error", 0)
    if run.returncode and not failed:  # it broke down, or found no tests
        failed = 1
    return counts.get("passed", 0), failed


def browser() -> dict[str, str]:
    """Return where the browser is (VIKTIG_CHROMIUM; empty: Playwright's own), or why there is none (VIKTIG_NO_BROWSER).

    Debian's Chromium is installed if we are root and it is missing: the one without windows, which needs less.
    """
    if found := os.environ.get("VIKTIG_CHROMIUM") or shutil.which(LIGHT):
        return {"VIKTIG_CHROMIUM": found}
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests (once).", flush=True)
        works(*APT_GET, "update") and works(*APT_GET, "install", "--no-install-recommends", LIGHT)
    if found := next(filter(None, map(shutil.which, (LIGHT, "chromium", "chromium-browser"))), None):
        return {"VIKTIG_CHROMIUM": found}
    if works(PYTHON, "-m", "playwright", "install", "chromium"):
        return {"VIKTIG_CHROMIUM": ""}
    reason = "no browser: install chromium, or run once as root on Debian"
    print(f"The browser tests are skipped: {reason}.", flush=True)
    return {"VIKTIG_NO_BROWSER": reason}


def works(*command: str) -> bool:
    """Return whether the command succeeds; what it says does not matter."""
    return subprocess.run(command, capture_output=True, env=os.environ | APT).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
