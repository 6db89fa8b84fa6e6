"""How fast Viktig is here: measures, prints a table and writes var/bench.json. `make bench`; about twelve minutes.

Two instances of its own are made anew each time: var/bench/town (the demo at scale 1) and var/bench/region (at scale
10, with ten times the people and voices). What the numbers are held against: design.md 8; what they were:
docs/performance.md.
"""

import json
import os
import platform
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from viktig.cli import OWNERS
from viktig.ground.database import embedded, secrets

HERE = Path(__file__).resolve().parent
VAR = HERE.parent / "var"
ROUNDS, OPENINGS = 4, 10  # each page is opened ROUNDS x OPENINGS times in each instance, turn by turn
LOAD_ROUNDS, LOAD_SECONDS = 5, 2.0
LARGER = 10  # times the town
QUERIES, MILLISECONDS, GROWTH = 12, 30, 1.3
FIRST_KB, FIRST_REQUESTS, LATER_KB = 45, 6, 12
SHARE_OF_BARE, START_SECONDS, MEMORY_MB = 0.7, 10, 600


@dataclass
class House:
    """One instance: where it lies, how large it is, and while it runs its port and its process."""

    folder: Path
    scale: int
    port: int = 0
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> float:
        """Start it and return how many seconds it took to be ready."""
        self.port, began = free_port(), time.monotonic()
        command = (sys.executable, HERE / "house.py", self.folder, str(self.port), "--scale", str(self.scale))
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        assert self.process.stdout
        for line in self.process.stdout:
            if "is ready" in line:
                return time.monotonic() - began
        raise SystemExit(f"{self.folder} does not start, as said above.")

    def stop(self) -> float:
        """Stop it, if it runs, and return how many seconds that took."""
        began = time.monotonic()
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
        return time.monotonic() - began

    def environment(self) -> dict[str, str]:
        """Return what a program needs to work with its database as the application does."""
        found = os.environ | secrets.read(self.folder / "environment") | {"DJANGO_SETTINGS_MODULE": "viktig.settings"}
        return {name: value for name, value in found.items() if name not in OWNERS}


def main() -> None:
    """Measure, print and write. Missed targets are marked in the table; they are no failure of the run."""
    town, region = House(VAR / "bench" / "town", 1), House(VAR / "bench" / "region", LARGER)
    with ExitStack() as stack:
        for house in (town, region):
            if house.folder.exists():
                embedded.forget(house.folder)
            stack.callback(house.stop)
        found: dict[str, Any] = {"machine": machine()}
        say(f"Making a town (scale 1) and a region (scale {LARGER}).")
        found["start"] = {"first_with_loading": town.start()}
        town.stop()
        found["start"] |= {"second": town.start()}
        region.start()
        say("Opening each page.")
        found["pages"] = measure_pages(town, region)
        region.stop()
        say("Asking as fast as it goes.")
        found["throughput"] = measure_throughput(town)
        found["memory_mb"] = memory(town)
        found["start"]["stop"] = town.stop()
    found["machine"]["load_after"] = os.getloadavg()[0]
    (VAR / "bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))


# Measuring --------------------------------------------------------------------------------------------------------------


def measure_pages(town: House, region: House) -> list[dict[str, Any]]:
    """Return, for each page, what it takes in the town, and the time it takes in the region."""
    rounds: dict[int, list[list[dict[str, Any]]]] = {town.scale: [], region.scale: []}
    for _ in range(ROUNDS):
        for house in (region, town):
            rounds[house.scale].append(json.loads(ours(house, "pages.py", str(house.port), str(OPENINGS))))
    found = []
    both = zip(*(zip(*rounds[house.scale], strict=True) for house in (town, region)), strict=True)
    for in_town, in_region in both:
        times = {name: median(in_town, name) for name in ("ms", "cpu_ms")}
        one = in_town[0] | times | {"ms_in_region": median(in_region, "ms")}
        for name in ("queries", "around", "first_bytes", "later_bytes"):
            one[name] = max(run[name] for run in (*in_town, *in_region))
        found.append(one)
    return found


def median(runs: tuple[dict[str, Any], ...], what: str) -> float:
    """Return the median of all openings in all rounds."""
    return statistics.median(took for run in runs for took in run[what])


def measure_throughput(town: House) -> list[dict[str, Any]]:
    """Return requests a second of our public pages and of bare ones, turn by turn, and each round's ratio at the median."""
    change = re.findall(r'href="(/changes/[0-9a-f-]{36}/)', fetch(town.port, "/changes/"))[0]
    with bare(town) as port:
        one = re.findall(r'href="(/one/[0-9a-f-]{36}/)', fetch(port, "/list/"))[0]
        asked = {
            "bare list": (port, "/list/", "identity"),
            "/changes/": (town.port, "/changes/", "identity"),
            "/changes/ with gzip": (town.port, "/changes/", "gzip"),
            "/changes/ made afresh": (town.port, "/changes/?", "identity"),
            "bare one": (port, one, "identity"),
            "/changes/<id>/": (town.port, change, "identity"),
            "/changes/<id>/ with gzip": (town.port, change, "gzip"),
            "/changes/<id>/ made afresh": (town.port, f"{change}?", "identity"),
            "/": (town.port, "/", "identity"),
            "/ with gzip": (town.port, "/", "gzip"),
            "/ made afresh": (town.port, "/?", "identity"),
        }
        rates: dict[str, list[float]] = {name: [] for name in asked}
        for turn in range(LOAD_ROUNDS + 1):
            for name, (where, address, encoding) in asked.items():
                rate = float(ours(town, "load.py", str(where), address, str(LOAD_SECONDS), encoding))
                if turn:  # the first round warms up
                    rates[name].append(rate)
    found = []
    for name, own in rates.items():
        against = "" if name.startswith("bare") else "bare list" if name.split()[0] == "/changes/" else "bare one"
        ratio = statistics.median(a / b for a, b in zip(own, rates[against], strict=True)) if against else None
        found.append({"page": name, "per_second": statistics.median(own), "against": against, "ratio": ratio})
    return found


@contextmanager
def bare(town: House) -> Iterator[int]:
    """Serve the bare pages over the town's database; yield their port."""
    port = free_port()
    process = subprocess.Popen((sys.executable, HERE / "bare.py", str(port)), env=town.environment())  # noqa: S603
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                fetch(port, "/list/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def memory(town: House) -> dict[str, float]:
    """Return proportional set size in MB: web, worker and database with all their processes, and what runs them.

    Empty where the kernel does not say.
    """
    assert town.process
    if not Path("/proc/self/smaps_rollup").exists():
        return {}
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    parts = {"runs them": town.process.pid}
    for child in (pid for pid, parent in parents.items() if parent == town.process.pid):
        line = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        parts["web" if b"serve" in line else "worker" if b"worker" in line else "database"] = child
    found = {}
    for name, first in parts.items():
        family, added = {first}, name != "runs them"
        while added:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            family, added = family | more, bool(more)
        found[name] = sum(pss(pid) for pid in family)
    return found


def pss(pid: int) -> float:
    """Return the proportional set size of a process in MB; 0 if it has just ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(kb) for kb in re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)) / 1024


def ours(house: House, program: str, *arguments: str) -> str:
    """Run one of our programs with an instance's environment, and return what it prints."""
    command = (sys.executable, HERE / program, *arguments)
    done = subprocess.run(command, env=house.environment(), stdout=subprocess.PIPE, text=True)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{program} failed, as said above.")
    return done.stdout


def fetch(port: int, address: str) -> str:
    """Return a page. Raises OSError if nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", address)
    body = connection.getresponse().read().decode()
    connection.close()
    return body


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def machine() -> dict[str, Any]:
    """Return on what this was measured."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "on": time.strftime("%Y-%m-%d"),
        "load_before": os.getloadavg()[0],
    }


# Telling ----------------------------------------------------------------------------------------------------------------


def table(found: dict[str, Any]) -> str:
    """Return everything as Markdown; a missed target carries an asterisk."""
    start, used = found["start"], found["memory_mb"]
    total = sum(mb for name, mb in used.items() if name != "runs them")
    lines = [
        f"{found['machine']['cores']} cores, Python {found['machine']['python']}, {found['machine']['on']};"
        f" load of the machine {found['machine']['load_before']:.1f} before, {found['machine']['load_after']:.1f} after.",
        "",
        f"| page | who | queries (≤ {QUERIES}) | around them | ms (≤ {MILLISECONDS}) | of it processor"
        f" | ms at scale {LARGER}"
        f" | growth (≤ {GROWTH}) | first visit, kB (≤ {FIRST_KB}) | requests (≤ {FIRST_REQUESTS})"
        f" | later, kB (≤ {LATER_KB}) |",
        "|---|---|" + "--:|" * 9,
    ]
    for one in found["pages"]:
        growth, first, later = one["ms_in_region"] / one["ms"], one["first_bytes"] / 1000, one["later_bytes"] / 1000
        slower = f"{one['ms_in_region']:.1f} | {most(growth, GROWTH, 2)}"
        lines.append(
            f"| `{one['page']}` | {one['who']} | {most(one['queries'], QUERIES, 0)} | {one['around']}"
            f" | {most(one['ms'], MILLISECONDS)} | {one['cpu_ms']:.1f} | {slower}"
            f" | {most(first, FIRST_KB)} | {most(one['first_requests'], FIRST_REQUESTS, 0)} | {most(later, LATER_KB)} |"
        )
    lines += ["", f"| page | requests/s | of the bare page (≥ {SHARE_OF_BARE}) |", "|---|--:|--:|"]
    for one in found["throughput"]:
        missed = "*" if one["ratio"] and round(one["ratio"], 2) < SHARE_OF_BARE else ""
        ratio = f"{one['ratio']:.2f}{missed} of {one['against']}" if one["ratio"] else ""
        lines.append(f"| {one['page']} | {one['per_second']:.0f} | {ratio} |")
    lines += [
        "",
        "| start, stop, memory | |",
        "|---|--:|",
        f"| first start, with loading scale 1, s | {start['first_with_loading']:.1f} |",
        f"| second start, s (≤ {START_SECONDS}) | {most(start['second'], START_SECONDS)} |",
        f"| stop, s | {start['stop']:.1f} |",
        f"| web + worker + database, MB of PSS (≤ {MEMORY_MB}) | {most(total, MEMORY_MB, 0) if used else 'not measured'} |",
        *(f"| of it {name} | {mb:.0f} |" for name, mb in used.items() if name != "runs them"),
    ]
    return "\n".join(lines)


def most(value: float, target: float, digits: int = 1) -> str:
    """Return a number, with an asterisk if it is above the target."""
    return f"{value:.{digits}f}{'*' if round(value, digits) > target else ''}"


def say(sentence: str) -> None:
    """Tell whoever waits."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
