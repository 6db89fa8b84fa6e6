"""Open each page of the journey: how many queries, how long, how heavy. `python bench/pages.py PORT TIMES` prints JSON.

Queries and time come from Django's client in this process, with every middleware; weight from the running web server.
"""

import json
import re
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import django
import life
from django.db import close_old_connections, connections
from psycopg.pq import TransactionStatus

HOST = "127.0.0.1"
WARM_UP = 12  # a server keeps its connections, and the database plans a question for good the ninth time
RESOURCE = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/static/[^"]+)""")


@dataclass(frozen=True)
class Page:
    """A page, and who of the demo's people opens it; nobody, for a public one."""

    name: str
    address: str
    who: str = ""


def pages() -> list[Page]:
    """Return the pages of the journey, with the addresses of this database."""
    from django.urls import reverse

    from viktig.demo.story import who
    from viktig.ground.facts.tables import TABLES
    from viktig.ground.privacy.acting import acting_as
    from viktig.ground.voice.models import Publication
    from viktig.person.ombud.models import Assignment
    from viktig.person.said.models import Said
    from viktig.service.replies.access import voices_for
    from viktig.system.voices.access import voices_to_check_for

    anna, jon, lise = who("anna"), who("jon"), who("lise")
    publication = Publication.unguarded.order_by("-published_on", "pk")[0].pk
    table = next(iter(TABLES.values())).slug
    with acting_as(anna.who, because="bench"):
        assignment = Assignment.unguarded.filter(person_id=anna.who)[0].pk
        said = Said.unguarded.filter(person_id=anna.who)[0].pk
    with acting_as(jon.who, because="bench"):
        voice = voices_for(jon).order_by("next_date", "pk")[0].pk
    with acting_as(lise.who, because="bench"):
        unchecked = voices_to_check_for(lise).order_by("pk")[0].pk
    return [
        Page("/", reverse("ground:start")),
        Page("/tell/", reverse("system:tell")),
        Page("/answers/", reverse("system:answers")),
        Page("/changes/", reverse("system:changes")),
        Page("/changes/<id>/", reverse("system:change", args=[publication])),
        Page("/figures/", reverse("system:figures")),
        Page("/figures/<table>/", reverse("system:figures-table", args=[table])),
        Page("/me/", reverse("person:me"), "anna"),
        Page("/person/matters/<who>/", reverse("person:matters-room", args=[anna.who]), "anna"),
        Page("/person/ombud/<who>/", reverse("person:ombud-room", args=[anna.who]), "anna"),
        Page("/person/ombud/assignment/<id>/", reverse("person:ombud-assignment", args=[assignment]), "anna"),
        Page("/person/said/", reverse("person:said"), "anna"),
        Page("/person/said/<id>/", reverse("person:said-detail", args=[said]), "anna"),
        Page("/person/sharing/", reverse("person:sharing-overview"), "anna"),
        Page("/person/sharing/looked/", reverse("person:sharing-looked"), "anna"),
        *of_a_life(),
        Page("/tasks/", reverse("ground:tasks"), "kari"),
        Page("/person/ombud/clients/", reverse("person:ombud-clients"), "kari"),
        Page("/person/ombud/<who>/", reverse("person:ombud-room", args=[anna.who]), "kari"),
        Page("/person/ombud/assignment/<id>/", reverse("person:ombud-assignment", args=[assignment]), "kari"),
        Page("/tasks/", reverse("ground:tasks"), "jon"),
        Page("/service/replies/", reverse("service:replies"), "jon"),
        Page("/service/replies/<id>/", reverse("service:replies-one", args=[voice]), "jon"),
        Page("/tasks/", reverse("ground:tasks"), "lise"),
        Page("/system/voices/", reverse("system:voices-moderate"), "lise"),
        Page("/system/voices/<id>/", reverse("system:voices-check", args=[unchecked]), "lise"),
    ]


def of_a_life() -> list[Page]:
    """Return the pages of the other rooms of one's own: Anna's, and those of a long life (life.py)."""
    from django.urls import reverse

    from viktig.demo.story import who
    from viktig.ground.privacy.acting import acting_as
    from viktig.person.choices.models import Choosing
    from viktig.person.meetings.models import Meeting
    from viktig.person.plan.models import Goal
    from viktig.person.progress.models import Series

    anna, emil = who("anna").who, who(life.WHO).who
    with acting_as(anna, because="bench"):
        meeting = Meeting.unguarded.filter(person_id=anna)[0].pk
        choosing = Choosing.unguarded.filter(person_id=anna)[0].pk
    with acting_as(emil, because="bench"):
        goal = Goal.unguarded.filter(person_id=emil)[0].pk
        series = Series.unguarded.filter(person_id=emil, instrument="who-5")[0].pk
    return [
        Page("/person/plan/<who>/, 50 measures", reverse("person:plan-room", args=[emil]), life.WHO),
        Page("/person/plan/goal/<id>/", reverse("person:plan-goal", args=[goal]), life.WHO),
        Page("/person/progress/<who>/, 5 years", reverse("person:progress-room", args=[emil]), life.WHO),
        Page("/person/progress/<who>/<id>/, 5 years", reverse("person:progress-series", args=[emil, series]), life.WHO),
        Page("/person/meetings/of/<who>/", reverse("person:meetings-room", args=[anna]), "anna"),
        Page("/person/meetings/<id>/", reverse("person:meetings-detail", args=[meeting]), "anna"),
        Page("/person/meetings/<id>/table/", reverse("person:meetings-table", args=[meeting]), "anna"),
        Page("/person/choices/<who>/", reverse("person:choices-room", args=[anna]), "anna"),
        Page("/person/choices/<id>/", reverse("person:choices-choosing", args=[choosing]), "anna"),
        Page("/person/group/<who>/", reverse("person:group-room", args=[anna]), "anna"),
        Page("/person/mandates/<who>/", reverse("person:mandates-room", args=[anna]), "anna"),
        Page("/person/well/<who>/", reverse("person:well-room", args=[anna]), "anna"),
    ]


def play() -> None:
    """Let what the demo leaves open be there to open: Anna has said something, and one answer waits to be checked."""
    from viktig.demo.story import Told, tell, who
    from viktig.ground.people.models import Organisation
    from viktig.ground.privacy.acting import acting_as
    from viktig.ground.voice import actions
    from viktig.ground.voice.states import Outcome
    from viktig.ground.words.receipt import mint
    from viktig.person.said.actions import say
    from viktig.person.said.models import Said

    anna = who("anna").who
    with acting_as(anna, because="bench"):
        if Said.unguarded.filter(person_id=anna).exists():
            return
        for number in range(3):
            words = actions.Words(
                "wish", "service", "housing", "nb", f"Ring meg gjerne, sak {number}.",
                str(Organisation.unguarded.get(name="Boligkontoret").pk), levels=3, may_publish=True,
            )  # fmt: skip
            say(who=anna, said_id=uuid.uuid4(), words=words, receipt=mint("nb"))
    actions.deliver()
    told = "Brevene er vanskelige.", 20, 5, Outcome.EXPLAINED, "Vi skriver dem om nå."
    tell(Told("Boligkontoret", "barrier", "housing", "nb", *told))


# Queries and time -----------------------------------------------------------------------------------------------------


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Count what goes to the databases: queries; and around them who acts, savepoints, transactions, signs of life."""
    counted: Counter[str] = Counter()
    used = set()

    def count(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        wrapper = context["connection"]
        used.add(wrapper.alias)
        begun = wrapper.connection.info.transaction_status != TransactionStatus.IDLE
        counted["transaction"] += not wrapper.get_autocommit() and not begun
        first = str(sql).split(maxsplit=1)[0].upper()
        acts = "set_config('viktig." in str(sql)
        counted["savepoint" if first in {"SAVEPOINT", "RELEASE", "ROLLBACK"} else "who" if acts else "query"] += 1
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in ("default", "keys"):
            stack.enter_context(connections[alias].execute_wrapper(count))
        yield counted
    counted["alive"] = len(used)  # "select 1", once a request on each connection that it uses: CONN_HEALTH_CHECKS


def opened(client: Any, page: Page) -> tuple[float, float]:
    """Open a page as the web server would. Returns the milliseconds it took, and those of the processor in this process.

    Raises AssertionError if it fails.
    """
    began, worked = time.perf_counter(), time.process_time()
    close_old_connections()  # what the web server does at the start of a request, and Django's client leaves out
    response = client.get(page.address)
    took = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
    assert response.status_code == 200, f"{page} answers {response.status_code}"
    return took


def measured(client: Any, page: Page, times: int) -> dict[str, Any]:
    """Return the milliseconds of `times` openings, and what one of them asked of the databases; the highest of twelve."""
    asked = []
    for _ in range(WARM_UP):
        with counting() as counted:
            opened(client, page)
        asked.append(counted)
    took = [opened(client, page) for _ in range(times)]
    most = max(asked, key=lambda one: one["query"])
    return {
        "page": page.name,
        "who": page.who,
        "queries": most["query"],
        "around": most["who"] + most["savepoint"] + 2 * most["transaction"] + most["alive"],
        "ms": [whole for whole, _ in took],
        "cpu_ms": [own for _, own in took],
    }


# Weight ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Got:
    """An answer over the wire. size: bytes of headers and body, compressed."""

    size: int
    keeps: bool
    body: bytes


def get(port: int, address: str, cookie: str) -> Got:
    """Fetch an address as a browser that can read gzip. Raises AssertionError if it is not there."""
    import gzip

    connection = HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {}))
    response = connection.getresponse()
    assert response.status == 200, f"{address} answers {response.status}"
    head = 17 + sum(len(name) + len(value) + 4 for name, value in response.getheaders())
    body = response.read()
    connection.close()
    packed = response.headers.get("Content-Encoding") == "gzip"
    keeps = "immutable" in response.headers.get("Cache-Control", "")
    return Got(head + len(body), keeps, gzip.decompress(body) if packed else body)


def weight(port: int, page: Page, cookie: str) -> dict[str, int]:
    """Return bytes and requests of a first visit that begins here, and of a later one."""
    html = get(port, page.address, cookie)
    parts = [get(port, part, "") for part in sorted(set(RESOURCE.findall(html.body.decode())))]
    again = [part for part in parts if not part.keeps]
    return {
        "first_bytes": html.size + sum(part.size for part in parts),
        "first_requests": 1 + len(parts),
        "later_bytes": html.size + sum(part.size for part in again),
        "later_requests": 1 + len(again),
    }


def main(port: int, times: int) -> None:
    """Measure every page and print the list as JSON."""
    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from viktig.demo.story import who

    play()
    life.live()
    signed_in = reverse("person:mine-page")
    found = []
    for page in pages():
        client = Client(SERVER_NAME=HOST, SERVER_PORT=str(port), HTTP_ACCEPT_ENCODING="gzip")
        if page.who:
            client.force_login(who(page.who))
            client.get(signed_in)  # a real sign-in leaves the secret of our forms in the session, this one does not
        one = measured(client, page, times)
        session = client.cookies.get(settings.SESSION_COOKIE_NAME)
        cookie = f"{settings.SESSION_COOKIE_NAME}={session.value}" if session else ""
        found.append(one | weight(port, page, cookie))
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
