"""The stage of the tests in a browser: the house running for real, its people, and everybody at a browser of their own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext
from playwright.sync_api import Browser, Page
from psycopg import sql

from viktig.demo import life, town
from viktig.demo.mark import MARK

READY_SECONDS = 30
COMMANDS = {"web": "serve", "worker": "worker"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"resultTypes": ["violations"], "preload": False, "runOnly": {"type": "tag", "values": TAGS}}
# The first dozen lines of a long list are looked at: the others are made by the same template.
WHOLE_PAGE = {"exclude": [["main li:nth-child(n+13)"], ["main article:nth-of-type(n+13)"], ["main tr:nth-child(n+25)"]]}
# What axe would judge: elements, their classes and states, which attributes they have, and whether they have words.
SHAPE = """() => {
  const shape = (one) => {
    const own = [...one.attributes].map(({ name, value }) =>
      /^(class|role|type|dir|aria-(current|expanded|hidden|invalid|live))$/.test(name)
        ? `${name}=${value}` : name + (value ? "" : "="));
    const parts = [...one.childNodes].map((part) =>
      part.nodeType === 1 ? shape(part) : part.nodeType === 3 && part.data.trim() ? "…" : "");
    return `${one.tagName} ${own.sort()}(${parts.filter((part, at) => part && part !== parts[at - 1]).join(" ")})`;
  };
  return shape(document.documentElement);
}"""
SEEN: set[str] = set()  # shapes of pages that axe has looked at: another page of the same shape is judged alike
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "sv": "sv-SE", "en": "en-GB"}


class Live:
    """A running house. url: where its pages are. mail: the folder its letters land in."""

    def __init__(self, url: str, mail: Path, environment: dict[str, str]) -> None:
        self.url, self.mail, self.environment = url, mail, environment
        self.running = {name: self.start(name) for name in COMMANDS}

    def start(self, name: str) -> "subprocess.Popen[bytes]":
        """Start web or worker (again)."""
        arguments = ["--port", str(urlsplit(self.url).port), "--processes", "1"] if name == "web" else []
        command = [sys.executable, "-W", "ignore", "-m", "viktig.cli", COMMANDS[name], *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)

    @contextmanager
    def killed(self, name: str) -> Iterator[None]:
        """Kill web or worker without a word, and start it again at the end."""
        self.running[name].kill()
        self.running[name].wait()
        try:
            yield
        finally:
            self.running[name] = self.start(name)
            self.wait()

    def end(self) -> None:
        """End web and worker politely."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(20)

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


@contextmanager
def house_running(urls: dict[str, str], folder: Path) -> Iterator[Live]:
    """Run web and worker on the databases of `urls` (by the setting they go into); letters land in `folder`."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | urls
    environment |= {
        "VIKTIG_URL": url,
        "VIKTIG_DELIVER": "* * * * * *",
        "VIKTIG_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "VIKTIG_EMAIL_FOLDER": str(folder / "mail"),
        "VIKTIG_STATIC": str(folder / "static"),
    }
    house = Live(url, folder / "mail", environment)
    try:
        house.wait()
        yield house
    finally:
        house.end()


def urls_of(names: dict[str, str]) -> dict[str, str]:
    """Return the addresses of a copy of the databases. names: by alias, from `copied_databases`."""
    settings = {"DATABASE_URL": "default", "VIKTIG_KEYS_URL": "keys"}
    return {
        one: urlsplit(os.environ[one])._replace(path=f"/{names[alias]}").geturl() for one, alias in settings.items()
    }


@dataclass(frozen=True)
class Cast:
    """Who takes part, in one country."""

    language: str
    place: str
    ombud: str
    office: str
    member: str
    moderator: str
    words: str = "🗝️ Papers lost twice. ורק זה"


CASTS = {
    "nb": Cast("nb", "NO-9901", "kari", "Boligkontoret", "jon", "lise"),
    "nn": Cast("nn", "NO-9901", "kari", "Boligkontoret", "jon", "lise"),
    "en": Cast("en", "NO-9901", "kari", "Boligkontoret", "jon", "lise"),
    "sv": Cast("sv", "SE-9901", "noor", "Bostadskontoret", "olle", "maja"),
}


@dataclass
class Visit:
    """One human at one browser. axe: whether it looks at each page."""

    page: Page
    url: str
    axe: bool

    def tab(self) -> "Visit":
        """Open one more tab of the same browser."""
        return Visit(self.page.context.new_page(), self.url, self.axe)

    def go(self, path: str) -> None:
        """Open an address and look at it."""
        self.page.goto(f"{self.url}{path}")
        self.look()

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press a button or follow a link by its words, as they stand on the page, and look at what comes."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=gettext(name), exact=exact)
        link = main.get_by_role("link", name=gettext(name), exact=exact)
        button.or_(link).first.click()
        self.page.wait_for_load_state()
        self.look()

    def takes_back_every_share(self) -> None:
        """Withdraw all that one shared, one after the other."""
        self.page.goto(f"{self.url}/person/sharing/")
        buttons = self.page.locator("main form[action*='withdraw'] button")
        while buttons.count():
            with self.page.expect_navigation():
                buttons.first.click()
        self.look()

    def write(self, name: str, words: str) -> None:
        """Write into the field of this name, or paste, where a hand would take hours."""
        field = self.page.locator(f"main [name={name}]").first
        if len(words) < 1000:
            field.fill(words)
        else:
            field.evaluate(
                "(one, words) => { one.value = words; one.dispatchEvent(new Event('input', {bubbles: true})); }", words
            )

    def choose(self, name: str, value: str) -> None:
        """Choose among radios or in a list."""
        field = self.page.locator(f"main [name={name}]")
        if field.first.evaluate("e => e.tagName") == "SELECT":
            field.first.select_option(value)
        else:
            self.page.locator(f"main [name={name}][value='{value}']").first.check(force=True)

    def look(self) -> None:
        """Hold every page to what all pages must hold."""
        path = re.sub(r"[0-9a-f-]{36}", "…", self.page.url.removeprefix(self.url))
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"
        assert self.page.locator("h1").count() == 1, path
        if self.axe and (shape := self.page.evaluate(SHAPE)) not in SEEN:
            self.page.evaluate("scrollTo(0, 0)")
            found = Axe().run(self.page, context=WHOLE_PAGE, options=AXE)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            SEEN.add(shape)

    def says(self, words: str) -> bool:
        """Say whether the page shows these words."""
        return words in self.page.locator("main").inner_text()

    def until_it_says(self, words: str) -> None:
        """Look again until the page shows the words: what was said takes a moment to be delivered."""
        for _ in range(40):
            if self.says(words):
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        raise AssertionError(f"{self.page.url} never said: {words}\n{self.page.locator('main').inner_text()}")


class Theatre:
    """Lets people in: each in a browser of their own, 320 pixels wide. At the end all go home."""

    def __init__(self, browser: Browser, url: str, cast: Cast, javascript: bool = True, *, axe: bool = True) -> None:
        self.browser, self.url, self.cast = browser, url, cast
        self.javascript, self.axe = javascript, axe and javascript
        self.inside: dict[str, Visit] = {}
        self.visits: list[Visit] = []

    def __enter__(self) -> "Theatre":
        return self

    def __exit__(self, *_: object) -> None:
        for visit in self.visits:
            visit.page.context.close()

    def visitor(self) -> Visit:
        """Open a browser that nobody has signed in with."""
        context = self.browser.new_context(
            locale=LOCALES[self.cast.language], timezone_id="Europe/Oslo", viewport={"width": 320, "height": 700},
            java_script_enabled=self.javascript, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(15_000)
        self.visits.append(Visit(context.new_page(), self.url, self.axe))
        return self.visits[-1]

    def enter(self, key: str) -> Visit:
        """Return somebody's browser, signed in; the same one each time."""
        if key not in self.inside:
            self.inside[key] = self.visitor()
            self.sign_in(self.inside[key], key)
        return self.inside[key]

    def sign_in(self, visit: Visit, key: str) -> None:
        """Sign in as one of the demo's people."""
        visit.page.goto(f"{self.url}/demo/sign-in/{key}/")
        visit.page.locator("main form button").click()
        visit.page.wait_for_load_state()
        visit.page.goto(f"{self.url}/me/?lang={self.cast.language}")


def demo_house(names: dict[str, str]) -> None:
    """Make the two towns on a database that bears the demo's mark, so that everybody can be let in. names: by alias."""
    with psycopg.connect(os.environ["VIKTIG_TEST_ADMIN"], autocommit=True) as server:
        server.execute(
            sql.SQL("comment on database {} is {}").format(sql.Identifier(names["default"]), sql.Literal(MARK))
        )
    town.make_town()
    for ombud in life.OMBUDS:
        life.present(ombud)
